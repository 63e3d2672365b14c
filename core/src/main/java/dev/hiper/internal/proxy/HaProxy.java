package dev.hiper.internal.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Whether a new connection begins with a line that tells the server who is behind it (the PROXY protocol, version 1).
 *
 * @param announced whether there is such a line
 * @param clientAddress the address to tell, as given; null for that of the socket
 */
public record HaProxy(boolean announced, @Nullable String clientAddress) {
    public static final HaProxy OFF = new HaProxy(false, null);

    /** By the options HAPROXYPROTOCOL and HAPROXY_CLIENT_IP, the latter of which implies the former. */
    public static HaProxy of(boolean wanted, @Nullable String clientAddress) {
        return wanted || clientAddress != null ? new HaProxy(true, clientAddress) : OFF;
    }
}
