package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.IpResolve;
import dev.hiper.SslOptions;
import dev.hiper.examples.curl.os.Octets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives an easy handle what the settings say about the way to the server: addresses, sockets, proxies, TLS. */
final class ConnectionSetup {
    private static final String PASSWORD_PREFIX = ":";

    private final Easy easy;
    private final Settings settings;
    private final Messages messages;

    ConnectionSetup(Easy easy, Settings settings, Messages messages) {
        this.easy = easy;
        this.settings = settings;
        this.messages = messages;
    }

    void apply() {
        addresses();
        sockets();
        proxy();
        tls();
        proxyTls();
    }

    private void addresses() {
        if (settings.addressFamily != 0) {
            easy.set(EasyOption.IPRESOLVE, settings.addressFamily == 4 ? IpResolve.V4 : IpResolve.V6);
        }
        lines(EasyOption.RESOLVE, settings.list(Option.RESOLVE));
        lines(EasyOption.CONNECT_TO, settings.list(Option.CONNECT_TO));
        text(EasyOption.DOH_URL, Option.DOH_URL);
        if (settings.on(Option.DOH_INSECURE)) {
            easy.set(EasyOption.DOH_SSL_VERIFYPEER, false);
            easy.set(EasyOption.DOH_SSL_VERIFYHOST, 0);
        }
    }

    private void sockets() {
        text(EasyOption.INTERFACE, Option.INTERFACE);
        text(EasyOption.UNIX_SOCKET_PATH, Option.UNIX_SOCKET);
        if (settings.has(Option.LOCAL_PORT)) {
            easy.set(EasyOption.LOCALPORT, settings.number(Option.LOCAL_PORT, 0));
            easy.set(EasyOption.LOCALPORTRANGE, settings.localPorts);
        }
        if (settings.has(Option.CONNECT_TIMEOUT)) {
            easy.set(EasyOption.CONNECTTIMEOUT_MS, settings.number(Option.CONNECT_TIMEOUT, 0));
        }
        if (settings.has(Option.HAPPY_EYEBALLS_TIMEOUT_MS)) {
            easy.set(EasyOption.HAPPY_EYEBALLS_TIMEOUT_MS, settings.number(Option.HAPPY_EYEBALLS_TIMEOUT_MS, 0));
        }
        easy.set(EasyOption.TCP_NODELAY, settings.on(Option.TCP_NODELAY, true));
        easy.set(EasyOption.TCP_KEEPALIVE, settings.on(Option.KEEPALIVE, true));
        if (settings.has(Option.KEEPALIVE_TIME)) {
            easy.set(EasyOption.TCP_KEEPIDLE, settings.number(Option.KEEPALIVE_TIME, 0));
            easy.set(EasyOption.TCP_KEEPINTVL, settings.number(Option.KEEPALIVE_TIME, 0));
        }
        if (settings.has(Option.KEEPALIVE_CNT)) {
            easy.set(EasyOption.TCP_KEEPCNT, settings.number(Option.KEEPALIVE_CNT, 0));
        }
        easy.set(EasyOption.HAPROXYPROTOCOL, settings.on(Option.HAPROXY_PROTOCOL));
        text(EasyOption.HAPROXY_CLIENT_IP, Option.HAPROXY_CLIENTIP);
    }

    private void proxy() {
        text(EasyOption.PROXY, Option.PROXY);
        if (settings.has(Option.PROXY)) {
            easy.set(EasyOption.PROXYTYPE, settings.proxyType);
        }
        text(EasyOption.PRE_PROXY, Option.PREPROXY);
        text(EasyOption.NOPROXY, Option.NOPROXY);
        String user = settings.text(Option.PROXY_USER);
        if (user != null) {
            easy.set(EasyOption.PROXYUSERPWD, Octets.text(Passwords.complete(user, "proxy", messages)));
        }
        text(EasyOption.PROXY_SERVICE_NAME, Option.PROXY_SERVICE_NAME);
        easy.set(EasyOption.HTTPPROXYTUNNEL, settings.on(Option.PROXYTUNNEL));
        easy.set(EasyOption.SUPPRESS_CONNECT_HEADERS, settings.on(Option.SUPPRESS_CONNECT_HEADERS));
        lines(EasyOption.PROXYHEADER, settings.proxyHeaders);
        long auth = proxyAuth();
        if (auth != 0) {
            easy.set(EasyOption.PROXYAUTH, auth);
        }
        if (settings.on(Option.SOCKS5_BASIC)) {
            easy.set(EasyOption.SOCKS5_AUTH, HttpAuth.BASIC);
        }
    }

    private long proxyAuth() {
        if (settings.on(Option.PROXY_ANYAUTH)) {
            return Settings.ANY_AUTH;
        }
        if (settings.on(Option.PROXY_NEGOTIATE)) {
            return HttpAuth.NEGOTIATE;
        }
        if (settings.on(Option.PROXY_NTLM)) {
            return HttpAuth.NTLM;
        }
        if (settings.on(Option.PROXY_DIGEST)) {
            return HttpAuth.DIGEST;
        }
        return settings.on(Option.PROXY_BASIC) ? HttpAuth.BASIC : 0;
    }

