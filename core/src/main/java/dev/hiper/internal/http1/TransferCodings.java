package dev.hiper.internal.http1;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The transfer codings of one head, added field by field (RFC 9112, 6.1). What may not stand there is refused: codings
 * that were not asked for, and everything behind {@code chunked}. To undo them is for others.
 */
final class TransferCodings {
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] IDENTITY = ascii("identity");
    private static final byte[] NONE = ascii("none");
    private static final List<byte[]> KNOWN = List.of(ascii("gzip"), ascii("x-gzip"), ascii("deflate"));

    private int count;
    private boolean chunked;

    void reset() {
        count = 0;
        chunked = false;
    }

    /** How many codings, but for {@code chunked}, were asked for and applied. */
    int count() {
        return count;
    }

    /** Whether {@code chunked} was the last one. */
    boolean chunked() {
        return chunked;
    }

    /** Whether the member in the range is {@code chunked}. */
    static boolean isChunked(byte[] bytes, int from, int to) {
        return Ascii.equalsIgnoreCase(bytes, from, to, CHUNKED);
    }

    /** Adds the value of one field. */
    void add(byte[] bytes, int valueStart, int valueEnd, FramingRules rules) throws TransferException {
        int from = valueStart;
        int to;
        do {
            to = ResponseHead.memberEnd(bytes, from, valueEnd);
            int start = Ascii.skipBlanks(bytes, from, to);
            addCoding(bytes, start, Ascii.trimBlanks(bytes, start, to), rules);
            from = to + 1;
        } while (to < valueEnd);
    }

    private void addCoding(byte[] bytes, int from, int to, FramingRules rules) throws TransferException {
        if (isChunked(bytes, from, to)) {
            if (chunked && !rules.lenient()) {
                throw refused("Reject response due to 'chunked' being listed twice");
            }
            chunked = true;
        } else if (rules.lenient() && (from == to || rules.undecoded())) {
            // The application sees the body as it comes, and what is called nothing changes nothing.
            return;
        } else if (rules.transferCodings()) {
            addAsked(bytes, from, to, rules);
        } else if (chunked) {
            throw refused("A Transfer-Encoding (" + shown(bytes, from, to) + ") was listed after chunked");
        } else if (!rules.lenient() || !Ascii.equalsIgnoreCase(bytes, from, to, IDENTITY)) {
            throw refused("Unsolicited Transfer-Encoding (" + shown(bytes, from, to) + ") found");
        }
    }

    private void addAsked(byte[] bytes, int from, int to, FramingRules rules) throws TransferException {
        if (chunked) {
            throw refused("Reject response due to 'chunked' not being the last Transfer-Encoding");
        }
        if (rules.lenient() && changesNothing(bytes, from, to)) {
            return;
        }
        if (count == Limits.TRANSFER_CODINGS) {
            throw refused("Reject response exceeding limit of " + Limits.TRANSFER_CODINGS + " transfer encodings");
        }
        // What nobody can decode fails at its first byte. Cautious callers do not even wait for it.
        if (!rules.lenient() && !isKnown(bytes, from, to)) {
            throw refused("Unrecognized transfer encoding (" + shown(bytes, from, to) + ")");
        }
        count++;
    }

    private static boolean changesNothing(byte[] bytes, int from, int to) {
        return Ascii.equalsIgnoreCase(bytes, from, to, IDENTITY) || Ascii.equalsIgnoreCase(bytes, from, to, NONE);
    }

    private static boolean isKnown(byte[] bytes, int from, int to) {
        for (int i = 0; i < KNOWN.size(); i++) {
            if (Ascii.equalsIgnoreCase(bytes, from, to, KNOWN.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** What a peer sent, fit for a message. */
    private static String shown(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + Limits.SHOWN_NAME_BYTES);
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^ -~]", "?");
    }

    private static TransferException refused(String message) {
        return new TransferException(ResultCode.BAD_CONTENT_ENCODING, message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
