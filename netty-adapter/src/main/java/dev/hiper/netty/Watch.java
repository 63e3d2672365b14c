package dev.hiper.netty;

import dev.hiper.Readiness;
import dev.hiper.spi.TransportSocket;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The registration of one socket with the event loop, for as long as the socket lives: what the engine wants of it, and
 * whether the loop still has to be told. How that is said in the terms of a selector or of epoll, and how events
 * read, is its {@link Transport}'s business. Loop thread only.
 */
final class Watch {
    /** A socket that brings its registration along. */
    interface Socket extends TransportSocket {
        Watch watch();

        /** From now on every operation fails with {@code cause}. */
        void fail(Throwable cause);
    }

    /** The handle that the event loop knows. */
    interface Transport extends IoHandle {
        /**
         * Tells the loop by {@link Watch#submit}, if it knows something else.
         *
         * @param wanted bits of {@link dev.hiper.Readiness}; 0 parks the socket without closing it
         */
        void tell(int wanted);

        /** The loop lets go of the handle. */
        @Override
        void close();
    }

    private final Socket socket;
    private final Transport transport;
    private final IoEventLoop loop;
    private final Dispatcher dispatcher;
    private @Nullable IoRegistration registration;
    private int wanted;
    private boolean listed;
    private boolean cancelled;

    Watch(Socket socket, Transport transport, IoEventLoop loop, Dispatcher dispatcher) {
        this.socket = socket;
        this.transport = transport;
        this.loop = loop;
        this.dispatcher = dispatcher;
    }

    /**
     * Notes which events are wanted from now on.
     *
     * @param readiness bits of {@link dev.hiper.Readiness}
     */
    void want(int readiness) {
        wanted = readiness;
    }

    /** What is wanted; 0 for a socket that was closed. */
    int wanted() {
        return cancelled ? 0 : wanted;
    }

    /** Marks the watch as waiting for {@link #apply}; false if it was waiting already. */
    boolean list() {
        if (listed) {
            return false;
        }
        listed = true;
        return true;
    }

    /** Tells the loop what is wanted, if that differs from what it knows. */
    void apply() {
        listed = false;
        if (!cancelled) {
            transport.tell(wanted);
        }
    }

    /** The socket has to be registered to be told about, which happens with the first interest. */
    void submit(IoOps ops) {
        registration().submit(ops);
    }

    private IoRegistration registration() {
        IoRegistration known = registration;
        if (known == null) {
            // On the loop's own thread this is complete when it returns.
            Future<IoRegistration> future = loop.register(transport);
            known = future.getNow();
            if (known == null) {
                throw new IllegalStateException("The event loop takes no more sockets", future.cause());
            }
            registration = known;
        }
        return known;
    }

    /** The same wish means something else to the loop now; the engine sees no difference. */
    void changed() {
        dispatcher.changed(this);
    }

    /** An event came; what is not wanted of it, or any more, is dropped. */
    void ready(boolean in, boolean out, boolean failed) {
        int ready = wanted & ((in ? Readiness.IN : 0) | (out ? Readiness.OUT : 0));
        if (ready != 0) {
            dispatcher.socketReady(socket, failed ? ready | Readiness.ERR : ready);
        }
    }

    /** The loop closes its handles; one that was cancelled before says nothing about the others. */
    void closedByLoop() {
        if (!cancelled) {
            dispatcher.loopGone();
        }
    }

    /** The loop cannot watch this socket: every further operation on it is to fail with {@code cause}. */
    void fail(Throwable cause) {
        socket.fail(cause);
        dispatcher.pokeLater(socket);
    }

    /** Ends the registration before this returns, since the close follows. */
    void cancel() {
        cancelled = true;
        IoRegistration leaving = registration;
        registration = null;
        if (leaving != null) {
            try {
                leaving.cancel();
            } catch (RejectedExecutionException e) {
                // The loop died without closing its handles; there is no set left to leave.
            }
        }
    }
}
