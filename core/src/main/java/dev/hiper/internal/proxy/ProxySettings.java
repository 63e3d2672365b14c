package dev.hiper.internal.proxy;

import dev.hiper.spi.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of one transfer: {@code client -> socks -> http -> origin}. At least one of the two is there.
 *
 * @param socks the first hop; null for none
 * @param http the proxy that requests or CONNECTs go to; null for none
 * @param tunnel whether the application wants a tunnel through {@code http} also for what could be forwarded
 *     (HTTPPROXYTUNNEL)
 * @param socksPasswordAllowed whether a SOCKS5 proxy may be told user and password (Basic in SOCKS5_AUTH)
 */
public record ProxySettings(
        @Nullable ProxyHop socks, @Nullable ProxyHop http, boolean tunnel, boolean socksPasswordAllowed) {

    public ProxySettings {
        if (socks == null && http == null) {
            throw new IllegalArgumentException("no proxy");
        }
    }

    /**
     * Puts the proxies of PROXY and PRE_PROXY at their places, as libcurl does. Credentials that a proxy string brings win;
     * those of PROXYUSERPWD go to the HTTP proxy, and to the SOCKS proxy if that is alone.
     *
     * @param main PROXY; null for none
     * @param pre PRE_PROXY; null for none
     * @param user of PROXYUSERNAME or PROXYUSERPWD; null for none
     * @param password the same
     * @param tls settings for an HTTPS proxy; its ALPN may offer http/1.1 and http/1.0 only
     * @param socksPasswordAllowed Basic in SOCKS5_AUTH
     * @return null if both are null
     */
    public static @Nullable ProxySettings of(
            @Nullable ProxyHop main,
            @Nullable ProxyHop pre,
            boolean tunnel,
            @Nullable String user,
            @Nullable String password,
            TlsSettings tls,
            boolean socksPasswordAllowed) {
        ProxyHop http = pre != null && !pre.kind().socks() ? pre : null;
        http = main != null && !main.kind().socks() ? main : http;
        ProxyHop socks = main != null && main.kind().socks() ? main : null;
        socks = pre != null && pre.kind().socks() ? pre : socks;
        if (http != null) {
            ProxyHop asked = completed(http, user, password);
            return new ProxySettings(
                    socks,
                    asked.kind() == ProxyHop.Kind.HTTPS ? asked.withTls(tls) : asked,
                    tunnel,
                    socksPasswordAllowed);
        }
        return socks == null
                ? null
                : new ProxySettings(completed(socks, user, password), null, false, socksPasswordAllowed);
    }

    /** The proxy that the socket is connected to. */
    public ProxyHop first() {
        ProxyHop nearest = socks == null ? http : socks;
        if (nearest == null) {
            throw new IllegalStateException("no proxy");
        }
        return nearest;
    }

    private static ProxyHop completed(ProxyHop hop, @Nullable String user, @Nullable String password) {
        return hop.user() == null ? hop.withCredentials(user, password) : hop;
    }
}
