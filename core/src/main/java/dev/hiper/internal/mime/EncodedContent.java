package dev.hiper.internal.mime;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.mime.MimeEncoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Content on its way through an encoder. */
final class EncodedContent implements Content {
    /** Both buffers are ready for reading between calls. They exist while this content is being read. */
    private static final class Stage {
        final ByteBuffer plain = ByteBuffer.allocate(Limits.MIME_STAGE_BYTES).limit(0);
        final ByteBuffer encoded = ByteBuffer.allocate(Limits.MIME_STAGE_BYTES).limit(0);
    }

    private final Content plain;
    private final TransferEncoder encoder;
    private @Nullable Stage stage;
    private boolean plainEnded;

    private EncodedContent(Content plain, TransferEncoder encoder) {
        this.plain = plain;
        this.encoder = encoder;
    }

    static Content of(Content plain, MimeEncoder encoder) {
        return switch (encoder) {
            case BINARY, EIGHT_BIT -> plain;
            case SEVEN_BIT -> new SevenBitContent(plain);
            case BASE64 -> new EncodedContent(plain, new Base64Encoder());
            case QUOTED_PRINTABLE -> new EncodedContent(plain, new QuotedPrintableEncoder());
        };
    }

    @Override
    public long size() {
        return encoder.size(plain.size());
    }

    @Override
    public int read(ByteBuffer destination) throws TransferException {
        Stage buffers = stage;
        if (buffers == null) {
            buffers = new Stage();
            stage = buffers;
        }
        while (!buffers.encoded.hasRemaining()) {
            buffers.encoded.clear();
            encoder.encode(buffers.plain, buffers.encoded, plainEnded);
            buffers.encoded.flip();
            if (!buffers.encoded.hasRemaining()) {
                if (plainEnded) {
                    return END;
                }
                if (fill(buffers.plain) == PAUSED) {
                    return PAUSED;
                }
            }
        }
        return drain(buffers.encoded, destination);
    }

    @Override
    public void rewind() throws TransferException {
        plain.rewind();
        encoder.reset();
        stage = null;
        plainEnded = false;
    }

    @Override
    public void close() {
        plain.close();
        stage = null;
        plainEnded = true;
    }

    /** Reads more behind what the encoder left, which is less than it can make something of: there is room. */
    private int fill(ByteBuffer buffer) throws TransferException {
        buffer.compact();
        int count;
        try {
            count = plain.read(buffer);
        } finally {
            buffer.flip();
        }
        plainEnded = count == END;
        return count;
    }

    private static int drain(ByteBuffer from, ByteBuffer destination) {
        int count = Math.min(from.remaining(), destination.remaining());
        int end = from.limit();
        from.limit(from.position() + count);
        destination.put(from);
        from.limit(end);
        return count;
    }
}
