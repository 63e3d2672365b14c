package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/**
 * The classic spellings of an IPv4 address: one to four numbers, decimal, octal (leading 0) or hexadecimal (leading
 * 0x), the last one filling the remaining bytes.
 */
final class Ipv4Address {
    private static final int PARTS = 4;
    private static final long NOT_A_NUMBER = -1;

    private Ipv4Address() {}

    /**
     * The address in dotted decimal, or null where {@code host} is a name.
     *
     * <p>A host of numbers only that makes no address is refused: resolvers disagree about it, some reading
     * {@code 127.0.0.08} as an address and some as a name.
     */
    static @Nullable String normalize(String host) {
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        if (end == 0 || !Ascii.isDigit(host.charAt(0)) || !isAllNumbers(host, end)) {
            return null;
        }
        long address = 0;
        int count = 0;
        int start = 0;
        while (start <= end) {
            int dot = host.indexOf('.', start);
            int stop = dot < 0 || dot > end ? end : dot;
            boolean last = stop == end;
            long value = number(host, start, stop);
            long most = last ? 0xffff_ffffL >>> (8 * count) : 0xff;
            if (++count > PARTS || value == NOT_A_NUMBER || value > most) {
                throw new UrlException(UrlCode.BAD_HOSTNAME, "The host consists of numbers but is not an IPv4 address");
            }
            address |= last ? value : value << (8 * (PARTS - count));
            start = stop + 1;
        }
        return text(address);
    }

    static String text(long address) {
        return (address >>> 24 & 0xff) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "."
                + (address & 0xff);
    }

    /** Whether each label looks like a number: digits, or 0x and hexadecimal digits. */
    private static boolean isAllNumbers(String host, int end) {
        int start = 0;
        while (start <= end) {
            int dot = host.indexOf('.', start);
            int stop = dot < 0 || dot > end ? end : dot;
            if (!looksLikeNumber(host, start, stop)) {
                return false;
            }
            start = stop + 1;
        }
        return true;
    }

    private static boolean looksLikeNumber(String host, int start, int end) {
        if (start == end) {
            return false;
        }
        boolean hex = isHex(host, start, end);
        for (int i = hex ? start + 2 : start; i < end; i++) {
            char c = host.charAt(i);
            if (hex ? Ascii.hexValue(c) < 0 : !Ascii.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a label that looks like a number, capped above 32 bits, or {@link #NOT_A_NUMBER}. */
    private static long number(String host, int start, int end) {
        boolean hex = isHex(host, start, end);
        boolean octal = !hex && host.charAt(start) == '0';
        int radix = hex ? 16 : octal ? 8 : 10;
        int first = hex ? start + 2 : start;
        if (first == end) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = Ascii.hexValue(host.charAt(i));
            if (digit >= radix) {
                return NOT_A_NUMBER;
            }
            value = Math.min(value * radix + digit, 1L << 32);
        }
        return value;
    }

    private static boolean isHex(String host, int start, int end) {
        return end - start >= 2 && host.charAt(start) == '0' && Ascii.lower(host.charAt(start + 1)) == 'x';
    }
}
