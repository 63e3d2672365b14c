package dev.hiper.internal.connect;

import org.jspecify.annotations.Nullable;

/** A machine that connections go to: what a limit per host counts, and what a search has to look at. */
final class Destination {
    final String name;
    final AvailableConnections available = new AvailableConnections();
    /** Connections in the pool, used or not. */
    int open;

    int shuttingDown;
    /** Not to be used any more: another object may stand for this name. */
    boolean dropped;

    /** That of the connection made last. */
    private @Nullable ConnectionIdentity latest;

    Destination(String name) {
        this.name = name;
    }

    /** An identity equal to {@code identity}; connections of one kind hold one object, and not one for each handle that made them. */
    ConnectionIdentity share(ConnectionIdentity identity) {
        ConnectionIdentity known = latest;
        if (known != null && known.same(identity)) {
            return known;
        }
        latest = identity;
        return identity;
    }

    /** Everything that costs a descriptor here or there. */
    int connections() {
        return open + shuttingDown;
    }
}
