package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hiper.ReadCallback;
import java.nio.ByteBuffer;

/** Bodies that differ at each place, so that lost, doubled and moved bytes show. */
final class Bodies {
    private Bodies() {}

    static String text(int size) {
        StringBuilder text = new StringBuilder(size + 8);
        for (int i = 0; text.length() < size; i++) {
            text.append(Integer.toString(i, 36)).append('.');
        }
        text.setLength(size);
        return text.toString();
    }

    static byte[] bytes(int size) {
        return text(size).getBytes(ISO_8859_1);
    }

    /** Gives {@code body}, as much as fits each time. */
    static ReadCallback reader(byte[] body) {
        ByteBuffer left = ByteBuffer.wrap(body);
        return (easy, destination) -> {
            int count = Math.min(left.remaining(), destination.remaining());
            destination.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        };
    }
}
