package dev.hiper.url;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding, RFC 3986, 2.1. Text is UTF-8 on the other side of the percent sign. */
final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String PATH_MARKS = "!$&'(){}[]*+,;=:@/";

    private PercentCoding() {}

    /** Which bytes a decoded text refuses. */
    enum Refuse {
        NUL,
        CONTROLS
    }

    /**
     * Decodes each percent sign that two hexadecimal digits follow; others stand for themselves.
     *
     * @return null where a refused byte comes out, or bytes that are not UTF-8
     */
    static @Nullable String decode(String text, boolean plusIsSpace, Refuse refuse) {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        int lowest = refuse == Refuse.NUL ? 1 : ' ';
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int b = in[i] & 0xff;
            if (b == '%' && i + 2 < in.length) {
                int high = Ascii.hexValue((char) (in[i + 1] & 0xff));
                int low = Ascii.hexValue((char) (in[i + 2] & 0xff));
                if (high >= 0 && low >= 0) {
                    b = high << 4 | low;
                    i += 2;
                    if (b < lowest) {
                        return null;
                    }
                }
            } else if (b == '+' && plusIsSpace) {
                b = ' ';
            }
            in[length++] = (byte) b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Encodes what a URL cannot hold at all, spaces and non-ASCII, and nothing else. */
    static String encodeForeign(String text, boolean spaceIsPlus) {
        int first = 0;
        while (first < text.length() && isPrintable(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        byte[] bytes = text.substring(first).getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b == ' ' && spaceIsPlus) {
                out.append('+');
            } else if (b > ' ' && b < 0x7f) {
                out.append((char) b);
            } else {
                appendTriplet(out, b);
            }
        }
        return out.toString();
    }

    /** Encodes a part given as data: only what has no meaning in it stays. */
    static String encodePart(String text, UrlPart part, boolean keepFirstEquals) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        boolean keepEquals = keepFirstEquals;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == ' ' && part == UrlPart.QUERY) {
                out.append('+');
            } else if (Ascii.isUnreserved(c) || (part == UrlPart.PATH && PATH_MARKS.indexOf(c) >= 0)) {
                out.append(c);
            } else if (c == '=' && keepEquals) {
                out.append(c);
                keepEquals = false;
            } else {
                appendTriplet(out, b);
            }
        }
        return out.toString();
    }

    /** RFC 3986, 6.2.2.1: the digits of a triplet are written in upper case. */
    static String upperCaseTriplets(String text) {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        while (percent >= 0 && percent + 2 < out.length()) {
            if (Ascii.hexValue(out.charAt(percent + 1)) >= 0 && Ascii.hexValue(out.charAt(percent + 2)) >= 0) {
                out.setCharAt(percent + 1, HEX[Ascii.hexValue(out.charAt(percent + 1))]);
                out.setCharAt(percent + 2, HEX[Ascii.hexValue(out.charAt(percent + 2))]);
                percent += 2;
            }
            percent = text.indexOf('%', percent + 1);
        }
        return out.toString();
    }

    private static boolean isPrintable(char c) {
        return c > ' ' && c < 0x7f;
    }

    private static void appendTriplet(StringBuilder out, byte b) {
        out.append('%').append(HEX[(b & 0xff) >> 4]).append(HEX[b & 0xf]);
    }
}
