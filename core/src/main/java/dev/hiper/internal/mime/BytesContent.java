package dev.hiper.internal.mime;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class BytesContent implements Content {
    private final ByteBuffer bytes;

    BytesContent(ByteBuffer bytes) {
        this.bytes = bytes.duplicate();
    }

    @Override
    public long size() {
        return bytes.limit();
    }

    @Override
    public int read(ByteBuffer destination) {
        int count = Math.min(destination.remaining(), bytes.remaining());
        if (count == 0) {
            return END;
        }
        int end = bytes.limit();
        bytes.limit(bytes.position() + count);
        destination.put(bytes);
        bytes.limit(end);
        return count;
    }

    @Override
    public void rewind() {
        bytes.rewind();
    }

    @Override
    public void close() {}
}
