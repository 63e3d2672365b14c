package dev.hiper.internal.tls;

import java.io.ByteArrayOutputStream;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** Just enough DER (X.690) to tell the forms of private keys apart and to turn one into another. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xa0;
    private static final int IDENTIFIER = 0x06;
    private static final int END = -1;
    private static final int LENGTH_BYTES = 3;

    private final byte[] bytes;
    private int position;
    private final int limit;

    private Der(byte[] bytes, int position, int limit) {
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** One element with {@code parts} as its content. */
    static byte[] write(int tag, byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + LENGTH_BYTES + 2);
        out.write(tag);
        int lengthBytes = size < 0x80 ? 0 : size < 0x100 ? 1 : size < 0x10000 ? 2 : LENGTH_BYTES;
        if (lengthBytes > 0) {
            out.write(0x80 | lengthBytes);
        }
        for (int shift = 8 * Math.max(lengthBytes - 1, 0); shift >= 0; shift -= 8) {
            out.write(size >>> shift);
        }
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteArray();
    }

    /** The tag of the next element, or a number that is no tag at the end. */
    int tag() {
        return position < limit ? bytes[position] & 0xff : END;
    }

    /** Steps over the next element and answers its content. */
    Der enter(int tag) throws InvalidKeySpecException {
        if (tag() != tag) {
            throw new InvalidKeySpecException("the key is broken");
        }
        position++;
        int size = length();
        if (size < 0 || size > limit - position) {
            throw new InvalidKeySpecException("the key is cut off");
        }
        Der content = new Der(bytes, position, position + size);
        position += size;
        return content;
    }

    void skip(int tag) throws InvalidKeySpecException {
        enter(tag);
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, limit);
    }

    /** An object identifier with dots. */
    String identifier() throws InvalidKeySpecException {
        byte[] parts = enter(IDENTIFIER).rest();
        StringBuilder text = new StringBuilder();
        long number = 0;
        for (byte part : parts) {
            number = number << 7 | (part & 0x7f);
            if (part >= 0) {
                if (text.length() == 0) {
                    long first = Math.min(number / 40, 2);
                    text.append(first).append('.').append(number - 40 * first);
                } else {
                    text.append('.').append(number);
                }
                number = 0;
            }
        }
        return text.toString();
    }

    private int length() {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > LENGTH_BYTES) {
            return END;
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            size = size << 8 | next();
        }
        return size;
    }

    /** The next byte, or one that makes every length too large. */
    private int next() {
        return position < limit ? bytes[position++] & 0xff : 0xff;
    }
}
