package dev.hiper.examples.bench.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One of the places in flight. A client sends its request and reports what came: {@link #received} for each piece of
 * the body, then once {@link #completed} or {@link #failed}, on any thread. Inside these two calls the load may hand the
 * same exchange back to {@link Client#send} for the next request.
 */
public final class Exchange {
    private static final VarHandle RECEIVED;

    static {
        try {
            RECEIVED = MethodHandles.lookup().findVarHandle(Exchange.class, "received", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For the client to keep what it needs from request to request, such as a handle. */
    public @Nullable Object state;

    private final Request request;
    private final Listener listener;
    private long received;
    private long receivedBefore;
    private long startNanos;

    Exchange(Request request, Listener listener) {
        this.request = request;
        this.listener = listener;
    }

    public Request request() {
        return request;
    }

    /** {@code bytes} of the body arrived. */
    public void received(long bytes) {
        // One writer at a time; the thread that measures may read a little late.
        RECEIVED.setOpaque(this, received + bytes);
    }

    /** The response is complete, as far as the client is concerned: its connection could serve another request. */
    public void completed(int status) {
        long length = received - receivedBefore;
        receivedBefore = received;
        listener.completed(this, status, length);
    }

    /** There will be no response. */
    public void failed(Throwable cause) {
        receivedBefore = received;
        listener.failed(this, cause);
    }

    /** All bytes of all bodies so far. Any thread. */
    long totalReceived() {
        return (long) RECEIVED.getOpaque(this);
    }

    long startNanos() {
        return startNanos;
    }

    void startNanos(long now) {
        startNanos = now;
    }

    /** Who is told. */
    interface Listener {
        void completed(Exchange exchange, int status, long length);

        void failed(Exchange exchange, Throwable cause);
    }
}
