package dev.hiper.internal.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Finds the blocks of a PEM text (RFC 7468). Everything between blocks is explanation and skipped, as bundles have
 * much of it.
 */
final class PemReader {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PemReader() {}

    /** One block. */
    static final class Block {
        private final String label;
        private final boolean headers;
        private final byte[] content;

        private Block(String label, boolean headers, byte[] content) {
            this.label = label;
            this.headers = headers;
            this.content = content;
        }

        /** What it says to be, for example {@code CERTIFICATE}. */
        String label() {
            return label;
        }

        /** Whether it has header lines, which only the old form of encrypted keys has. */
        boolean headers() {
            return headers;
        }

        /** Its bytes, not copied; empty if they are no base64. */
        byte[] content() {
            return content;
        }
    }

    /** All complete blocks, in order; none if this is no PEM. */
    static List<Block> read(byte[] content) {
        List<Block> blocks = new ArrayList<>();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            if (labelEnd < 0) {
                break;
            }
            String label = text.substring(at + BEGIN.length(), labelEnd);
            int bodyStart = labelEnd + DASHES.length();
            int bodyEnd = text.indexOf(END + label + DASHES, bodyStart);
            if (bodyEnd < 0) {
                break;
            }
            blocks.add(block(label, text.substring(bodyStart, bodyEnd)));
            at = text.indexOf(BEGIN, bodyEnd);
        }
        return blocks;
    }

    private static Block block(String label, String body) {
        boolean headers = body.indexOf(':') >= 0;
        try {
            return new Block(
                    label,
                    headers,
                    headers ? new byte[0] : Base64.getMimeDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            return new Block(label, headers, new byte[0]);
        }
    }
}
