package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.spi.TlsSettings;
import dev.hiper.url.Url;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Options first, then the environment, and for some hosts neither. */
class ProxyChoiceTest {
    private static final Url HTTP = Url.parse("http://host.example/");
    private static final Url HTTPS = Url.parse("https://host.example/");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("http_proxy", "plain:1", "https_proxy", "secure:2", "no_proxy", "other.example");

    private final ConnectOptions direct = Easy.create().freeze().connect();
    private final TlsSettings tls = TlsFreezer.proxy(new OptionValues());

    @Test
    void withoutOptionsAndEnvironmentThereIsNone() throws TransferException {
        assertSame(direct, choice(null, null, null, Map.of()).to(HTTP));
    }

    @Test
    void theEnvironmentHasOneForEachScheme() throws TransferException {
        assertEquals("plain:1", main(choice(null, null, null, ENVIRONMENT), HTTP));
        assertEquals("secure:2", main(choice(null, null, null, ENVIRONMENT), HTTPS));
        assertEquals("any:3", main(choice(null, null, null, Map.of("ALL_PROXY", "any:3")), HTTPS));
    }

    @Test
    @Tag("T142")
    void theOneThatARequestCouldSetDoesNotCount() throws TransferException {
        assertSame(
                direct, choice(null, null, null, Map.of("HTTP_PROXY", "evil:1")).to(HTTP));
    }

    @Test
    void anOptionWinsOverTheEnvironment() throws TransferException {
        assertEquals("mine:8080", main(choice("mine:8080", null, null, ENVIRONMENT), HTTP));
    }

    @Test
    void anEmptyOptionIsNoProxyAtAll() throws TransferException {
        assertSame(direct, choice("", null, null, ENVIRONMENT).to(HTTP));
    }

    @Test
    void hostsOfTheEnvironmentAreReachedDirectly() throws TransferException {
        Url other = Url.parse("http://other.example/");
        assertSame(direct, choice("mine:8080", null, null, ENVIRONMENT).to(other));
        assertEquals("mine:8080", main(choice("mine:8080", null, "host.example", ENVIRONMENT), other));
        assertEquals("mine:8080", main(choice("mine:8080", null, "", ENVIRONMENT), other));
    }

    @Test
    void hostsOfTheOptionAreReachedDirectly() throws TransferException {
        assertSame(direct, choice("mine:8080", null, "example", Map.of()).to(HTTP));
        assertSame(direct, choice("mine:8080", "socks:1", "*", Map.of()).to(HTTP));
    }

    @Test
    void aUnixDomainSocketIsReachedDirectly() throws TransferException {
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://host.example/")
                .set(EasyOption.UNIX_SOCKET_PATH, "/run/socket")
                .set(EasyOption.PROXY, "mine:8080");
        ConnectOptions reached = easy.freeze().first().connect();
        assertEquals("/run/socket", reached.unixSocketPath());
        assertNull(reached.proxy());
    }

    @Test
    void aProxyBeforeTheProxyIsSocks() throws TransferException {
        ProxySettings both = settings(choice("mine:8080", "before:1", null, Map.of()), HTTP);
        assertEquals(ProxyHop.Kind.SOCKS4, both.first().kind());
        assertEquals("before:1", both.first().destination());
        assertNotNull(both.http());
        assertEquals("mine:8080", both.http().destination());
    }

    @Test
    void aProxyBeforeAloneKeepsTheEnvironmentOut() throws TransferException {
        ProxySettings alone = settings(choice(null, "socks5h://before:1", null, ENVIRONMENT), HTTP);
        assertEquals(ProxyHop.Kind.SOCKS5_HOSTNAME, alone.first().kind());
        assertNull(alone.http());
    }

    @Test
    void aTextThatNamesNoProxy() {
        ProxyChoice unknown = choice("gopher://mine", null, null, Map.of());
        assertEquals(
                ResultCode.COULDNT_CONNECT,
                assertThrows(TransferException.class, () -> unknown.to(HTTP)).result());
        ProxyChoice malformed = choice("mine:port", null, null, Map.of());
        assertEquals(
                ResultCode.COULDNT_RESOLVE_PROXY,
                assertThrows(TransferException.class, () -> malformed.to(HTTP)).result());
    }

    @Test
    void optionsOfProxies() throws TransferException {
        Easy easy = Easy.create()
                .set(EasyOption.URL, "http://host.example/")
                .set(EasyOption.PROXY, "mine")
                .set(EasyOption.PROXYPORT, 3128)
                .set(EasyOption.PROXYTYPE, ProxyType.HTTPS)
                .set(EasyOption.PROXYUSERPWD, "us%65r:pass")
                .set(EasyOption.HTTPPROXYTUNNEL, true)
                .set(EasyOption.PROXY_SSL_VERIFYHOST, 0)
                .set(EasyOption.SOCKS5_AUTH, 0);
        ProxySettings settings = easy.freeze().first().connect().proxy();
        assertNotNull(settings);
        assertEquals(
                new ProxySettings(
                        null,
                        new ProxyHop(
                                ProxyHop.Kind.HTTPS,
                                "mine",
                                3128,
                                "user",
                                "pass",
                                null,
                                TlsFreezer.proxy(easy.options())),
                        true,
                        false),
                settings);
    }

    @Test
    void everyKindOfProxy() throws TransferException {
        for (ProxyType type : ProxyType.values()) {
            if (type != ProxyType.HTTPS2 && type != ProxyType.HTTPS3) {
                Easy easy = Easy.create()
                        .set(EasyOption.URL, "http://host.example/")
                        .set(EasyOption.PROXY, "mine:1")
                        .set(EasyOption.PROXYTYPE, type);
                ProxySettings settings = easy.freeze().first().connect().proxy();
                assertNotNull(settings);
                assertEquals(type.name(), settings.first().kind().name());
            }
        }
    }

    private static String main(ProxyChoice choice, Url url) throws TransferException {
        return settings(choice, url).first().destination();
    }

    private static ProxySettings settings(ProxyChoice choice, Url url) throws TransferException {
        ProxySettings settings = choice.to(url).proxy();
        assertNotNull(settings);
        return settings;
    }

    private ProxyChoice choice(String proxy, String preProxy, String noProxy, Map<String, String> environment) {
        return new ProxyChoice(
                proxy, preProxy, noProxy, ProxyHop.Kind.HTTP, 0, null, null, false, tls, true, direct, environment);
    }
}
