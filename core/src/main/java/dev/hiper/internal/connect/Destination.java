package dev.hiper.internal.connect;

/** A machine that connections go to: what a limit per host counts, and what a search has to look at. */
final class Destination {
    final String name;
    final AvailableConnections available = new AvailableConnections();
    /** Connections in the pool, used or not. */
    int open;

    int shuttingDown;
    /** Not to be used any more: another object may stand for this name. */
    boolean dropped;

    Destination(String name) {
        this.name = name;
    }

    /** Everything that costs a descriptor here or there. */
    int connections() {
        return open + shuttingDown;
    }
}
