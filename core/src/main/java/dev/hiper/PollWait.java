package dev.hiper;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.multi.Engine;
import dev.hiper.internal.socket.Poller;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.List;

/** Waiting for applications without a loop of their own: the common part of poll and wait (A29, A24). */
final class PollWait {
    private final Poller poller = new Poller();
    private final PollSet wanted = new PollSet();
    private volatile boolean closed;

    boolean used() {
        return poller.used();
    }

    void wakeup() {
        if (closed) {
            throw new MultiException(MultiCode.WAKEUP_FAILURE, "the multi is closed");
        }
        poller.wakeup();
    }

    void wakeupIfUsed() {
        if (poller.used() && !closed) {
            poller.wakeup();
        }
    }

    /** @param sleeps whether to wait even if there is nothing to wait for */
    int await(Engine engine, List<WaitFd> extra, long timeoutMillis, boolean sleeps) {
        if (timeoutMillis < 0) {
            throw new MultiException(MultiCode.BAD_FUNCTION_ARGUMENT, "negative time: " + timeoutMillis);
        }
        long internal = engine.timeoutMillis();
        long millis = internal < 0 ? timeoutMillis : Math.min(internal, timeoutMillis);
        wanted.clear();
        engine.wantedSockets(wanted);
        boolean nothing = wanted.size() == 0 && extra.isEmpty();
        try {
            poller.begin();
            poller.watch(wanted);
            for (WaitFd waitFd : extra) {
                poller.watch(waitFd.channel(), operations(waitFd));
            }
            int ready = poller.select(nothing && !sleeps ? 0 : millis);
            for (WaitFd waitFd : extra) {
                waitFd.revents(events(poller.readyOperations(waitFd.channel())));
            }
            poller.end();
            return ready;
        } catch (IOException failure) {
            throw new MultiException(MultiCode.UNRECOVERABLE_POLL, "waiting for sockets failed", failure);
        }
    }

    void close() {
        closed = true;
        try {
            poller.close();
        } catch (IOException failure) {
            throw new MultiException(MultiCode.INTERNAL_ERROR, "the selector could not be closed", failure);
        }
    }

    private static int operations(WaitFd waitFd) {
        SelectableChannel channel = waitFd.channel();
        int possible = channel.validOps();
        int operations = 0;
        if ((waitFd.events() & WaitFd.POLLIN) != 0) {
            operations |= SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
        }
        if ((waitFd.events() & WaitFd.POLLOUT) != 0) {
            operations |= SelectionKey.OP_WRITE;
        }
        return operations & possible;
    }

    private static int events(int operations) {
        int events = 0;
        if ((operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
            events |= WaitFd.POLLIN;
        }
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            events |= WaitFd.POLLOUT;
        }
        return events;
    }
}