    private void tls() {
        if (settings.on(Option.INSECURE)) {
            easy.set(EasyOption.SSL_VERIFYPEER, false);
            easy.set(EasyOption.SSL_VERIFYHOST, 0);
        }
        easy.set(EasyOption.SSLVERSION, settings.lowestTls | settings.highestTls);
        trust(EasyOption.CAINFO, Option.CACERT, "CURL_CA_BUNDLE", "SSL_CERT_FILE");
        trust(EasyOption.CAPATH, Option.CAPATH, "SSL_CERT_DIR", "SSL_CERT_DIR");
        text(EasyOption.CRLFILE, Option.CRLFILE);
        text(EasyOption.PINNEDPUBLICKEY, Option.PINNEDPUBKEY);
        certificate(EasyOption.SSLCERT, EasyOption.KEYPASSWD, Option.CERT);
        text(EasyOption.SSLCERTTYPE, Option.CERT_TYPE);
        text(EasyOption.SSLKEY, Option.KEY);
        text(EasyOption.SSLKEYTYPE, Option.KEY_TYPE);
        text(EasyOption.KEYPASSWD, Option.PASS);
        text(EasyOption.SSL_CIPHER_LIST, Option.CIPHERS);
        text(EasyOption.TLS13_CIPHERS, Option.TLS13_CIPHERS);
        easy.set(EasyOption.SSL_ENABLE_ALPN, settings.on(Option.ALPN, true));
        easy.set(EasyOption.SSL_SESSIONID_CACHE, settings.on(Option.SESSIONID, true));
        long bits = (settings.on(Option.CA_NATIVE) ? SslOptions.NATIVE_CA : 0)
                | (settings.on(Option.SSL_ALLOW_BEAST) ? SslOptions.ALLOW_BEAST : 0)
                | (settings.on(Option.SSL_NO_REVOKE) ? SslOptions.NO_REVOKE : 0)
                | (settings.on(Option.SSL_REVOKE_BEST_EFFORT) ? SslOptions.REVOKE_BEST_EFFORT : 0);
        easy.set(EasyOption.SSL_OPTIONS, bits);
    }

    private void proxyTls() {
        if (settings.on(Option.PROXY_INSECURE)) {
            easy.set(EasyOption.PROXY_SSL_VERIFYPEER, false);
            easy.set(EasyOption.PROXY_SSL_VERIFYHOST, 0);
        }
        easy.set(EasyOption.PROXY_SSLVERSION, settings.lowestProxyTls);
        trust(EasyOption.PROXY_CAINFO, Option.PROXY_CACERT, "CURL_CA_BUNDLE", "SSL_CERT_FILE");
        trust(EasyOption.PROXY_CAPATH, Option.PROXY_CAPATH, "SSL_CERT_DIR", "SSL_CERT_DIR");
        text(EasyOption.PROXY_CRLFILE, Option.PROXY_CRLFILE);
        text(EasyOption.PROXY_PINNEDPUBLICKEY, Option.PROXY_PINNEDPUBKEY);
        certificate(EasyOption.PROXY_SSLCERT, EasyOption.PROXY_KEYPASSWD, Option.PROXY_CERT);
        text(EasyOption.PROXY_SSLCERTTYPE, Option.PROXY_CERT_TYPE);
        text(EasyOption.PROXY_SSLKEY, Option.PROXY_KEY);
        text(EasyOption.PROXY_SSLKEYTYPE, Option.PROXY_KEY_TYPE);
        text(EasyOption.PROXY_KEYPASSWD, Option.PROXY_PASS);
        text(EasyOption.PROXY_SSL_CIPHER_LIST, Option.PROXY_CIPHERS);
        text(EasyOption.PROXY_TLS13_CIPHERS, Option.PROXY_TLS13_CIPHERS);
        long bits = (settings.on(Option.PROXY_CA_NATIVE) ? SslOptions.NATIVE_CA : 0)
                | (settings.on(Option.PROXY_SSL_ALLOW_BEAST) ? SslOptions.ALLOW_BEAST : 0);
        easy.set(EasyOption.PROXY_SSL_OPTIONS, bits);
    }

    /** What is trusted: the option has the say, then the environment. */
    private void trust(EasyOption<String> target, Option option, String variable, String otherVariable) {
        String given = settings.text(option);
        if (given != null) {
            easy.set(target, Octets.text(given));
            return;
        }
        String value = set(System.getenv(variable)) ? System.getenv(variable) : System.getenv(otherVariable);
        if (set(value) && !settings.has(Option.CACERT) && !settings.has(Option.CAPATH)) {
            easy.set(target, value);
        }
    }

    private static boolean set(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** A file with a certificate, and perhaps its password behind a colon; a backslash keeps a colon. */
    private void certificate(EasyOption<String> file, EasyOption<String> password, Option option) {
        String value = settings.text(option);
        if (value == null) {
            return;
        }
        StringBuilder name = new StringBuilder();
        int i = 0;
        while (i < value.length() && value.charAt(i) != ':') {
            boolean escape =
                    value.charAt(i) == '\\' && i + 1 < value.length() && ":\\".indexOf(value.charAt(i + 1)) >= 0;
            name.append(value.charAt(escape ? i + 1 : i));
            i += escape ? 2 : 1;
        }
        easy.set(file, Octets.text(name.toString()));
        if (value.startsWith(PASSWORD_PREFIX, i)) {
            easy.set(password, Octets.text(value.substring(i + 1)));
        }
    }

    private void lines(EasyOption<List<String>> target, List<String> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (String value : values) {
            texts.add(Octets.text(value));
        }
        easy.set(target, texts);
    }

    private void text(EasyOption<String> target, Option option) {
        String value = settings.text(option);
        if (value != null) {
            easy.set(target, Octets.text(value));
        }
    }
}
