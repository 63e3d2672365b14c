package dev.hiper.internal.http;

import dev.hiper.internal.auth.ConnectionAuth;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ProtocolState;

/** What authentication, and an answer of HTTP/1.0, leave at a connection of HTTP/1. Made for the first that has something to leave. */
final class HttpConnectionState implements ProtocolState {
    final ConnectionAuth origin = new ConnectionAuth();
    ConnectionAuth proxy = new ConnectionAuth();

    /** Whether the server answered with HTTP/1.0 here: it is asked in its own version from then on. */
    boolean http10;

    static HttpConnectionState of(Connection connection) {
        if (connection.protocol() instanceof HttpConnectionState known) {
            return known;
        }
        HttpConnectionState fresh = new HttpConnectionState();
        connection.protocol(fresh);
        return fresh;
    }

    /** The proxy will be reached by another socket: what was agreed on with it is void. */
    static void renewProxy(Connection connection) {
        HttpConnectionState known = of(connection);
        known.proxy.release();
        known.proxy = new ConnectionAuth();
    }

    @Override
    public boolean bound() {
        return origin.bound() || proxy.bound();
    }

    @Override
    public void closed() {
        origin.release();
        proxy.release();
    }

    @Override
    public int concurrency() {
        return 1;
    }
}
