package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.ManualContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.proxy.ProxySpec;
import dev.hiper.internal.tls.TlsFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which layers a connection is made of, top to bottom. */
class ChainAssemblyTest {
    private final ScriptedServices services = new ScriptedServices();
    private final ScriptedHooks hooks = new ScriptedHooks();
    private final ManualContext context = new ManualContext();
    private final Wishes wishes = new Wishes();

    @Test
    void withoutProxyThereIsNoLayerForOne() throws Exception {
        assertEquals(List.of("HappyEyeballs"), layers(chain("http")));
        assertEquals(List.of("Tls", "HappyEyeballs"), layers(chain("https")));
    }

    @Test
    void forwardingNeedsNoTunnel() throws Exception {
        wishes.proxy = through("http://p.test:3128", null);
        ConnectionFilter chain = chain("http");

        assertEquals(List.of("HappyEyeballs"), layers(chain));
        chain.connect(context);
        assertEquals("p.test", services.resolver.last().host);
    }

    @Test
    @Tag("T130")
    void httpsThroughAProxyIsTlsToTheOriginInATunnel() throws Exception {
        wishes.proxy = through("http://p.test:3128", null);
        ConnectionFilter chain = chain("https");

        assertEquals(List.of("Tls", "HttpTunnel", "HappyEyeballs"), layers(chain));
        assertFalse(((TlsFilter) chain).proxy());
        assertEquals(List.of("HttpTunnel", "HappyEyeballs"), layers(chain("ws")));
    }

    @Test
    @Tag("T131")
    void httpsProxyHasTlsOfItsOwn() throws Exception {
        wishes.proxy = through("https://p.test", null);

        assertEquals(List.of("Tls", "HappyEyeballs"), layers(chain("http")));
        assertTrue(((TlsFilter) chain("http")).proxy());
        assertEquals(List.of("Tls", "HttpTunnel", "Tls", "HappyEyeballs"), layers(chain("https")));
    }

    @Test
    void tunnelIsMadeWhereItIsWished() throws Exception {
        wishes.proxy = ProxySettings.of(hop("http://p.test"), null, true, null, null, Wishes.tls(null), true);
        assertEquals(List.of("HttpTunnel", "HappyEyeballs"), layers(chain("http")));
    }

    @Test
    void anotherTargetThanTheUrlsNeedsATunnel() throws Exception {
        wishes.proxy = through("http://p.test", null);
        wishes.connectTo = List.of("::b.test:81");
        assertEquals(List.of("HttpTunnel", "HappyEyeballs"), layers(chain("http")));
        wishes.connectTo = List.of("::a.test:80");
        assertEquals(List.of("HappyEyeballs"), layers(chain("http")), "It is the URL's target.");
    }

    @Test
    void socksLiesBelowEverythingElse() throws Exception {
        wishes.proxy = through("socks5h://s.test", null);
        assertEquals(List.of("Socks5", "HappyEyeballs"), layers(chain("http")));
        wishes.proxy = through("https://p.test", "socks4a://s.test");
        ConnectionFilter chain = chain("https");
        assertEquals(List.of("Tls", "HttpTunnel", "Tls", "Socks4", "HappyEyeballs"), layers(chain));
        chain.connect(context);
        assertEquals("s.test", services.resolver.last().host);
    }

    @Test
    void socksProxyMayListenAtAPath() throws Exception {
        wishes.proxy = through("socks5h://localhost/run/s", null);
        assertEquals(List.of("Socks5", "Socket"), layers(chain("http")));
    }

    @Test
    void pathOfTheOriginDisablesProxies() throws Exception {
        wishes.proxy = through("http://p.test", null);
        wishes.unixPath = "/s";
        assertEquals(List.of("Socket"), layers(chain("http")));
        assertNull(identity("http").proxy());
    }

    @Test
    void proxyLineIsTheFirstThatTheServerHears() throws Exception {
        wishes.haProxy = HaProxy.of(true, null);
        assertEquals(List.of("Tls", "HaProxy", "HappyEyeballs"), layers(chain("https")));
        wishes.proxy = through("http://p.test", null);
        assertEquals(List.of("Tls", "HaProxy", "HttpTunnel", "HappyEyeballs"), layers(chain("https")));
        wishes.proxy = through("https://p.test", null);
        assertEquals(
                ResultCode.UNSUPPORTED_PROTOCOL,
                assertThrows(TransferException.class, () -> chain("https")).result());
    }

    @Test
    void proxyWithoutAddressHasAResultOfItsOwn() throws Exception {
        wishes.proxy = through("http://p.test", null);
        ConnectionFilter chain = chain("https");
        chain.connect(context);
        services.resolver.last().fail();
        services.dns().drain(context.nowNanos());

        TransferException failure = assertThrows(TransferException.class, () -> chain.connect(context));

        assertEquals(ResultCode.COULDNT_RESOLVE_PROXY, failure.result());
        assertEquals("Could not resolve proxy: p.test", failure.getMessage());
    }

    @Test
    void connectionTellsWhatIsOnTheWay() throws Exception {
        wishes.proxy = through("https://p.test", null);
        Connection forwarded = connection("http");
        assertTrue(forwarded.usedProxy());
        assertTrue(forwarded.forwardProxy());
        assertNotNull(forwarded.proxyTls());
        assertNull(forwarded.originTls());
        Connection tunnelled = connection("https");
        assertFalse(tunnelled.forwardProxy());
        assertNotNull(tunnelled.proxyTls());
        assertNotNull(tunnelled.originTls());
        wishes.proxy = null;
        Connection direct = connection("http");
        assertFalse(direct.usedProxy());
        assertNull(direct.proxyTls());
    }

    private Connection connection(String scheme) throws TransferException {
        return new ConnectionPool(services, services).open(identity(scheme), chain(scheme), false, 0);
    }

    private ConnectionFilter chain(String scheme) throws TransferException {
        return new ChainAssembly(services).assemble(identity(scheme), wishes.options(), context.nowNanos());
    }

    private ConnectionIdentity identity(String scheme) throws TransferException {
        wishes.hooks = hooks;
        ConnectOptions options = wishes.options();
        int port = scheme.equals("http") ? 80 : 443;
        return ConnectionIdentity.of(Peer.of(scheme, "a.test", port, options), options);
    }

    private static List<String> layers(ConnectionFilter top) {
        List<String> names = new ArrayList<>();
        for (ConnectionFilter layer = top; layer != null; layer = layer.beneath()) {
            names.add(layer.getClass().getSimpleName().replace("Filter", ""));
        }
        return names;
    }

    private static @Nullable ProxySettings through(String main, @Nullable String pre) throws TransferException {
        return ProxySettings.of(hop(main), pre == null ? null : hop(pre), false, null, null, Wishes.tls("proxy"), true);
    }

    private static ProxyHop hop(String text) throws TransferException {
        return ProxySpec.parse(text, ProxyHop.Kind.HTTP, 0);
    }
}
