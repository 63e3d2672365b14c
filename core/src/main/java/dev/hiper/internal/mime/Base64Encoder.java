package dev.hiper.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** RFC 2045, 6.8. Lines are separated, not ended: no line end follows the last one. */
final class Base64Encoder implements TransferEncoder {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private int column;

    @Override
    public long size(long plainSize) {
        if (plainSize <= 0) {
            return plainSize;
        }
        if (plainSize > Long.MAX_VALUE / 2) {
            return Content.UNKNOWN; // More than any number holds once it is encoded.
        }
        long characters = 4 * (1 + (plainSize - 1) / 3);
        return characters + 2 * ((characters - 1) / LINE_CHARS);
    }

    @Override
    public void encode(ByteBuffer in, ByteBuffer out, boolean atEnd) {
        while (out.remaining() >= LEAST_ROOM && (in.remaining() >= 3 || (atEnd && in.hasRemaining()))) {
            if (column == LINE_CHARS) {
                out.put((byte) '\r').put((byte) '\n');
                column = 0;
            }
            group(in, out);
            column += 4;
        }
    }

    @Override
    public void reset() {
        column = 0;
    }

    private static void group(ByteBuffer in, ByteBuffer out) {
        int count = Math.min(in.remaining(), 3);
        int bits = (in.get() & 0xff) << 16;
        bits |= count > 1 ? (in.get() & 0xff) << 8 : 0;
        bits |= count > 2 ? in.get() & 0xff : 0;
        out.put(ALPHABET[bits >> 18]).put(ALPHABET[bits >> 12 & 0x3f]);
        out.put(count > 1 ? ALPHABET[bits >> 6 & 0x3f] : (byte) '=');
        out.put(count > 2 ? ALPHABET[bits & 0x3f] : (byte) '=');
    }
}
