package dev.hiper.internal.mime;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.mime.MimeContent;
import dev.hiper.mime.MimeSource;
import java.nio.ByteBuffer;

/** What the application's callback gives. */
final class SourceContent implements Content {
    private final MimeContent.Source source;
    private final long size;
    private long position;
    private boolean ended;

    private SourceContent(MimeContent.Source source) {
        this.source = source;
        this.size = source.size();
    }

    /** The content from its start, wherever a transfer before has left it. */
    static SourceContent of(MimeContent.Source source) throws TransferException {
        SourceContent content = new SourceContent(source);
        content.rewind();
        return content;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer destination) throws TransferException {
        int room = destination.remaining();
        if (size >= 0) {
            room = (int) Math.min(room, size - position);
        }
        if (ended || room == 0) {
            return END;
        }
        int count = call(destination, room);
        if (count == 0) {
            ended = true;
            if (size >= 0) {
                throw new TransferException(
                        ResultCode.READ_ERROR,
                        "The source of a part ended after " + position + " of " + size + " announced bytes");
            }
            return END;
        }
        if (count == MimeSource.PAUSE) {
            return PAUSED;
        }
        position += count;
        return count;
    }

    @Override
    public void rewind() throws TransferException {
        boolean sought;
        try {
            sought = source.rewind();
        } catch (RuntimeException | Error failure) {
            throw new TransferException(
                    ResultCode.SEND_FAIL_REWIND, "The source of a part failed to go back to its start", failure);
        }
        if (!sought) {
            throw new TransferException(
                    ResultCode.SEND_FAIL_REWIND,
                    "The body must be sent again, but the source of a part cannot go back to its start");
        }
        position = 0;
        ended = false;
    }

    @Override
    public void close() {}

    /** One call with at most {@code room} bytes; the count, 0 at the end, or {@link MimeSource#PAUSE}. */
    private int call(ByteBuffer destination, int room) throws TransferException {
        int start = destination.position();
        int end = destination.limit();
        destination.limit(start + room);
        int count;
        try {
            count = source.read(destination);
        } catch (RuntimeException | Error failure) {
            throw new TransferException(
                    ResultCode.ABORTED_BY_CALLBACK, "The source of a part threw an exception", failure);
        }
        int put = destination.position() - start;
        destination.limit(end);
        if (count == MimeSource.ABORT) {
            throw new TransferException(ResultCode.ABORTED_BY_CALLBACK, "The source of a part aborted the transfer");
        }
        int claimed = count == MimeSource.PAUSE ? 0 : count;
        if (put != claimed) {
            // The rest of the buffer may hold data of others.
            throw new TransferException(
                    ResultCode.READ_ERROR, "The source of a part put " + put + " bytes and claims " + claimed);
        }
        return count;
    }
}
