package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.proxy.ProxyHop.Kind;
import dev.hiper.spi.TlsSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySpecTest {
    private static final TlsSettings TLS = new TlsSettings(
            new TlsSettings.Trust(
                    true, true, new TlsSettings.Authorities(null, null, null, false, true, -1), null, null, null, null),
            null,
            null,
            0,
            0,
            null,
            null,
            List.of("http/1.1"),
            true,
            false,
            true);

    @ParameterizedTest
    @CsvSource({
        "host, HTTP, host, 1080",
        "Host:3128, HTTP, host, 3128",
        "ftp.host, HTTP, ftp.host, 1080",
        "http://host, HTTP, host, 1080",
        "http://host/ignored?x, HTTP, host, 1080",
        "https://host, HTTPS, host, 443",
        "HTTPS://host:1, HTTPS, host, 1",
        "socks://host, SOCKS4, host, 1080",
        "socks4://host, SOCKS4, host, 1080",
        "socks4a://host, SOCKS4A, host, 1080",
        "socks5://host:80, SOCKS5, host, 80",
        "socks5h://host, SOCKS5_HOSTNAME, host, 1080",
        "[::1]:8080, HTTP, ::1, 8080",
        "http://[::1], HTTP, ::1, 1080",
        "127.0.0.1:80, HTTP, 127.0.0.1, 80"
    })
    void schemePicksTheKind(String text, Kind kind, String host, int port) throws Exception {
        assertEquals(new ProxyHop(kind, host, port, null, null, null, null), ProxySpec.parse(text, Kind.HTTP, 0));
    }

    @Test
    void defaultsApplyWhereTheTextIsSilent() throws Exception {
        assertEquals(Kind.SOCKS5, ProxySpec.parse("host", Kind.SOCKS5, 0).kind());
        assertEquals(Kind.HTTP, ProxySpec.parse("http://host", Kind.SOCKS5, 0).kind());
        assertEquals(
                Kind.HTTP_1_0, ProxySpec.parse("http://host", Kind.HTTP_1_0, 0).kind());
        assertEquals(443, ProxySpec.parse("host", Kind.HTTPS, 0).port());
        assertEquals(7, ProxySpec.parse("https://host", Kind.HTTP, 7).port());
        assertEquals(8, ProxySpec.parse("https://host:8", Kind.HTTP, 7).port());
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:p@host, u, p",
        "u:p@host, u, p",
        "http://u@host, u, ''",
        "http://u:@host, u, ''",
        "http://:p@host, '', p",
        "http://u%40%3a:p%2F@host, u@:, p/"
    })
    void credentialsAreDecoded(String text, String user, String password) throws Exception {
        ProxyHop hop = ProxySpec.parse(text, Kind.HTTP, 0);
        assertEquals(user, hop.user());
        assertEquals(password, hop.password());
        assertFalse(hop.toString().contains("@"), hop.toString());
    }

    @Test
    void socketPathIsForSocksOnLocalhost() throws Exception {
        ProxyHop hop = ProxySpec.parse("socks5h://localhost/run/a%20b", Kind.HTTP, 0);
        assertEquals("/run/a b", hop.unixPath());
        assertEquals("unix:/run/a b", hop.destination());
        assertEquals("/p", ProxySpec.parse("localhost/p", Kind.SOCKS5, 0).unixPath());
        assertNull(ProxySpec.parse("socks5h://localhost/", Kind.HTTP, 0).unixPath());
        assertNull(ProxySpec.parse("socks5h://host/p", Kind.HTTP, 0).unixPath());
        assertNull(ProxySpec.parse("http://localhost/p", Kind.HTTP, 0).unixPath());
    }

    @ParameterizedTest
    @CsvSource({
        "/server, COULDNT_RESOLVE_PROXY",
        "http://a:b@/x, COULDNT_RESOLVE_PROXY",
        "http://host:99999, COULDNT_RESOLVE_PROXY",
        "http://ho st, COULDNT_RESOLVE_PROXY",
        "http://a%00b@host, COULDNT_RESOLVE_PROXY",
        "ftp://host, COULDNT_CONNECT",
        "socks6://host, COULDNT_CONNECT"
    })
    void whatCannotBeUsed(String text, ResultCode result) {
        TransferException failure = assertThrows(TransferException.class, () -> ProxySpec.parse(text, Kind.HTTP, 0));
        assertEquals(result, failure.result());
    }

    @Test
    void hopsFindTheirPlaces() throws Exception {
        ProxyHop http = ProxySpec.parse("http://h", Kind.HTTP, 0);
        ProxyHop socks = ProxySpec.parse("socks5://s", Kind.HTTP, 0);
        ProxyHop other = ProxySpec.parse("socks4://t", Kind.HTTP, 0);

        assertNull(ProxySettings.of(null, null, false, null, null, TLS, true));
        assertEquals(new ProxySettings(null, http, true, true), of(http, null));
        assertEquals(new ProxySettings(socks, http, true, true), of(http, socks));
        assertEquals(new ProxySettings(socks, null, false, true), of(socks, null));
        assertEquals(new ProxySettings(other, null, false, true), of(socks, other));
        assertEquals(socks, of(http, socks).first());
        assertEquals(http, of(http, null).first());
        assertThrows(IllegalArgumentException.class, () -> new ProxySettings(null, null, true, true));
    }

    @Test
    @Tag("T132")
    void credentialsGoToOneProxyUnlessItBringsItsOwn() throws Exception {
        ProxyHop http = ProxySpec.parse("http://h", Kind.HTTP, 0);
        ProxyHop own = ProxySpec.parse("http://a:b@h", Kind.HTTP, 0);
        ProxyHop socks = ProxySpec.parse("socks5://s", Kind.HTTP, 0);

        assertEquals(
                new ProxySettings(socks, http.withCredentials("u", "p"), false, true),
                ProxySettings.of(http, socks, false, "u", "p", TLS, true));
        assertEquals(
                new ProxySettings(null, own, false, true), ProxySettings.of(own, null, false, "u", "p", TLS, true));
        assertEquals(
                new ProxySettings(socks.withCredentials("u", "p"), null, false, true),
                ProxySettings.of(socks, null, false, "u", "p", TLS, true));
        assertEquals(
                new ProxySettings(null, http, false, true), ProxySettings.of(http, null, false, null, null, TLS, true));
    }

    @Test
    @Tag("T131")
    void onlyAnHttpsProxyGetsSettingsForTls() throws Exception {
        ProxyHop https = ProxySpec.parse("https://h", Kind.HTTP, 0);
        assertEquals(https.withTls(TLS), of(https, null).http());
        ProxyHop http = of(ProxySpec.parse("http://h", Kind.HTTP, 0), null).http();
        assertNotNull(http);
        assertNull(http.tls());
    }

    private static ProxySettings of(ProxyHop main, @Nullable ProxyHop pre) {
        ProxySettings settings = ProxySettings.of(main, pre, true, null, null, TLS, true);
        assertNotNull(settings);
        return settings;
    }
}
