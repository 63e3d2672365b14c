package dev.hiper.netty;

import dev.hiper.Readiness;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.util.concurrent.Future;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A channel in a selector. The engine's wish to write means something else to a selector while the channel is
 * connecting; when that is over the interest is looked at again, since the engine sees no difference.
 */
final class NioWatch implements NioIoHandle, Watch {
    private static final int WRITABLE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final NioSocket socket;
    private final NioSockets sockets;
    private @Nullable IoRegistration registration;
    private NioIoOps told = NioIoOps.NONE;
    private int wanted;
    private boolean listed;
    private boolean cancelled;

    NioWatch(NioSocket socket, NioSockets sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    @Override
    public SelectableChannel selectableChannel() {
        return socket.channel();
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        int bits = ((NioIoEvent) event).ops().value();
        int ready = wanted
                & (((bits & SelectionKey.OP_READ) != 0 ? Readiness.IN : 0)
                        | ((bits & WRITABLE) != 0 ? Readiness.OUT : 0));
        if (ready != 0) {
            sockets.dispatcher().socketReady(socket, ready);
        }
    }

    /** What is wanted means something else to the selector now. */
    void connected() {
        sockets.dispatcher().changed(this);
    }

    /** The event loop shuts down, or (for a cancelled handle) meets a key that it had already selected. */
    @Override
    public void close() {
        if (!cancelled) {
            sockets.dispatcher().loopGone();
        }
    }

    @Override
    public void want(int readiness) {
        wanted = readiness;
    }

    @Override
    public boolean list() {
        if (listed) {
            return false;
        }
        listed = true;
        return true;
    }

    @Override
    public void apply() {
        listed = false;
        NioIoOps ops = cancelled ? told : ops();
        if (ops.value() != told.value()) {
            registration().submit(ops);
            told = ops;
        }
    }

    private NioIoOps ops() {
        boolean out = (wanted & Readiness.OUT) != 0;
        if (out && !socket.channel().isConnected()) {
            return NioIoOps.CONNECT;
        }
        if ((wanted & Readiness.IN) != 0) {
            return out ? NioIoOps.READ_AND_WRITE : NioIoOps.READ;
        }
        return out ? NioIoOps.WRITE : NioIoOps.NONE;
    }

    private IoRegistration registration() {
        IoRegistration known = registration;
        if (known == null) {
            // On the loop's own thread this is complete when it returns.
            Future<IoRegistration> future = sockets.loop().register(this);
            known = future.getNow();
            if (known == null) {
                throw new IllegalStateException("The event loop takes no more sockets", future.cause());
            }
            registration = known;
        }
        return known;
    }

    /** What the selector was told last. */
    int interestOps() {
        return told.value();
    }

    @Override
    public void fail(Throwable cause) {
        socket.fail(cause);
        sockets.dispatcher().pokeLater(socket);
    }

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

    @Override
    public String toString() {
        return "NioWatch[" + socket + "]";
    }
}
