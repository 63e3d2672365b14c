package dev.hiper.internal.transfer;

import dev.hiper.internal.connect.ConnectionFit;
import dev.hiper.internal.filter.TunnelClient;
import org.jspecify.annotations.Nullable;

/** What a protocol remembers of a transfer from leg to leg, and says while a connection for it is made. */
public interface Session {
    TunnelClient tunnel();

    /** Which connections of users are the user's of this transfer; null if none can be. */
    @Nullable
    ConnectionFit fit();

    /** The way that the latest leg took beside its own did not lead to a connection. */
    void detourFailed();
}
