package dev.hiper.codings;

import com.github.luben.zstd.ZstdDirectBufferDecompressingStreamNoFinalizer;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Zstd frames, one after the other. The library reads direct buffers only, so the input passes
 * through one of ours.
 */
final class ZstdDecoder implements Decoder {
    private static final int INPUT_BYTES = 16 * 1024;
    /** RFC 9659: a receiver need not accept a window of more than 8 MiB, 2 to the power of 23. */
    private static final int LARGEST_WINDOW_LOG = 23;

    /** Ready to be read. Always the same one, as streams keep it. */
    private final ByteBuffer staged = ByteBuffer.allocateDirect(INPUT_BYTES).limit(0);

    private @Nullable ZstdDirectBufferDecompressingStreamNoFinalizer stream;
    private State state = State.NEEDS_INPUT;

    @Override
    public State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
        while (true) {
            if (!staged.hasRemaining()) {
                stage(input);
            }
            if (!staged.hasRemaining() && state != State.NEEDS_OUTPUT) {
                // The library counts calls without input as an attack.
                return state;
            }
            state = read(output);
            if (state == State.NEEDS_OUTPUT) {
                return state;
            }
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private State read(ByteBuffer output) throws TransferException {
        try {
            ZstdDirectBufferDecompressingStreamNoFinalizer current = current();
            current.read(output);
            if (!output.hasRemaining()) {
                return State.NEEDS_OUTPUT;
            }
            return current.hasRemaining() ? State.NEEDS_INPUT : State.FINISHED;
        } catch (IOException e) {
            throw new TransferException(
                    ResultCode.BAD_CONTENT_ENCODING, "The response is no valid zstd stream: " + e.getMessage(), e);
        }
    }

    /**
     * A stream that has read a frame to its end and then had no more input is of no use any more.
     */
    private ZstdDirectBufferDecompressingStreamNoFinalizer current() throws IOException {
        ZstdDirectBufferDecompressingStreamNoFinalizer current = stream;
        if (current != null && !current.hasRemaining() && staged.hasRemaining()) {
            current.close();
            current = null;
        }
        if (current == null) {
            current = new ZstdDirectBufferDecompressingStreamNoFinalizer(staged);
            stream = current;
            current.setLongMax(LARGEST_WINDOW_LOG);
        }
        return current;
    }

    private void stage(ByteBuffer input) {
        staged.clear();
        int count = Math.min(input.remaining(), staged.remaining());
        int end = input.limit();
        staged.put(input.limit(input.position() + count));
        input.limit(end);
        staged.flip();
    }
}
