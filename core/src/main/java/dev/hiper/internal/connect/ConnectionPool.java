package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.tls.TlsContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All connections of an engine that are not on their way out: finds one that fits, decides whether another one may be
 * opened, and what becomes of one that is not used any more. The only place that decides about a connection's fate.
 */
public final class ConnectionPool {
    /** What became of a connection that a transfer let go. */
    public enum Fate {
        /** Other transfers go on using it. */
        SHARED,
        /** It waits in the pool. */
        IDLE,
        /** It is out of the pool and says goodbye. */
        SHUTTING_DOWN,
        CLOSED
    }

    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.HEALTH_MILLIS);

    private final PoolWatch watch;
    private final ConnectServices services;
    private final Destinations destinations = new Destinations();
    private final ConnectionList members = new ConnectionList();
    /** Those that may be taken or dropped, longest idle first. CONNECT_ONLY ones are never among them. */
    private final ConnectionList idle = new ConnectionList();

    private final ConnectionShutdown shutdown;
    private int maxConnects;
    private int maxHost;
    private int maxTotal;
    private boolean watchIdle;
    private boolean swept;
    private long sweptNanos;
    private long nextId;

    public ConnectionPool(PoolWatch watch, ConnectServices services) {
        this.watch = watch;
        this.services = services;
        this.shutdown = new ConnectionShutdown(watch, destinations);
    }

    /**
     * Sets the limits; 0 for none.
     *
     * @param connects connections kept; 0 for four times the transfers that are alive
     * @param host connections to one destination
     * @param total connections altogether
     */
    public void limits(int connects, int host, int total) {
        maxConnects = connects;
        maxHost = host;
        maxTotal = total;
    }

    /** Whether idle connections are watched from now on: then none needs to be asked for its health. */
    public void watchIdle(boolean watched) {
        watchIdle = watched;
    }

    /**
     * Looks for a connection and attaches the transfer to it. Not to be asked for CONNECT_ONLY transfers, nor for a
     * first leg that wants a fresh connection (L3).
     */
    public @Nullable Connection find(
            ConnectionIdentity wanted, ConnectOptions options, @Nullable ConnectionFit fit, long nowNanos) {
        sweep(options, nowNanos);
        Destination destination = wanted.destinationIn(destinations);
        if (destination == null || destination.available.size() == 0) {
            return null;
        }
        TlsContext context;
        try {
            context = wanted.tlsContext(services, nowNanos);
        } catch (TransferException e) {
            // No connection was made with what cannot be had. Making one will tell.
            return null;
        }
        while (true) {
            Connection found = destination.available.first(wanted, context, fit);
            if (found == null) {
                return null;
            }
            CloseReason problem =
                    found.attached() > 0 ? null : IdleHealth.judge(found, options, !isWatched(found), nowNanos);
            if (problem == null) {
                idle.remove(found.resting);
                found.attach(nowNanos);
                reconsider(found);
                return found;
            }
            retire(found, problem, problem != CloseReason.DEAD, nowNanos);
        }
    }

    /** Asks whether one more connection may be opened, and makes room for it if it can (L13). */
    public Admission admit(ConnectionIdentity wanted, long nowNanos) {
        Destination destination = wanted.destinationIn(destinations);
        while (maxHost > 0 && destination != null && destination.connections() >= maxHost) {
            if (!makeRoom(destination, destination.available.longestIdle(), nowNanos)) {
                return Admission.WAIT;
            }
        }
        while (maxTotal > 0 && members.size() + shutdown.size() >= maxTotal) {
            if (!makeRoom(null, idle.first(), nowNanos)) {
                return Admission.WAIT;
            }
        }
        return Admission.ADMITTED;
    }

    /** Whether {@link #admit}, or a connection that is idle, might serve now. Changes nothing; a yes may be too hopeful. */
    public boolean mayServe(ConnectionIdentity wanted) {
        Destination destination = wanted.destinationIn(destinations);
        if (shutdown.size() > 0) {
            return true;
        }
        boolean hostHasRoom = maxHost <= 0
                || destination == null
                || destination.connections() < maxHost
                || destination.available.longestIdle() != null;
        boolean totalHasRoom = maxTotal <= 0 || members.size() < maxTotal || idle.first() != null;
        return hostHasRoom && totalHasRoom;
    }

    /** Takes in a new connection, which the caller uses and connects. */
    public Connection open(ConnectionIdentity identity, ConnectionFilter chain, boolean connectOnly, long nowNanos)
            throws TransferException {
        TlsContext context = identity.tlsContext(services, nowNanos);
        Destination destination = destinations.of(identity.destination());
        ConnectionIdentity kept = destination.share(identity);
        Connection connection = new Connection(nextId++, kept, chain, destination, context, connectOnly, nowNanos);
        destination.open++;
        members.add(connection.member);
        return connection;
    }

    /**
     * A transfer does not use {@code connection} any more (M30, M31).
     *
     * @param forbidReuse whether the transfer wants nobody to use it again
     * @param premature whether the transfer broke off: then there is no goodbye, which a peer could take for the
     *     regular end of what was sent
     */
    public Fate release(Connection connection, boolean forbidReuse, boolean premature, long nowNanos) {
        connection.detach(nowNanos);
        if (connection.attached() > 0) {
            reconsider(connection);
            return Fate.SHARED;
        }
        boolean broken = premature || !connection.connected();
        CloseReason reason = reasonToClose(connection, forbidReuse, broken);
        if (reason != null) {
            return retire(connection, reason, !broken, nowNanos);
        }
        connection.becomeIdle(watchIdle);
        if (!connection.connectOnly()) {
            idle.add(connection.resting);
            reconsider(connection);
        }
        dropOneTooMany(nowNanos);
        if (connection.state() == Connection.State.IDLE) {
            watch.interestChanged(connection);
        }
        return fateOf(connection);
    }

    /** The protocol of {@code connection} may take more or fewer transfers than before. */
    public void reconsider(Connection connection) {
        AvailableConnections available = connection.destination.available;
        boolean wanted = connection.closeReason() == null
                && !connection.connectOnly()
                && connection.connected()
                && connection.hasRoom();
        if (wanted && !available.contains(connection)) {
            available.add(connection);
        } else if (!wanted && available.contains(connection)) {
            available.remove(connection);
        }
    }

    /** A watched idle connection became readable: what lies there was not asked for, so it is over; unless nothing does. */
    public void idleReady(Connection connection, long nowNanos) {
        if (connection.state() == Connection.State.IDLE && !connection.isAlive()) {
            retire(connection, CloseReason.DEAD, false, nowNanos);
        }
    }

    /** Nobody gets one of the present connections any more: idle ones go now, used ones when they are let go. */
    public void markNoReuse(CloseReason reason, long nowNanos) {
        Connection connection = members.first();
        while (connection != null) {
            Connection next = members.after(connection.member);
            if (connection.state() == Connection.State.IDLE && !connection.connectOnly()) {
                retire(connection, reason, true, nowNanos);
            } else {
                connection.doNotReuse(reason);
                reconsider(connection);
            }
            connection = next;
        }
    }

    /** Lets the protocol of each connection that was not looked after for the interval keep it alive (L26). */
    public void upkeep(long nowNanos, long intervalMillis) {
        Connection connection = members.first();
        while (connection != null) {
            Connection next = members.after(connection.member);
            if (nowNanos - connection.upkeepNanos >= TimeUnit.MILLISECONDS.toNanos(intervalMillis)) {
                connection.upkeepNanos = nowNanos;
                keepAlive(connection, nowNanos);
            }
            connection = next;
        }
    }

    /** Closes everything: one try to say goodbye each, and no waiting. */
    public void closeAll(long nowNanos) {
        for (Connection connection = members.first(); connection != null; connection = members.first()) {
            retire(connection, CloseReason.ENGINE_CLOSED, connection.attached() == 0, nowNanos);
        }
        shutdown.closeAll();
    }

    public ConnectionShutdown shutdown() {
        return shutdown;
    }

    /** Connections in the pool, used or not; those in shutdown are not in it. */
    public int size() {
        return members.size();
    }

    /** Connections that wait for somebody to use them. */
    public int idle() {
        return idle.size();
    }

    /** Looks at one after the other. */
    public @Nullable Connection byId(long id) {
        for (Connection c = members.first(); c != null; c = members.after(c.member)) {
            if (c.id() == id) {
                return c;
            }
        }
        return null;
    }

    /** At most once a second the idle connections are looked at, with the limits of whoever searches (L2). */
    private void sweep(ConnectOptions options, long nowNanos) {
        if (swept && nowNanos - sweptNanos < SWEEP_NANOS) {
            return;
        }
        swept = true;
        sweptNanos = nowNanos;
        int left = Limits.HEALTH_CHECKS;
        Connection connection = idle.first();
        while (connection != null) {
            Connection next = idle.after(connection.resting);
            boolean probe = left > 0 && !isWatched(connection) && !IdleHealth.recentlyChecked(connection, nowNanos);
            left -= probe ? 1 : 0;
            CloseReason problem = IdleHealth.judge(connection, options, probe, nowNanos);
            if (problem != null) {
                retire(connection, problem, problem != CloseReason.DEAD, nowNanos);
            }
            connection = next;
        }
    }

    /** Whether an event told if anything happened to an idle connection; it may be older than the option. */
    private boolean isWatched(Connection connection) {
        return watchIdle && connection.watchedIdle();
    }

    private boolean makeRoom(@Nullable Destination destination, @Nullable Connection unused, long nowNanos) {
        if (shutdown.closeOldest(destination)) {
            return true;
        }
        if (unused == null) {
            return false;
        }
        retire(unused, CloseReason.LIMIT_REACHED, true, nowNanos);
        return true;
    }

    private static @Nullable CloseReason reasonToClose(Connection connection, boolean forbidReuse, boolean broken) {
        CloseReason known = connection.closeReason();
        if (known != null) {
            return known;
        }
        if (forbidReuse) {
            return CloseReason.REUSE_FORBIDDEN;
        }
        if (broken && (!connection.multiplexed() || !connection.connected())) {
            return CloseReason.PREMATURE;
        }
        return connection.concurrency() == 0 ? CloseReason.NO_MORE_STREAMS : null;
    }

    /** Exactly one is dropped, which may be the one that just became idle (L14). */
    private void dropOneTooMany(long nowNanos) {
        long bound = maxConnects > 0 ? maxConnects : (long) Limits.CONNECTIONS_PER_TRANSFER * watch.aliveTransfers();
        Connection longest = idle.first();
        if (bound > 0 && members.size() > bound && longest != null) {
            retire(longest, CloseReason.EVICTED, true, nowNanos);
        }
    }

    private void keepAlive(Connection connection, long nowNanos) {
        ProtocolState protocol = connection.protocol();
        if (protocol == null) {
            return;
        }
        try {
            protocol.upkeep(connection);
        } catch (TransferException e) {
            if (connection.state() == Connection.State.IDLE) {
                retire(connection, CloseReason.UPKEEP_FAILED, false, nowNanos);
            } else {
                connection.doNotReuse(CloseReason.UPKEEP_FAILED);
                reconsider(connection);
            }
        }
    }

    /** Takes a connection out for good. */
    private Fate retire(Connection connection, CloseReason reason, boolean goodbye, long nowNanos) {
        connection.doNotReuse(reason);
        reconsider(connection);
        idle.remove(connection.resting);
        members.remove(connection.member);
        connection.destination.open--;
        if (goodbye && connection.connected() && !connection.connectOnly()) {
            boolean full = maxTotal > 0 && members.size() + shutdown.size() >= maxTotal;
            shutdown.begin(connection, full, nowNanos);
        } else {
            connection.close();
            destinations.dropIfEmpty(connection.destination);
            watch.destroyed(connection);
        }
        return fateOf(connection);
    }

    private static Fate fateOf(Connection connection) {
        return switch (connection.state()) {
            case BUSY -> Fate.SHARED;
            case IDLE -> Fate.IDLE;
            case SHUTDOWN -> Fate.SHUTTING_DOWN;
            case CLOSED -> Fate.CLOSED;
        };
    }
}
