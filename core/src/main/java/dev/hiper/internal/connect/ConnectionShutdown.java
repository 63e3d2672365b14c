package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose goodbye could not be said in one go (L22). The engine brings events and time; after each step the
 * wanted interest is told anew. Whoever is not finished after two seconds is cut off.
 */
public final class ConnectionShutdown {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.SHUTDOWN_MILLIS);

    private final PoolWatch watch;
    private final Destinations destinations;
    private final Driver driver = new Driver();

    /** In the order of their deadlines, as the limit is the same for all. */
    private final ConnectionList leaving = new ConnectionList();

    private boolean woken;

    ConnectionShutdown(PoolWatch watch, Destinations destinations) {
        this.watch = watch;
        this.destinations = destinations;
    }

    /** A socket of {@code connection} became ready. */
    public void step(Connection connection, long nowNanos) {
        if (!leaving.contains(connection.resting)) {
            return;
        }
        if (isDone(connection, nowNanos)) {
            finish(connection);
        } else {
            watch.interestChanged(connection);
        }
    }

    /** The deadline came: cuts off those that are past their time, and steps those that asked for it. */
    public void run(long nowNanos) {
        Connection oldest = leaving.first();
        while (oldest != null && nowNanos - oldest.shutdownDeadlineNanos >= 0) {
            finish(oldest);
            oldest = leaving.first();
        }
        if (woken) {
            woken = false;
            stepWoken(nowNanos);
        }
    }

    /** When {@link #run} is due; {@link Long#MAX_VALUE} if never. */
    public long deadlineNanos() {
        Connection oldest = leaving.first();
        if (oldest == null) {
            return Long.MAX_VALUE;
        }
        return woken ? driver.nowNanos : oldest.shutdownDeadlineNanos;
    }

    /** Adds what all of them want of their sockets. */
    public void adjust(PollSet polls) {
        for (Connection c = leaving.first(); c != null; c = leaving.after(c.resting)) {
            c.adjust(polls);
        }
    }

    public int size() {
        return leaving.size();
    }

    /**
     * Tries to say goodbye, and takes in a connection that could not finish that.
     *
     * @param full whether it has to take the place of another one (L13)
     */
    void begin(Connection connection, boolean full, long nowNanos) {
        connection.beginShutdown();
        if (isDone(connection, nowNanos)) {
            close(connection);
            return;
        }
        if (full || leaving.size() >= Limits.SHUTDOWNS) {
            closeOldest(null);
        }
        connection.shutdownDeadlineNanos = nowNanos + LIMIT_NANOS;
        connection.destination.shuttingDown++;
        leaving.add(connection.resting);
        watch.interestChanged(connection);
    }

    /** Cuts off the oldest, of one destination or of all; false if there is none. */
    boolean closeOldest(@Nullable Destination destination) {
        for (Connection c = leaving.first(); c != null; c = leaving.after(c.resting)) {
            if (destination == null || c.destination == destination) {
                finish(c);
                return true;
            }
        }
        return false;
    }

    void closeAll() {
        while (closeOldest(null)) {
            // The next one.
        }
    }

    private boolean isDone(Connection connection, long nowNanos) {
        driver.nowNanos = nowNanos;
        driver.driven = connection;
        try {
            Step step = connection.shutdownStep(driver);
            while (step == Step.CONTINUE) {
                step = connection.shutdownStep(driver);
            }
            return step == Step.DONE;
        } catch (TransferException e) {
            // Nobody is left to tell, and closing is all that can be done.
            return true;
        } finally {
            driver.driven = null;
        }
    }

    private void stepWoken(long nowNanos) {
        Connection connection = leaving.first();
        while (connection != null) {
            Connection next = leaving.after(connection.resting);
            if (connection.shutdownWoken) {
                connection.shutdownWoken = false;
                step(connection, nowNanos);
            }
            connection = next;
        }
    }

    private void finish(Connection connection) {
        leaving.remove(connection.resting);
        connection.destination.shuttingDown--;
        close(connection);
    }

    private void close(Connection connection) {
        connection.close();
        destinations.dropIfEmpty(connection.destination);
        watch.destroyed(connection);
    }

    /** Drives one connection at a time. Of all deadlines only the common limit counts here. */
    private final class Driver implements ConnectContext {
        private long nowNanos;
        private @Nullable Connection driven;

        @Override
        public long nowNanos() {
            return nowNanos;
        }

        @Override
        public void expireAt(Timer timer, long deadlineNanos) {}

        @Override
        public void cancel(Timer timer) {}

        @Override
        public void wake() {
            Connection asking = driven;
            if (asking != null) {
                asking.shutdownWoken = true;
                woken = true;
            }
        }

        @Override
        public void reached(ConnectPhase phase) {}

        @Override
        public boolean tracing() {
            return false;
        }

        @Override
        public void trace(String text) {}
    }
}
