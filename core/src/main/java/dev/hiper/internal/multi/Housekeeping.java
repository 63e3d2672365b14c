package dev.hiper.internal.multi;

import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ConnectionPool;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Timer;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes on without a transfer of its own, libcurl's admin: idle connections that are watched, connections
 * that say goodbye, answers of the resolver, and what was done beside the loop. Runs first in each round of a driving call.
 */
final class Housekeeping implements DeadlineOwner {
    /** Looking again for what other threads did doubles from the first to the last of these, if nothing wakes the loop. */
    private static final long FIRST_ASK_NANOS = 1_000_000L;

    private static final long LAST_ASK_NANOS = 50_000_000L;

    private final EngineListener listener;
    private final LongSupplier nowNanos;
    private final SocketRegistry registry;
    private final TimerQueue timers;
    private final ConnectionPool pool;
    private final DnsCache dns;
    private final Aside aside;
    private final Deadlines deadlines = new Deadlines(this);
    private final PollSet scratch = new PollSet();
    private final ArrayDeque<ConnectionWatch> ready = new ArrayDeque<>();
    private boolean due;
    private long askNanos = FIRST_ASK_NANOS;

    Housekeeping(
            EngineListener listener,
            LongSupplier nowNanos,
            SocketRegistry registry,
            TimerQueue timers,
            ConnectionPool pool,
            DnsCache dns,
            Aside aside) {
        this.listener = listener;
        this.nowNanos = nowNanos;
        this.registry = registry;
        this.timers = timers;
        this.pool = pool;
        this.dns = dns;
        this.aside = aside;
    }

    @Override
    public void onDue() {
        due = true;
    }

    void ready(ConnectionWatch watch) {
        if (!watch.ready) {
            watch.ready = true;
            ready.add(watch);
        }
    }

    /** Whether there is something to do right now. */
    boolean dirty() {
        return due || !ready.isEmpty();
    }

    /** Does what there is to do. What other threads did is looked for each time: they announce themselves from other threads. */
    void run() {
        if (!dirty() && !dns.answered() && !aside.answered()) {
            return;
        }
        long now = nowNanos.getAsLong();
        dns.drain(now);
        aside.drain();
        for (ConnectionWatch watch = ready.poll(); watch != null; watch = ready.poll()) {
            watch.ready = false;
            step(watch.connection, now);
        }
        if (due) {
            due = false;
            pool.shutdown().run(now);
        }
        armTimers();
    }

    /** Sets the timers for what goes on; at the end of each driving call. */
    void armTimers() {
        long shutdown = pool.shutdown().deadlineNanos();
        boolean waiting = dns.waiting() || aside.waiting();
        if (shutdown == Long.MAX_VALUE && !waiting && deadlines.isEmpty()) {
            askNanos = FIRST_ASK_NANOS;
            return;
        }
        if (shutdown != Long.MAX_VALUE) {
            deadlines.set(Timer.SHUTDOWN, shutdown);
        } else {
            deadlines.cancel(Timer.SHUTDOWN);
        }
        if (!waiting || listener.wakeable()) {
            deadlines.cancel(Timer.ASYNC_NAME);
            askNanos = FIRST_ASK_NANOS;
        } else if (!deadlines.isSet(Timer.ASYNC_NAME)) {
            deadlines.set(Timer.ASYNC_NAME, nowNanos.getAsLong() + askNanos);
            askNanos = Math.min(2 * askNanos, LAST_ASK_NANOS);
        }
        timers.update(deadlines);
    }

    /** A connection without transfer may want something else of its sockets now. */
    void interestChanged(Connection connection) {
        scratch.clear();
        connection.adjust(scratch);
        ConnectionWatch watch = watchOf(connection);
        if (watch == null) {
            if (scratch.size() == 0) {
                return;
            }
            watch = new ConnectionWatch(connection, this);
            connection.slot(watch);
        }
        registry.update(watch, scratch);
    }

    /** A transfer took over {@code connection} and its own interest has been told. */
    void takenOver(Connection connection) {
        ConnectionWatch watch = watchOf(connection);
        if (watch != null) {
            registry.leave(watch);
        }
    }

    /** The connection is gone. */
    void destroyed(Connection connection) {
        ConnectionWatch watch = watchOf(connection);
        if (watch != null) {
            connection.slot(null);
        }
    }

    private void step(Connection connection, long nowNanos) {
        switch (connection.state()) {
            case IDLE -> pool.idleReady(connection, nowNanos);
            case SHUTDOWN -> pool.shutdown().step(connection, nowNanos);
            case BUSY, CLOSED -> {}
        }
    }

    private static @Nullable ConnectionWatch watchOf(Connection connection) {
        return (ConnectionWatch) connection.slot();
    }
}
