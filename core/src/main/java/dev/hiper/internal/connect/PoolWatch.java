package dev.hiper.internal.connect;

/**
 * Whoever speaks to the application for connections that no transfer speaks for. Called in the middle of the pool's work:
 * only notes may be made, and interest told, but no method of the pool called.
 */
public interface PoolWatch {
    /**
     * A connection became idle, entered its shutdown or made a step of it: {@link Connection#adjust} of an empty set
     * tells what it wants of its sockets now (S1e, S10).
     */
    void interestChanged(Connection connection);

    /** A connection is closed and in no list any more (L24). Its sockets were forgotten before. */
    void destroyed(Connection connection);

    /** How many transfers are alive, for the size of a pool without limit (L14). */
    int aliveTransfers();
}
