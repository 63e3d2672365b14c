package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a transfer talks to, and where that is really dialled.
 *
 * @param scheme in lower case
 * @param host of the URL: in lower case, IPv6 without brackets
 * @param port of the URL
 * @param dialHost host that is connected to: CONNECT_TO's, else {@code host}
 * @param dialPort port that is connected to
 * @param unixPath path of the Unix domain socket that is connected to instead; null for none
 * @param forwardProxy whether this is an HTTP proxy that gets whole URLs and asks the origins itself; then all other
 *     components are the proxy's, so that one connection serves many origins
 */
public record Peer(
        String scheme,
        String host,
        int port,
        String dialHost,
        int dialPort,
        @Nullable String unixPath,
        boolean forwardProxy) {

    /**
     * The peer of a URL, as seen by a transfer with these options.
     *
     * @throws TransferException if a CONNECT_TO line that applies is malformed
     */
    public static Peer of(String scheme, String host, int port, ConnectOptions options) throws TransferException {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        String plainHost = normalised(host);
        String unixPath = options.unixSocketPath();
        if (unixPath != null) {
            return new Peer(lowerScheme, plainHost, port, plainHost, port, unixPath, false);
        }
        ConnectTo.Target target = ConnectTo.find(options.connectTo(), plainHost, port);
        ConnectTo.Target dialled = target == null ? new ConnectTo.Target(plainHost, port) : target;
        boolean elsewhere = dialled.port() != port || !dialled.host().equals(plainHost);
        ProxyHop forwarder = forwarder(lowerScheme, elsewhere, options.proxy());
        return forwarder == null
                ? new Peer(lowerScheme, plainHost, port, dialled.host(), dialled.port(), null, false)
                : forwarding(forwarder);
    }

    /** The proxy that serves the request without a tunnel; null if there is none. */
    private static @Nullable ProxyHop forwarder(String scheme, boolean elsewhere, @Nullable ProxySettings proxy) {
        // A proxy that gets a URL would find the host of that URL itself, so another one needs a tunnel.
        return proxy == null || proxy.tunnel() || elsewhere || !scheme.equals("http") ? null : proxy.http();
    }

    private static Peer forwarding(ProxyHop proxy) {
        return new Peer("http", proxy.host(), proxy.port(), proxy.host(), proxy.port(), proxy.unixPath(), true);
    }

    /** Whether TLS is spoken with the origin. */
    public boolean tls() {
        return scheme.equals("https") || scheme.equals("wss");
    }

    /** The machine that is really contacted: what limits per host count by. */
    public String destination() {
        return unixPath == null ? dialHost + ':' + dialPort : "unix:" + unixPath;
    }

    static String normalised(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String plain = bracketed ? host.substring(1, host.length() - 1) : host;
        return plain.toLowerCase(Locale.ROOT);
    }
}
