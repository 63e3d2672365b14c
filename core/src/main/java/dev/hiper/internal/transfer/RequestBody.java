package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.transfer.TransferClient.Seek;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body of the request, whether it lies in memory or comes from the read callback: how long it is, reading it,
 * pausing it, and beginning again.
 */
public final class RequestBody {
    /** {@link #read} answers: nothing at the moment, the application paused sending. */
    public static final int PAUSED = 0;

    /** {@link #read} answers: the body is through. */
    public static final int END = -1;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TransferClient client;
    private ByteBuffer memory = NOTHING;
    /** What {@link #memory} wraps, so that the same body is not wrapped twice. */
    private byte @Nullable [] memoryBytes;

    private boolean fromCallback;
    private boolean present;
    private long size;
    private long resumeFrom;
    private int pieceBytes;
    private long position;
    private boolean ended;
    private boolean paused;

    RequestBody(TransferClient client) {
        this.client = client;
    }

    /** Takes over what a new transfer wants to send. */
    void reset(RequestOptions request) {
        byte[] bytes = request.body();
        boolean bodyMethod =
                request.method() == RequestOptions.Method.POST || request.method() == RequestOptions.Method.PUT;
        present = bodyMethod;
        fromCallback = bodyMethod && bytes == null;
        if (!bodyMethod || bytes == null) {
            memory = NOTHING;
        } else if (memoryBytes != bytes) {
            memory = ByteBuffer.wrap(bytes);
        }
        memoryBytes = bodyMethod ? bytes : null;
        memory.rewind();
        resumeFrom = request.method() == RequestOptions.Method.PUT ? request.resumeFrom() : 0;
        size = fromCallback ? request.bodySize() : memory.remaining();
        pieceBytes = request.uploadBufferSize();
        position = 0;
        ended = false;
        paused = false;
    }

    /** Moves the source to where an upload resumes (C21); once, before the request is made. */
    public void skipToResumeOffset() throws TransferException {
        if (resumeFrom <= 0 || !fromCallback) {
            return;
        }
        switch (client.seek(resumeFrom)) {
            case OK -> {}
            case FAILED ->
                throw new TransferException(
                        ResultCode.READ_ERROR, "Could not seek the upload to offset " + resumeFrom, client.thrown());
            case CANNOT, NONE -> dropUntilResumeOffset();
        }
        if (size >= 0) {
            size -= resumeFrom;
            if (size <= 0) {
                throw new TransferException(
                        ResultCode.PARTIAL_FILE, "Nothing is left to upload after offset " + resumeFrom);
            }
        }
    }

    /** Whether the request has a body at all, maybe an empty one. */
    public boolean present() {
        return present;
    }

    /** How many bytes the body has; -1 if that is not known. */
    public long size() {
        return present ? size : 0;
    }

    /** Whether the body comes from the application bit by bit. */
    public boolean fromCallback() {
        return fromCallback;
    }

    /** Body bytes read so far. */
    public long position() {
        return position;
    }

    public boolean ended() {
        return ended || !present;
    }

    public boolean paused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /** The body in memory from the current position on; only if it is not {@linkplain #fromCallback() from a callback}. */
    public ByteBuffer memory() {
        return memory;
    }

    /** Notes that {@code count} bytes of {@link #memory()} were used. */
    public void usedMemory(int count) {
        position += count;
        ended = position == size;
    }

    /**
     * Puts body bytes into {@code destination}, which has room.
     *
     * @return bytes put; {@link #PAUSED}; {@link #END}
     */
    public int read(ByteBuffer destination) throws TransferException {
        if (paused) {
            return PAUSED;
        }
        if (ended()) {
            return END;
        }
        return fromCallback ? readCallback(destination) : readMemory(destination);
    }

    /** Back to the beginning, so that the request can be made again (M18). */
    public void rewind() throws TransferException {
        if (position > 0 && fromCallback) {
            Seek sought = client.seek(Math.max(resumeFrom, 0));
            if (sought != Seek.OK) {
                throw new TransferException(
                        ResultCode.SEND_FAIL_REWIND,
                        sought == Seek.NONE
                                ? "The request must be sent again, but there is no seek callback to rewind its body"
                                : "The request must be sent again, but its body could not be rewound",
                        client.thrown());
            }
        }
        memory.rewind();
        position = 0;
        ended = false;
        paused = false;
    }

    private int readMemory(ByteBuffer destination) {
        int count = Math.min(destination.remaining(), memory.remaining());
        if (count == 0) {
            ended = true;
            return END;
        }
        int end = memory.limit();
        memory.limit(memory.position() + count);
        destination.put(memory);
        memory.limit(end);
        usedMemory(count);
        return count;
    }

    private int readCallback(ByteBuffer destination) throws TransferException {
        int room = Math.min(destination.remaining(), pieceBytes);
        if (size >= 0) {
            room = (int) Math.min(room, size - position);
            if (room == 0) {
                ended = true;
                return END;
            }
        }
        int count = call(destination, room);
        if (count == TransferClient.READ_PAUSE) {
            paused = true;
            return PAUSED;
        }
        if (count == 0) {
            ended = true;
            if (size >= 0 && position < size) {
                throw new TransferException(
                        ResultCode.READ_ERROR,
                        "The read callback ended after " + position + " of " + size + " announced bytes");
            }
            return END;
        }
        position += count;
        return count;
    }

    /** One call of the read callback with at most {@code room} bytes; count, 0 at the end, or READ_PAUSE. */
    private int call(ByteBuffer destination, int room) throws TransferException {
        int start = destination.position();
        int end = destination.limit();
        destination.limit(start + room);
        int count = client.read(destination);
        destination.limit(end);
        if (count == TransferClient.READ_ABORT) {
            destination.position(start);
            throw new TransferException(
                    ResultCode.ABORTED_BY_CALLBACK, "The read callback aborted the transfer", client.thrown());
        }
        if (count > room) {
            throw new TransferException(
                    ResultCode.READ_ERROR, "The read callback claims " + count + " bytes where " + room + " fit");
        }
        destination.position(start + Math.max(count, 0));
        return count;
    }

    private void dropUntilResumeOffset() throws TransferException {
        ByteBuffer scratch = ByteBuffer.allocate(pieceBytes);
        long left = resumeFrom;
        while (left > 0) {
            scratch.clear();
            int count = call(scratch, (int) Math.min(left, scratch.capacity()));
            if (count <= 0) {
                throw new TransferException(
                        ResultCode.READ_ERROR,
                        "Could only read " + (resumeFrom - left) + " bytes while skipping to upload offset "
                                + resumeFrom);
            }
            left -= count;
        }
    }
}
