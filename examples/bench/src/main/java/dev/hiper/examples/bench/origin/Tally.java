package dev.hiper.examples.bench.origin;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens. Written by the event loop, read by any thread. */
final class Tally {
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    void connectionAccepted() {
        increment(accepted);
    }

    void connectionClosed() {
        increment(closed);
    }

    void requestAnswered() {
        increment(requests);
    }

    long accepted() {
        return accepted.get();
    }

    long requests() {
        return requests.get();
    }

    long open() {
        return accepted.get() - closed.get();
    }

    private static void increment(AtomicLong count) {
        // One writer only: no locked instruction.
        count.lazySet(count.getPlain() + 1);
    }
}
