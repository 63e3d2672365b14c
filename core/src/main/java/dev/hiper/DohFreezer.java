package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.multi.DohServer;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Trust;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import java.util.List;

/**
 * Turns the DOH options into a {@link DohServer}. As in libcurl, its transfers take from the application's what concerns sockets
 * and the trusted authorities; not credentials, client certificates or proxies by option.
 */
final class DohFreezer {
    private static final String SCHEME = "https";
    private static final List<String> ALPN = List.of("http/1.1");

    private DohFreezer() {}

    /** The server that DOH_URL names; one that cannot be used says so when it is asked. */
    static DohServer freeze(OptionValues options, ConnectOptions parent) {
        String name = options.required(EasyOption.DOH_URL);
        ConnectOptions connect = parent.toNameServer(tls(options));
        ProxyChoice route = new ProxyChoice(
                null,
                null,
                null,
                ProxyHop.Kind.HTTP,
                (int) options.number(EasyOption.PROXYPORT),
                null,
                null,
                false,
                TlsFreezer.proxy(options),
                false,
                connect,
                OptionFreezer.environment(options));
        try {
            Url url = Url.parse(name, UrlFlag.DEFAULT_SCHEME | UrlFlag.NON_SUPPORT_SCHEME);
            return new DohServer(name, url, SCHEME.equals(url.scheme()) ? null : notHttps(), connect, route);
        } catch (UrlException refused) {
            TransferException problem =
                    new TransferException(refused.code().resultCode(), "DOH_URL: " + refused.getMessage(), refused);
            return new DohServer(name, null, problem, connect, route);
        }
    }

    private static TransferException notHttps() {
        return new TransferException(ResultCode.UNSUPPORTED_PROTOCOL, "DOH_URL is not an https URL");
    }

    private static TlsSettings tls(OptionValues options) {
        Trust parent = TlsFreezer.origin(options).trust();
        Trust trust = new Trust(
                options.flag(EasyOption.DOH_SSL_VERIFYPEER),
                options.number(EasyOption.DOH_SSL_VERIFYHOST) != 0,
                parent.authorities(),
                parent.crlFile(),
                null,
                null,
                null);
        return new TlsSettings(
                trust, null, null, 0, 0, null, null, ALPN, options.flag(EasyOption.SSL_SESSIONID_CACHE), false, false);
    }
}
