package dev.hiper.netty;

import dev.hiper.Readiness;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in an epoll set, level-triggered: what one read leaves behind is announced again in the loop's next
 * turn, and nothing is lost if a turn goes wrong.
 *
 * <p>Masks are plain numbers here. {@link EpollIoOps} compares by "any bit in common" and allocates for
 * combinations that it does not know, so every one that is used is kept.
 */
final class EpollWatch implements EpollIoHandle, Watch {
    private static final int EPOLLIN = 0x1;
    private static final int EPOLLOUT = 0x4;
    private static final int EPOLLERR = 0x8;
    private static final int EPOLLHUP = 0x10;
    private static final int EPOLLRDHUP = 0x2000;

    private static final int FAILED = EPOLLERR | EPOLLHUP;
    private static final int READABLE = EPOLLIN | EPOLLRDHUP | FAILED;
    private static final int WRITABLE = EPOLLOUT | FAILED;

    private static final EpollIoOps IN = EpollIoOps.EPOLLIN;
    private static final EpollIoOps OUT = EpollIoOps.EPOLLOUT;
    private static final EpollIoOps IN_OUT = EpollIoOps.valueOf(EPOLLIN | EPOLLOUT);
    /**
     * Nothing wanted. Edge-triggered without any event, since EpollIoOps.NONE takes the descriptor out of the set in a
     * way that no later change survives.
     */
    private static final EpollIoOps PARKED = EpollIoOps.EPOLLET;

    /** How long to wait before a full queue of a Unix domain server is tried again. */
    private static final long RETRY_MILLIS = 10;

    private final EpollSocket socket;
    private final LinuxSocket descriptor;
    private final EpollSockets sockets;
    private @Nullable IoRegistration registration;
    /** The mask in the set; 0 for none yet. */
    private int told;

    private int wanted;
    private boolean listed;
    private @Nullable ScheduledFuture<?> retry;
    private boolean cancelled;

    EpollWatch(EpollSocket socket, LinuxSocket descriptor, EpollSockets sockets) {
        this.socket = socket;
        this.descriptor = descriptor;
        this.sockets = sockets;
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    /** An event is only a hint: it may belong to a descriptor that had this number a moment ago. */
    @Override
    public void handle(IoRegistration source, IoEvent event) {
        int bits = ((EpollIoEvent) event).ops().value();
        int ready =
                wanted & (((bits & READABLE) != 0 ? Readiness.IN : 0) | ((bits & WRITABLE) != 0 ? Readiness.OUT : 0));
        if (ready != 0) {
            sockets.dispatcher().socketReady(socket, (bits & FAILED) != 0 ? ready | Readiness.ERR : ready);
        }
    }

    /** The event loop shuts down. */
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
        if (cancelled) {
            return;
        }
        boolean later = wanted != 0 && socket.awaitsRetry();
        if (later && retry == null) {
            retry = sockets.loop().schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        EpollIoOps ops = later ? PARKED : ops();
        if (ops.value() == told || (registration == null && ops.value() == PARKED.value())) {
            return;
        }
        registration().submit(ops);
        told = ops.value();
    }

    private EpollIoOps ops() {
        if (wanted == (Readiness.IN | Readiness.OUT)) {
            return IN_OUT;
        }
        return wanted == Readiness.IN ? IN : wanted == Readiness.OUT ? OUT : PARKED;
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

    private void retry() {
        retry = null;
        if (!cancelled && wanted != 0) {
            // Whatever comes of it, the interest has to be looked at again: the engine sees no difference.
            sockets.dispatcher().changed(this);
            sockets.dispatcher().socketReady(socket, wanted);
        }
    }

    @Override
    public void fail(Throwable cause) {
        socket.fail(cause);
        sockets.dispatcher().pokeLater(socket);
    }

    /** Out of the set before this returns, since the close follows. */
    void cancel() {
        cancelled = true;
        ScheduledFuture<?> later = retry;
        if (later != null) {
            later.cancel(false);
        }
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
        return "EpollWatch[" + socket + "]";
    }
}
