package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.ByteQueue;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.transfer.TransferClient.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The end of the way to the application: hands header lines and body bytes to the callbacks, in order, and keeps what
 * a pause holds back (P5, P7).
 *
 * <p>While anything is held back, everything that follows queues up behind it. The transfer stops
 * reading at a pause, so what queues up is what had been read already; the cap is for the rest.
 */
public final class ClientOutput {
    private static final int BODY = 0;
    private static final int HEADER = 1;

    private final TransferClient client;
    private final TransferInfo info;
    private final ByteQueue held = new ByteQueue(Limits.PAUSED_BYTES);
    /** Kind and length of each held piece, in turn; pieces of one kind that touch are one. */
    private int[] pieces = new int[8];

    private int pieceCount;
    private boolean headersToBody;
    private boolean paused;
    private boolean resuming;
    /** Counts up when a run begins or is given up, so that a delivery notices if its callback brought that about. */
    private int run;

    private boolean failed;

    ClientOutput(TransferClient client, TransferInfo info) {
        this.client = client;
        this.info = info;
    }

    void reset(boolean headersAlsoToBody) {
        headersToBody = headersAlsoToBody;
        discard();
        paused = false;
        failed = false;
    }

    /** Whether anybody is told of header lines; callbacks may change that. */
    public boolean wantsHeaders() {
        return headersToBody || client.wantsHeaders();
    }

    /** One header line, complete with its line end. */
    public void header(ByteBuffer line) throws TransferException {
        if (headersToBody) {
            deliver(BODY, line.duplicate());
        }
        if (client.wantsHeaders()) {
            deliver(HEADER, line);
        }
    }

    /** Body bytes, all of {@code data}. */
    public void body(ByteBuffer data) throws TransferException {
        deliver(BODY, data);
    }

    /** Whether bytes wait for the application to continue. */
    public boolean holdsData() {
        return pieceCount > 0;
    }

    public boolean paused() {
        return paused;
    }

    /** A leg begins unpaused (P13); nothing is held then. */
    void beginLeg() {
        paused = false;
    }

    /** The transfer is given up: what is held has no reader any more. */
    public void discard() {
        run++;
        if (pieceCount > 0) {
            held.clear();
            pieceCount = 0;
        }
    }

    void pause() {
        paused = true;
    }

    /**
     * Goes on; delivers what was held, until a callback pauses again. From inside a delivery it only takes the pause
     * back.
     */
    void resume() throws TransferException {
        paused = false;
        if (resuming) {
            return;
        }
        resuming = true;
        try {
            deliverHeld();
        } finally {
            resuming = false;
        }
    }

    private void deliverHeld() throws TransferException {
        int done = 0;
        int current = run;
        while (done < pieceCount && !paused) {
            int kind = pieces[2 * done];
            int length = pieces[2 * done + 1];
            int delivered = deliverHeld(kind, length);
            if (run != current) {
                return;
            }
            pieces[2 * done + 1] = length - delivered;
            if (delivered == length) {
                done++;
            }
        }
        System.arraycopy(pieces, 2 * done, pieces, 0, 2 * (pieceCount - done));
        pieceCount -= done;
    }

    private int deliverHeld(int kind, int length) throws TransferException {
        int delivered = 0;
        int current = run;
        while (delivered < length && !paused && run == current) {
            int piece = kind == HEADER ? length - delivered : Math.min(length - delivered, Limits.WRITE_PIECE_BYTES);
            ByteBuffer view = held.peek();
            view.limit(view.position() + piece);
            if (call(kind, view) && run == current) {
                held.consume(piece);
                delivered += piece;
            }
        }
        return delivered;
    }

    private void deliver(int kind, ByteBuffer data) throws TransferException {
        if (paused || pieceCount > 0) {
            hold(kind, data);
            return;
        }
        int end = data.limit();
        while (data.position() < end) {
            int start = data.position();
            int stop = kind == HEADER ? end : Math.min(end, start + Limits.WRITE_PIECE_BYTES);
            data.limit(stop);
            boolean taken = call(kind, data);
            data.limit(end);
            data.position(taken ? stop : start);
            if (data.hasRemaining() && paused) {
                // The callback answered PAUSE, or took this piece and asked for a pause by itself.
                hold(kind, data);
                return;
            }
        }
    }

    /** Whether the piece was taken; false means that the application paused. */
    private boolean call(int kind, ByteBuffer piece) throws TransferException {
        if (failed) {
            throw new TransferException(ResultCode.WRITE_ERROR, "Data arrived after the write callback had failed");
        }
        int size = piece.remaining();
        Verdict verdict = kind == HEADER ? client.header(piece) : client.body(piece);
        return switch (verdict) {
            case ACCEPTED -> {
                if (kind == BODY) {
                    info.delivered += size;
                }
                yield true;
            }
            case PAUSED -> {
                paused = true;
                yield false;
            }
            case ABORTED -> {
                failed = true;
                throw new TransferException(
                        ResultCode.WRITE_ERROR,
                        "Failure writing " + size + (kind == HEADER ? " header bytes" : " body bytes")
                                + " to the application",
                        client.thrown());
            }
        };
    }

    private void hold(int kind, ByteBuffer data) throws TransferException {
        int size = data.remaining();
        if (!held.offer(data)) {
            throw new TransferException(
                    ResultCode.TOO_LARGE, "More than " + Limits.PAUSED_BYTES + " bytes held while paused");
        }
        if (kind == BODY && pieceCount > 0 && pieces[2 * (pieceCount - 1)] == BODY) {
            pieces[2 * pieceCount - 1] += size;
            return;
        }
        if (2 * pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieces.length);
        }
        pieces[2 * pieceCount] = kind;
        pieces[2 * pieceCount + 1] = size;
        pieceCount++;
    }
}
