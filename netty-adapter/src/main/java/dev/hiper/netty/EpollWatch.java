package dev.hiper.netty;

import dev.hiper.Readiness;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in an epoll set, level-triggered: what one read leaves behind is announced again in the loop's next
 * turn, and nothing is lost if a turn goes wrong.
 *
 * <p>Masks are plain numbers here. {@link EpollIoOps} compares by "any bit in common" and allocates for
 * combinations that it does not know, so every one that is used is kept.
 */
final class EpollWatch implements EpollIoHandle, Watch.Transport {
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
    private final IoEventLoop loop;
    private final Watch watch;
    /** The mask in the set; 0 for none yet. */
    private int told;

    private @Nullable ScheduledFuture<?> retry;

    EpollWatch(EpollSocket socket, LinuxSocket descriptor, EpollSockets sockets) {
        this.socket = socket;
        this.descriptor = descriptor;
        this.loop = sockets.loop();
        this.watch = new Watch(socket, this, loop, sockets.dispatcher());
    }

    Watch watch() {
        return watch;
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    /** An event is only a hint: it may belong to a descriptor that had this number a moment ago. */
    @Override
    public void handle(IoRegistration source, IoEvent event) {
        int bits = ((EpollIoEvent) event).ops().value();
        watch.ready((bits & READABLE) != 0, (bits & WRITABLE) != 0, (bits & FAILED) != 0);
    }

    /** The event loop shuts down. */
    @Override
    public void close() {
        watch.closedByLoop();
    }

    @Override
    public void tell(int wanted) {
        boolean later = wanted != 0 && socket.awaitsRetry();
        if (later && retry == null) {
            retry = loop.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        EpollIoOps ops = later ? PARKED : ops(wanted);
        boolean unknown = told == 0;
        if (ops.value() == told || (unknown && ops.value() == PARKED.value())) {
            return;
        }
        watch.submit(ops);
        told = ops.value();
    }

    private static EpollIoOps ops(int wanted) {
        if (wanted == (Readiness.IN | Readiness.OUT)) {
            return IN_OUT;
        }
        return wanted == Readiness.IN ? IN : wanted == Readiness.OUT ? OUT : PARKED;
    }

    private void retry() {
        retry = null;
        if (watch.wanted() != 0) {
            // Whatever comes of it, the interest has to be looked at again: the engine sees no difference.
            watch.changed();
            watch.ready(true, true, false);
        }
    }

    /** A closed socket is not connected again. */
    void cancelRetry() {
        ScheduledFuture<?> later = retry;
        if (later != null) {
            later.cancel(false);
        }
    }

    @Override
    public String toString() {
        return "EpollWatch[" + socket + "]";
    }
}
