package dev.hiper.internal.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What HTTP says about single ASCII bytes: letters without case, tokens, digits. Nothing here allocates. */
public final class Ascii {

    /** {@link #parseDecimal} found no digits, or something else than digits. */
    public static final long MALFORMED = -1;

    /** {@link #parseDecimal} found digits only, but their number exceeds {@link Long#MAX_VALUE}. */
    public static final long OVERFLOW = -2;

    /** Bytes from here on neither end a line nor spoil one: it is behind NUL, LF and CR. */
    public static final int FIRST_PLAIN = '\r' + 1;

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long SIGN_OF_EACH_BYTE = 0x8080_8080_8080_8080L;

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte OTHER_TOKEN = 4;
    private static final byte TOKEN = LETTER | DIGIT | OTHER_TOKEN;

    private static final byte[] CLASSES = classes();

    private Ascii() {}

    /** The lower-case letter of {@code b}, or {@code b} itself if it is no upper-case letter. */
    public static byte toLower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A space or a horizontal tab: OWS of RFC 9110, 5.6.3. */
    public static boolean isBlank(int b) {
        return b == ' ' || b == '\t';
    }

    /** A control character, DEL included, HTAB included. {@code b} is a byte or a char. */
    public static boolean isControl(int b) {
        return (b >= 0 && b < ' ') || b == 0x7F;
    }

    /** A character of a token, RFC 9110, 5.6.2. {@code c} is a byte or a char; nothing is truncated. */
    public static boolean isTokenChar(int c) {
        return c > 0 && c < CLASSES.length && (CLASSES[c] & TOKEN) != 0;
    }

    /** Whether the range is a token: not empty, and of token characters only. */
    public static boolean isToken(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isTokenChar(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }

    /** Whether {@code text} is a token: not empty, and of token characters only. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hexValue(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        byte lower = toLower(b);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether the range equals {@code lower}, which must be in lower case, without regard to case. */
    public static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if (toLower(bytes[from + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number that the range spells in decimal digits, leading zeros allowed; {@link #MALFORMED} or
     * {@link #OVERFLOW} otherwise. No sign, no blank, no other digits than ASCII.
     */
    public static long parseDecimal(byte[] bytes, int from, int to) {
        if (from >= to) {
            return MALFORMED;
        }
        long value = 0;
        boolean overflow = false;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return MALFORMED;
            }
            int digit = bytes[i] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                overflow = true;
            } else {
                value = value * 10 + digit;
            }
        }
        return overflow ? OVERFLOW : value;
    }

    /** How many of eight bytes, the lowest first, come before the first one below {@link #FIRST_PLAIN}. */
    public static int plainBytes(long eight) {
        // The sign bit of each byte that is too small. A borrow can only mark bytes above such a one: the lowest is
        // right.
        long marks = (eight - FIRST_PLAIN * EACH_BYTE) & ~eight & SIGN_OF_EACH_BYTE;
        return Long.numberOfTrailingZeros(marks) >> 3;
    }

    /**
     * The first index at or after {@code from} that holds a byte below {@link #FIRST_PLAIN}, at most {@code to}: what may
     * end a line is among those. Eight bytes at a time.
     */
    public static int skipPlain(ByteBuffer buffer, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = buffer.getLong(at);
            int plain = plainBytes(buffer.order() == ByteOrder.LITTLE_ENDIAN ? eight : Long.reverseBytes(eight));
            if (plain < Long.BYTES) {
                return at + plain;
            }
        }
        while (at < to && (buffer.get(at) & 0xFF) >= FIRST_PLAIN) {
            at++;
        }
        return at;
    }

    /** The first index at or after {@code from} that holds no blank, at most {@code to}. */
    public static int skipBlanks(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && isBlank(bytes[start])) {
            start++;
        }
        return start;
    }

    /** The end of the range without the blanks at its end, at least {@code from}. */
    public static int trimBlanks(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (int c = 0; c < classes.length; c++) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                classes[c] = LETTER;
            } else if (c >= '0' && c <= '9') {
                classes[c] = DIGIT;
            } else if ("!#$%&'*+-.^_`|~".indexOf(c) >= 0) {
                classes[c] = OTHER_TOKEN;
            }
        }
        return classes;
    }
}
