package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.mime.MimeBody;
import dev.hiper.internal.transfer.TransferClient.Seek;
import dev.hiper.mime.Mime;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
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
    /** For boundaries, which nobody must foresee. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TransferClient client;
    private ByteBuffer memory = NOTHING;
    /** What {@link #memory} wraps, so that the same body is not wrapped twice. */
    private byte @Nullable [] memoryBytes;

    /** Multipart; null if the body is something else. */
    private @Nullable MimeBody form;

    private boolean fromCallback;
    private boolean present;
    /** The request pretends to have an empty body. */
    private boolean withheld;

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
        closeForm();
        byte[] bytes = request.body();
        boolean bodyMethod =
                request.method() == RequestOptions.Method.POST || request.method() == RequestOptions.Method.PUT;
        present = bodyMethod;
        withheld = false;
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

    /**
     * Gets the source ready, once, before the request is made: puts a form together, or moves to where an upload resumes (C21).
     */
    public void open(RequestOptions request) throws TransferException {
        Mime mime = request.mime();
        if (present && mime != null) {
            MimeBody made = MimeBody.of(mime, givenType(request), request.mimeEscape(), RANDOM);
            form = made;
            fromCallback = true;
            size = made.size();
        }
        skipToResumeOffset();
    }

    /** The form is not read any more: its files are closed. */
    public void closeForm() {
        MimeBody open = form;
        if (open != null) {
            form = null;
            open.close();
        }
    }

    /** The Content-Type line of the application, which gets the boundary added. */
    private static @Nullable String givenType(RequestOptions request) {
        for (String line : request.headers()) {
            int colon = line.indexOf(':');
            if (colon >= 0 && FieldName.CONTENT_TYPE.matches(line.substring(0, colon))) {
                String value = line.substring(colon + 1).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    private void skipToResumeOffset() throws TransferException {
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
        return present && !withheld ? size : 0;
    }

    /** {@link #size}, with what comes before the offset that an upload resumes at. */
    public long fullSize() {
        return size < 0 ? size : size + Math.max(0, resumeFrom);
    }

    /** Whether this request goes without its body. */
    public boolean withheld() {
        return withheld;
    }

    /** What the body itself says its Content-Type is; null if it does not know. */
    public @Nullable String contentType() {
        MimeBody open = form;
        return open == null ? null : open.contentType();
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
        return ended || withheld || !present;
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

    /**
     * Another request follows, of this kind: without a body, or with the same from its beginning.
     *
     * @throws TransferException SEND_FAIL_REWIND if it was begun and cannot be read again
     */
    public void follow(RequestOptions.Method method) throws TransferException {
        withheld = false;
        present = present && (method == RequestOptions.Method.POST || method == RequestOptions.Method.PUT);
        if (present) {
            rewind();
        }
    }

    /** This request goes without the body that belongs to it: authentication comes first. */
    public void withhold() {
        withheld = true;
    }

    /** Back to the beginning, so that the request can be made again (M18). */
    private void rewind() throws TransferException {
        MimeBody open = form;
        if (open != null) {
            open.rewind();
        } else if (position > 0 && fromCallback) {
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
        MimeBody open = form;
        int count = open == null ? client.read(destination) : readForm(open, destination);
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

    /** As the read callback would answer. */
    private static int readForm(MimeBody open, ByteBuffer destination) throws TransferException {
        int count = open.read(destination);
        return switch (count) {
            case MimeBody.PAUSED -> TransferClient.READ_PAUSE;
            case MimeBody.END -> 0;
            default -> count;
        };
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
