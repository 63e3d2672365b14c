package dev.hiper.internal.multi;

import dev.hiper.internal.filter.PollSet;

/** Somebody with an interest in sockets: a running transfer, or a connection that no transfer uses. */
interface SocketUser {
    /** What this user last told the {@link SocketRegistry}; written by the registry only. */
    PollSet told();

    /** A socket that this user has an interest in became ready. */
    void onReady();
}
