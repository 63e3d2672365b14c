package dev.hiper.internal.tls;

/**
 * Whom a TLS layer talks to.
 *
 * @param host the name to verify and to send: ASCII, or address text without brackets; one trailing dot is
 *     ignored
 * @param port the port, which together with the host names the stored sessions
 * @param proxy whether this is a proxy on the way and not the origin
 */
public record TlsPeer(String host, int port, boolean proxy) {
    @Override
    public String toString() {
        String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (proxy ? "proxy " : "") + address + ":" + port;
    }
}
