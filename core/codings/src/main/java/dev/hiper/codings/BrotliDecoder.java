package dev.hiper.codings;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One brotli stream. The library takes input from a buffer of its own and lends its output. */
final class BrotliDecoder implements Decoder {
    private static final int INPUT_BYTES = 8 * 1024;
    /** Of one loan: as much as the output buffers of the engine usually have room for. */
    private static final int OUTPUT_BYTES = 16 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final DecoderJNI.Wrapper wrapper;
    /** What the library has lent us, valid until the next call of it. */
    private ByteBuffer lent = NOTHING;

    /** Whether the last call of the library took output from it. */
    private boolean pulled;

    private boolean closed;

    BrotliDecoder() throws TransferException {
        try {
            wrapper = new DecoderJNI.Wrapper(INPUT_BYTES, OUTPUT_BYTES);
        } catch (IOException e) {
            throw new TransferException(ResultCode.OUT_OF_MEMORY, "No memory for a brotli decoder", e);
        }
    }

    @Override
    public State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
        while (true) {
            copyLent(output);
            if (!output.hasRemaining()) {
                return State.NEEDS_OUTPUT;
            }
            switch (wrapper.getStatus()) {
                case DONE -> {
                    if (!wrapper.hasOutput()) {
                        return State.FINISHED;
                    }
                    pull();
                }
                case NEEDS_MORE_OUTPUT -> pull();
                case OK -> push(NOTHING);
                case NEEDS_MORE_INPUT -> {
                    if (wrapper.hasOutput()) {
                        pull();
                    } else if (input.hasRemaining()) {
                        push(input);
                    } else {
                        return State.NEEDS_INPUT;
                    }
                }
                case ERROR -> {
                    if (!wrapper.hasOutput()) {
                        throw failure();
                    }
                    pull();
                }
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lent = NOTHING;
            wrapper.destroy();
        }
    }

    private void copyLent(ByteBuffer output) {
        int count = Math.min(lent.remaining(), output.remaining());
        int end = lent.limit();
        output.put(lent.limit(lent.position() + count));
        lent.limit(end);
    }

    private void pull() {
        lent = wrapper.pull();
        pulled = true;
    }

    /**
     * The library has one answer for broken data and for bytes behind the end. But broken data are
     * found while input is read, and leave no output.
     */
    private TransferException failure() {
        return pulled
                ? new TransferException(ResultCode.WRITE_ERROR, "Data follows the end of the compressed body")
                : new TransferException(ResultCode.BAD_CONTENT_ENCODING, "The response is no valid brotli stream");
    }

    private void push(ByteBuffer input) {
        ByteBuffer target = wrapper.getInputBuffer();
        target.clear();
        int count = Math.min(input.remaining(), target.remaining());
        int end = input.limit();
        target.put(input.limit(input.position() + count));
        input.limit(end);
        pulled = false;
        wrapper.push(count);
    }
}
