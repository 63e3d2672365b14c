package dev.hiper.internal.mime;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;

/** Content that promises to have no byte with the high bit set, held to its word. */
final class SevenBitContent implements Content {
    private final Content plain;

    SevenBitContent(Content plain) {
        this.plain = plain;
    }

    @Override
    public long size() {
        return plain.size();
    }

    @Override
    public int read(ByteBuffer destination) throws TransferException {
        int start = destination.position();
        int count = plain.read(destination);
        for (int i = start; i < destination.position(); i++) {
            if (destination.get(i) < 0) {
                throw new TransferException(
                        ResultCode.READ_ERROR, "A part with the encoder 7bit holds a byte with the high bit set");
            }
        }
        return count;
    }

    @Override
    public void rewind() throws TransferException {
        plain.rewind();
    }

    @Override
    public void close() {
        plain.close();
    }
}
