package dev.hiper.netty;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One transfer that was given to a {@link HiperLoop}: a future of its end, and the handle to steer it by. All methods
 * may be called from any thread; listeners are called on the transfer's event loop.
 *
 * <p>It succeeds if the transfer ended with {@link ResultCode#OK}. Otherwise its cause is a {@link
 * FetchException}, or the exception of a misuse. When it is done, the easy handle is out of the engine: its {@code
 * info} can be read, and it can be submitted again, from a listener, too.
 */
public final class Fetch extends DefaultPromise<TransferMessage> {
    private static final AtomicReferenceFieldUpdater<Fetch, Outcome> OUTCOME =
            AtomicReferenceFieldUpdater.newUpdater(Fetch.class, Outcome.class, "outcome");

    /** What the end will be; settled before the future is done. */
    private enum Outcome {
        OPEN,
        /** Waits until the engine has let go of the handle. */
        CANCEL,
        /** Whatever the engine reports. */
        REPORT
    }

    private final HiperLoop loop;
    private final Easy easy;
    private final @Nullable BodyHandler body;
    private final @Nullable UploadQueue upload;
    private volatile Outcome outcome = Outcome.OPEN;
    /** Directions that are to rest, as in {@link Pause}. Loop thread only. */
    private int paused;

    private boolean pauseListed;

    Fetch(HiperLoop loop, EventExecutor executor, Easy easy, @Nullable BodyHandler body, @Nullable UploadQueue upload) {
        super(executor);
        this.loop = loop;
        this.easy = easy;
        this.body = body;
        this.upload = upload;
    }

    /** The handle that was submitted. To be touched on the event loop only, until this future is done. */
    public Easy easy() {
        return easy;
    }

    /**
     * Stops receiving until {@link #resume}. On the event loop no further piece of the body comes after this call;
     * from another thread the call takes effect a little later. The server is held back by flow control.
     *
     * <p>With a write callback of its own on the easy handle, instead of a {@link BodyHandler}, a transfer can be
     * paused only while it has a connection.
     */
    public void pause() {
        loop.tryInLoop(() -> change(paused | Pause.RECV));
    }

    /** Goes on receiving. What was held back may be delivered before this call returns. */
    public void resume() {
        loop.tryInLoop(() -> change(paused & ~Pause.RECV));
    }

    /**
     * Takes the transfer out of the engine. Its connection is closed if it is in the middle of an exchange. No
     * piece of the body comes after this call if it is made on the event loop.
     *
     * <p>The future is done when the handle is free. That is before this call returns if it is made on the event
     * loop and outside of the engine's callbacks; otherwise it is a little later.
     *
     * @return true if this call decided that the transfer ends cancelled, whatever it comes to meanwhile
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!OUTCOME.compareAndSet(this, Outcome.OPEN, Outcome.CANCEL)) {
            return false;
        }
        loop.abandon(this);
        return true;
    }

    /** Whether nothing of the transfer is of interest any more. */
    boolean isOver() {
        return outcome != Outcome.OPEN;
    }

    void prepare(BodyWriter writer) {
        if (body != null) {
            easy.set(EasyOption.WRITEFUNCTION, writer);
        }
        if (upload != null) {
            easy.set(EasyOption.READFUNCTION, upload.reader());
        }
    }

    void deliver(ByteBuf piece) {
        BodyHandler handler = body;
        if (handler == null) {
            piece.release();
            return;
        }
        handler.onBody(piece);
    }

    boolean receivePaused() {
        return (paused & Pause.RECV) != 0;
    }

    /** The read callback is about to pause the sending. Loop thread only. */
    void sendRests() {
        paused |= Pause.SEND;
    }

    /** There is something to send again. Any thread. */
    void resumeSend() {
        loop.tryInLoop(() -> change(paused & ~Pause.SEND));
    }

    private void change(int wanted) {
        paused = wanted;
        if (!pauseListed && !isDone()) {
            pauseListed = true;
            loop.dispatcher().run(this::applyPause);
        }
    }

    private void applyPause() {
        pauseListed = false;
        if (loop.fetch(easy) == this) {
            // Refused while there is no connection; then the body handler's first piece finds the wish.
            easy.pause(paused);
        }
    }

    void complete(TransferMessage report) {
        if (report.result() != ResultCode.OK) {
            fail(new FetchException(report));
        } else if (reports()) {
            super.trySuccess(report);
        }
    }

    void fail(Throwable cause) {
        if (reports()) {
            super.tryFailure(cause);
        }
    }

    /** False if the end is a cancellation, which is told then. */
    private boolean reports() {
        releaseUpload();
        if (OUTCOME.compareAndSet(this, Outcome.OPEN, Outcome.REPORT)) {
            return true;
        }
        super.cancel(false);
        return false;
    }

    /** The engine has let go of the handle after a {@link #cancel}. */
    void cancelled() {
        releaseUpload();
        super.cancel(false);
    }

    void releaseUpload() {
        if (upload != null) {
            upload.close();
        }
    }

    /** Only the engine completes a fetch. */
    @Override
    public Promise<TransferMessage> setSuccess(TransferMessage result) {
        throw new IllegalStateException("Only the engine completes a fetch");
    }

    /** Only the engine completes a fetch. */
    @Override
    public boolean trySuccess(TransferMessage result) {
        return false;
    }

    /** Only the engine completes a fetch. */
    @Override
    public Promise<TransferMessage> setFailure(Throwable cause) {
        throw new IllegalStateException("Only the engine completes a fetch");
    }

    /** Only the engine completes a fetch. */
    @Override
    public boolean tryFailure(Throwable cause) {
        return false;
    }

    /** A fetch stays cancellable. */
    @Override
    public boolean setUncancellable() {
        return false;
    }
}
