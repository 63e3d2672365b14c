package dev.hiper.internal.coding;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder;
import java.nio.ByteBuffer;

/** Stands for a coding that nobody can undo: fails at the first byte. */
final class UnknownCoding implements Decoder {
    static final Decoder DECODER = new UnknownCoding();

    private UnknownCoding() {}

    @Override
    public State decode(ByteBuffer input, ByteBuffer output) throws TransferException {
        if (input.hasRemaining()) {
            throw new TransferException(ResultCode.BAD_CONTENT_ENCODING, "Unrecognized content encoding type");
        }
        return State.NEEDS_INPUT;
    }

    @Override
    public void close() {}
}
