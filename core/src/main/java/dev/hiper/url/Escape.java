package dev.hiper.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of data that is to stand in a URL (RFC 3986, 2.1), as {@code curl_easy_escape}
 * and {@code curl_easy_unescape} do it. Text is UTF-8. For whole URLs use {@link Url}, which knows
 * what means something where.
 */
public final class Escape {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Escape() {}

    /**
     * Encodes everything but the unreserved characters {@code A-Z a-z 0-9 - . _ ~}. A space becomes
     * {@code %20}.
     */
    public static String escape(String text) {
        return escape(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Encodes each byte that is no unreserved character. */
    public static String escape(byte[] data) {
        StringBuilder out = new StringBuilder(data.length + 16);
        for (byte b : data) {
            char c = (char) (b & 0xff);
            if (Ascii.isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
            }
        }
        return out.toString();
    }

    /**
     * Decodes each percent sign that two hexadecimal digits follow; anything else, {@code +}
     * included, stands for itself. The result may hold any byte, zero too.
     */
    public static byte[] unescape(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length) {
                int high = Ascii.hexValue((char) (in[i + 1] & 0xff));
                int low = Ascii.hexValue((char) (in[i + 2] & 0xff));
                if (high >= 0 && low >= 0) {
                    out.write(high << 4 | low);
                    i += 2;
                    continue;
                }
            }
            out.write(in[i]);
        }
        return out.toByteArray();
    }
}
