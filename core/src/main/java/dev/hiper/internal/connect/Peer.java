package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
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
 */
public record Peer(String scheme, String host, int port, String dialHost, int dialPort, @Nullable String unixPath) {

    /**
     * The peer of a URL, as seen by a transfer with these options.
     *
     * @throws TransferException if a CONNECT_TO line that applies is malformed
     */
    public static Peer of(String scheme, String host, int port, ConnectOptions options) throws TransferException {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        String plainHost = normalised(host);
        String unixPath = options.unixSocketPath();
        ConnectTo.Target target = unixPath == null ? ConnectTo.find(options.connectTo(), plainHost, port) : null;
        return target == null
                ? new Peer(lowerScheme, plainHost, port, plainHost, port, unixPath)
                : new Peer(lowerScheme, plainHost, port, target.host(), target.port(), null);
    }

    /** Whether TLS is spoken with it. */
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
