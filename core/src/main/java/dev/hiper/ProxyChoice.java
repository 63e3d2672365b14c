package dev.hiper;

import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.proxy.NoProxy;
import dev.hiper.internal.proxy.ProxyEnvironment;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.proxy.ProxySpec;
import dev.hiper.internal.transfer.Route;
import dev.hiper.spi.TlsSettings;
import dev.hiper.url.Url;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxies a URL is reached: those of the options, or else of the environment, unless its host is to be reached
 * without.
 *
 * @param proxy PROXY; null if it is not set, empty for none
 * @param noProxy NOPROXY; null if it is not set
 * @param tls settings for an HTTPS proxy
 * @param socksPassword whether a SOCKS5 proxy may ask for user and password
 * @param direct how everything is reached but for proxies
 */
record ProxyChoice(
        @Nullable String proxy,
        @Nullable String preProxy,
        @Nullable String noProxy,
        ProxyHop.Kind kind,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean tunnel,
        TlsSettings tls,
        boolean socksPassword,
        ConnectOptions direct,
        Map<String, String> environment)
        implements Route {

    @Override
    public ConnectOptions to(Url url) throws TransferException {
        String host = url.host();
        if (direct.unixSocketPath() != null || host == null) {
            return direct;
        }
        String main = emptyAsNull(proxy);
        String pre = emptyAsNull(preProxy);
        if (proxy == null && pre == null) {
            main = emptyAsNull(ProxyEnvironment.proxy(Objects.requireNonNullElse(url.scheme(), ""), environment));
        }
        if (main == null && pre == null) {
            return direct;
        }
        String exceptions = noProxy != null ? noProxy : ProxyEnvironment.noProxy(environment);
        if (exceptions != null && NoProxy.contains(exceptions, host)) {
            return direct;
        }
        ProxyHop mainHop = main == null ? null : ProxySpec.parse(main, kind, port);
        ProxyHop preHop = pre == null ? null : ProxySpec.parse(pre, ProxyHop.Kind.SOCKS4, port);
        return direct.withProxy(ProxySettings.of(mainHop, preHop, tunnel, user, password, tls, socksPassword));
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
