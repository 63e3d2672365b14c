package dev.hiper.internal.proxy;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the text of PROXY, PRE_PROXY and their environment variables: {@code [scheme://][user[:password]@]host[:port]}. */
public final class ProxySpec {
    private static final int DEFAULT_PORT = 1080;
    private static final int DEFAULT_HTTPS_PORT = 443;

    private ProxySpec() {}

    /**
     * The proxy that {@code text} names, without settings for TLS.
     *
     * @param kindDefault the kind if the text has no scheme (PROXYTYPE); {@link ProxyHop.Kind#HTTP_1_0} also if it is http
     * @param portDefault the port if the text has none (PROXYPORT); 0 for that of the kind
     * @throws TransferException COULDNT_CONNECT for an unknown scheme, COULDNT_RESOLVE_PROXY for any other mistake
     */
    public static ProxyHop parse(String text, ProxyHop.Kind kindDefault, int portDefault) throws TransferException {
        Url url;
        try {
            url = Url.parse(text, UrlFlag.NON_SUPPORT_SCHEME | UrlFlag.GUESS_SCHEME);
        } catch (UrlException e) {
            throw unusable(e);
        }
        String scheme = part(url, UrlPart.SCHEME, UrlFlag.NO_GUESS_SCHEME);
        ProxyHop.Kind kind = scheme == null ? kindDefault : kind(scheme, kindDefault);
        String host = url.host();
        if (host == null || host.isEmpty()) {
            throw unusable(null);
        }
        String unixPath = kind.socks() && host.equals("localhost") ? unixPath(url) : null;
        String port = part(url, UrlPart.PORT, UrlFlag.NONE);
        return new ProxyHop(
                        kind,
                        host.toLowerCase(Locale.ROOT),
                        port == null ? port(kind, portDefault) : Integer.parseInt(port),
                        null,
                        null,
                        unixPath,
                        null)
                .withCredentials(decoded(url, UrlPart.USER), decoded(url, UrlPart.PASSWORD));
    }

    private static ProxyHop.Kind kind(String scheme, ProxyHop.Kind kindDefault) throws TransferException {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> kindDefault == ProxyHop.Kind.HTTP_1_0 ? ProxyHop.Kind.HTTP_1_0 : ProxyHop.Kind.HTTP;
            case "https" -> ProxyHop.Kind.HTTPS;
            case "socks", "socks4" -> ProxyHop.Kind.SOCKS4;
            case "socks4a" -> ProxyHop.Kind.SOCKS4A;
            case "socks5" -> ProxyHop.Kind.SOCKS5;
            case "socks5h" -> ProxyHop.Kind.SOCKS5_HOSTNAME;
            default ->
                throw new TransferException(
                        ResultCode.COULDNT_CONNECT, "No proxy speaks " + scheme + ", which PROXY asks for");
        };
    }

    private static int port(ProxyHop.Kind kind, int portDefault) {
        if (portDefault > 0) {
            return portDefault;
        }
        return kind == ProxyHop.Kind.HTTPS ? DEFAULT_HTTPS_PORT : DEFAULT_PORT;
    }

    /** {@code socks5h://localhost/path} is a Unix domain socket. */
    private static @Nullable String unixPath(Url url) throws TransferException {
        String path = decoded(url, UrlPart.PATH);
        return path == null || path.length() <= 1 ? null : path;
    }

    private static @Nullable String decoded(Url url, UrlPart part) throws TransferException {
        if (part(url, part, UrlFlag.NONE) == null) {
            return null;
        }
        try {
            return url.get(part, UrlFlag.URLDECODE);
        } catch (UrlException e) {
            throw unusable(e);
        }
    }

    private static @Nullable String part(Url url, UrlPart part, int flags) {
        try {
            return url.get(part, flags);
        } catch (UrlException missing) {
            return null; // The one thing that it can say here.
        }
    }

    /** The text itself is not shown: it may hold a password. */
    private static TransferException unusable(@Nullable UrlException cause) {
        String reason = cause == null ? "it names no host" : String.valueOf(cause.getMessage());
        return new TransferException(
                ResultCode.COULDNT_RESOLVE_PROXY, "The proxy string cannot be used: " + reason, cause);
    }
}
