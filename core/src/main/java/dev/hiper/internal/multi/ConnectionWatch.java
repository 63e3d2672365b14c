package dev.hiper.internal.multi;

import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.filter.PollSet;

/** The interest of a connection that no transfer uses: idle and watched, or saying goodbye. */
final class ConnectionWatch implements SocketUser {
    final Connection connection;
    private final Housekeeping housekeeping;
    private final PollSet told = new PollSet();
    boolean ready;

    ConnectionWatch(Connection connection, Housekeeping housekeeping) {
        this.connection = connection;
        this.housekeeping = housekeeping;
    }

    @Override
    public PollSet told() {
        return told;
    }

    @Override
    public void onReady() {
        housekeeping.ready(this);
    }
}
