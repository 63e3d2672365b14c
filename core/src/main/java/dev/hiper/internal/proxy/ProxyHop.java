package dev.hiper.internal.proxy;

import dev.hiper.spi.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * One proxy on the way.
 *
 * @param kind what is spoken with it
 * @param host name or address, in lower case, IPv6 without brackets
 * @param port between 1 and 65535
 * @param user percent-decoded; null for no credentials
 * @param password percent-decoded; null exactly if there is no user
 * @param unixPath the Unix domain socket that it listens at; null for TCP
 * @param tls settings for TLS to it; ignored unless it is {@link Kind#HTTPS}, where null stands for no settings yet
 */
public record ProxyHop(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        @Nullable String unixPath,
        @Nullable TlsSettings tls) {

    /** What a proxy speaks. */
    public enum Kind {
        HTTP,
        /** As {@link #HTTP}, but CONNECT is sent as HTTP/1.0. */
        HTTP_1_0,
        /** HTTP over TLS. */
        HTTPS,
        /** Names are resolved here. */
        SOCKS4,
        /** Names are resolved by the proxy. */
        SOCKS4A,
        /** Names are resolved here. */
        SOCKS5,
        /** Names are resolved by the proxy. */
        SOCKS5_HOSTNAME;

        public boolean socks() {
            return switch (this) {
                case HTTP, HTTP_1_0, HTTPS -> false;
                case SOCKS4, SOCKS4A, SOCKS5, SOCKS5_HOSTNAME -> true;
            };
        }

        /** Whether names go to the proxy as they are. */
        public boolean resolvesRemotely() {
            return switch (this) {
                case HTTP, HTTP_1_0, HTTPS, SOCKS4A, SOCKS5_HOSTNAME -> true;
                case SOCKS4, SOCKS5 -> false;
            };
        }
    }

    /** The same proxy, with these credentials. */
    public ProxyHop withCredentials(@Nullable String newUser, @Nullable String newPassword) {
        String completedUser = newUser == null && newPassword != null ? "" : newUser;
        String completedPassword = newUser != null && newPassword == null ? "" : newPassword;
        return new ProxyHop(kind, host, port, completedUser, completedPassword, unixPath, tls);
    }

    /** The same proxy, with these settings for TLS to it. */
    public ProxyHop withTls(@Nullable TlsSettings newTls) {
        return new ProxyHop(kind, host, port, user, password, unixPath, newTls);
    }

    /** The machine itself, as pools and limits name it. */
    public String destination() {
        return unixPath == null ? host + ':' + port : "unix:" + unixPath;
    }

    @Override
    public String toString() {
        return kind + " proxy " + destination();
    }
}
