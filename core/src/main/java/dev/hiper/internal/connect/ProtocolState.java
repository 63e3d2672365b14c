package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;

/** What a protocol keeps with a connection, as far as connections have to know about it. */
public interface ProtocolState {
    /** How many transfers may use the connection at a time: 1 for one after the other, 0 for no more new ones. */
    int concurrency();

    /** Whether the connection belongs to some user, so that no transfer may use it but one that {@linkplain ConnectionFit fits}. */
    default boolean bound() {
        return false;
    }

    /** The connection is gone. */
    default void closed() {}

    /** Does something so that an idle connection stays open (L26). */
    default void upkeep(Connection connection) throws TransferException {}
}
