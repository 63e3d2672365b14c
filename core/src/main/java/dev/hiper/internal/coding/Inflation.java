package dev.hiper.internal.coding;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** An inflater that is fed by buffers, after a few bytes which were looked at to choose it. */
final class Inflation {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Inflater inflater;
    private final ByteBuffer prefix;

    /**
     * Reads bare deflate data (RFC 1951) or data in zlib's wrapper (RFC 1950).
     *
     * @param prefix what comes before the first input; belongs to this object from now on
     */
    Inflation(boolean raw, ByteBuffer prefix) {
        inflater = new Inflater(raw);
        this.prefix = prefix;
    }

    State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
        if (prefix.hasRemaining()) {
            State state = inflate(prefix, output);
            if (state != State.NEEDS_INPUT) {
                return state;
            }
        }
        return inflate(input, output);
    }

    /** Bytes given out so far. */
    long decodedBytes() {
        return inflater.getBytesWritten();
    }

    void close() {
        inflater.end();
    }

    /** What libcurl says about broken data, with the words of zlib. */
    static TransferException broken(String detail) {
        return new TransferException(
                ResultCode.BAD_CONTENT_ENCODING, "Error while processing content unencoding: " + detail);
    }

    private State inflate(ByteBuffer input, ByteBuffer output) throws TransferException {
        try {
            inflater.setInput(input);
            inflater.inflate(output);
        } catch (DataFormatException e) {
            throw broken(String.valueOf(e.getMessage()));
        } finally {
            inflater.setInput(NOTHING);
        }
        if (inflater.finished()) {
            return State.FINISHED;
        }
        if (inflater.needsDictionary()) {
            throw broken("a dictionary is needed, and HTTP has none");
        }
        return output.hasRemaining() ? State.NEEDS_INPUT : State.NEEDS_OUTPUT;
    }
}
