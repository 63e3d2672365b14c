package dev.hiper.examples.curl.report;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Octets being put together for one write; used again and again. */
final class TraceLines {
    private static final int INITIAL_SIZE = 4096;
    private static final String HEX = "0123456789abcdef";
    private static final int DECIMAL = 10;
    private static final int BITS_PER_DIGIT = 4;
    private static final int OFFSET_DIGITS = 4;

    private byte[] octets = new byte[INITIAL_SIZE];
    private int size;

    byte[] octets() {
        return octets;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    TraceLines add(int octet) {
        ensure(1);
        octets[size++] = (byte) octet;
        return this;
    }

    TraceLines add(String ascii) {
        ensure(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            octets[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    TraceLines add(ByteBuffer data, int from, int to) {
        ensure(to - from);
        data.get(from, octets, size, to - from);
        size += to - from;
        return this;
    }

    TraceLines decimal(long number, int digits) {
        long rest = number;
        long power = 1;
        for (int i = 1; i < digits || rest / power >= DECIMAL; i++) {
            power *= DECIMAL;
        }
        for (; power > 0; power /= DECIMAL) {
            add('0' + (int) (rest / power));
            rest %= power;
        }
        return this;
    }

    TraceLines hex(int number, int digits) {
        int shown = Math.max(
                digits, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT);
        for (int i = Math.max(1, shown) - 1; i >= 0; i--) {
            add(HEX.charAt((number >> (i * BITS_PER_DIGIT)) & 0xf));
        }
        return this;
    }

    TraceLines offset(int offset) {
        return hex(offset, OFFSET_DIGITS).add(": ");
    }

    private void ensure(int more) {
        if (octets.length - size < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
        }
    }
}
