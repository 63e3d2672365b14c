package dev.hiper.internal.coding;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.ContentCoding;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code deflate}: zlib's wrapper around deflate data (RFC 9110, 8.4.1.2). Servers that forget the
 * wrapper are common enough for everybody to understand them.
 */
final class DeflateCoding implements ContentCoding {
    private static final List<String> NAMES = List.of("deflate");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Decoder newDecoder() {
        return new DeflateDecoder();
    }

    /** Two bytes decide whether there is a wrapper. */
    private static final class DeflateDecoder implements Decoder {
        private final ByteBuffer first = ByteBuffer.allocate(2);
        private @Nullable Inflation inflation;
        private State state = State.NEEDS_INPUT;
        private int tolerated;

        @Override
        public State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
            if (state == State.FINISHED) {
                int count = Math.min(tolerated, input.remaining());
                input.position(input.position() + count);
                tolerated -= count;
                return state;
            }
            Inflation chosen = inflation;
            if (chosen == null) {
                chosen = choose(input);
                if (chosen == null) {
                    return state;
                }
                inflation = chosen;
            }
            state = chosen.decode(input, output);
            return state;
        }

        private @Nullable Inflation choose(ByteBuffer input) {
            while (first.hasRemaining() && input.hasRemaining()) {
                first.put(input.get());
            }
            if (first.hasRemaining()) {
                return null;
            }
            first.flip();
            boolean raw = !ZlibHeader.matches(first.get(0) & 0xff, first.get(1) & 0xff);
            tolerated = raw ? Limits.RAW_DEFLATE_TRAILER_BYTES : 0;
            return new Inflation(raw, first);
        }

        @Override
        public void close() {
            if (inflation != null) {
                inflation.close();
            }
        }
    }
}
