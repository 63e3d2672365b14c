package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.TransferException;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.proxy.ProxySpec;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which connections through proxies serve which transfers. */
class ProxyIdentityTest {
    @Test
    void forwardingConnectionServesAllOrigins() throws Exception {
        ConnectionIdentity a = through("http", "a.test", "http://p.test");
        ConnectionIdentity b = through("http", "b.test", "http://p.test");

        assertTrue(a.serves(b));
        assertTrue(a.peer().forwardProxy());
        assertEquals("p.test:1080", a.destination());
    }

    @Test
    void tunnelServesItsOriginOnly() throws Exception {
        ConnectionIdentity a = through("https", "a.test", "http://p.test");

        assertTrue(a.serves(through("https", "a.test", "http://p.test")));
        assertFalse(a.serves(through("https", "b.test", "http://p.test")));
        assertEquals("a.test:443", a.destination());
        assertFalse(a.peer().forwardProxy());
    }

    @Test
    @Tag("T095")
    void everythingAboutTheProxyCounts() throws Exception {
        for (String scheme : List.of("http", "https")) {
            ConnectionIdentity made = through(scheme, "a.test", "http://u:p@p.test:80");

            assertTrue(made.serves(through(scheme, "a.test", "http://u:p@p.test:80")));
            for (String other : List.of(
                    "http://u:p@q.test:80",
                    "http://u:p@p.test:81",
                    "https://u:p@p.test:80",
                    "socks5://u:p@p.test:80",
                    "http://v:p@p.test:80",
                    "http://u:q@p.test:80",
                    "http://p.test:80")) {
                assertFalse(made.serves(through(scheme, "a.test", other)), other);
                assertFalse(through(scheme, "a.test", other).serves(made), other);
            }
            assertFalse(made.serves(identity(scheme, "a.test", wish -> {})), "direct");
            assertFalse(identity(scheme, "a.test", wish -> {}).serves(made), "direct");
        }
    }

    @Test
    @Tag("T095")
    void directConnectionToAProxyIsNoForwardingOne() throws Exception {
        ConnectionIdentity forwarding = through("http", "a.test", "http://p.test:80");
        ConnectionIdentity direct = identity("http", "p.test", wish -> {});

        assertEquals(forwarding.destination(), direct.destination());
        assertFalse(forwarding.serves(direct));
        assertFalse(direct.serves(forwarding));
    }

    @Test
    @Tag("T095")
    @Tag("T112")
    void settingsOfTlsToTheProxyCount() throws Exception {
        ProxyHop hop = ProxySpec.parse("https://p.test", ProxyHop.Kind.HTTP, 0);
        ProxySettings strict = ProxySettings.of(hop, null, false, null, null, Wishes.tls("a"), true);
        ProxySettings other = ProxySettings.of(hop, null, false, null, null, Wishes.tls("b"), true);

        assertFalse(with(strict).serves(with(other)));
        assertTrue(with(strict).serves(with(strict)));
    }

    @Test
    void linesAboutTheProxyCount() throws Exception {
        ConnectionIdentity plain = through("https", "a.test", "http://p.test:80");
        ConnectionIdentity moved = identity("https", "a.test", wish -> {
            wish.proxy = proxy("http://p.test:80");
            wish.resolve = List.of("p.test:80:192.0.2.1");
        });
        assertFalse(plain.serves(moved));
    }

    @Test
    void whoIsAnnouncedCounts() throws Exception {
        ConnectionIdentity one = identity("http", "a.test", wish -> wish.haProxy = HaProxy.of(true, "192.0.2.1"));
        ConnectionIdentity two = identity("http", "a.test", wish -> wish.haProxy = HaProxy.of(false, "192.0.2.2"));
        ConnectionIdentity none = identity("http", "a.test", wish -> {});

        assertTrue(one.serves(identity("http", "a.test", wish -> wish.haProxy = HaProxy.of(true, "192.0.2.1"))));
        assertFalse(one.serves(two));
        assertFalse(one.serves(none));
        assertFalse(none.serves(two));
    }

    private static ConnectionIdentity with(@Nullable ProxySettings settings) throws TransferException {
        return identity("https", "a.test", wish -> wish.proxy = settings);
    }

    private static ConnectionIdentity through(String scheme, String host, String proxy) throws TransferException {
        return identity(scheme, host, wish -> wish.proxy = proxy(proxy));
    }

    private static ConnectionIdentity identity(String scheme, String host, Consumer<Wishes> change)
            throws TransferException {
        Wishes wishes = new Wishes();
        change.accept(wishes);
        ConnectOptions options = wishes.options();
        int port = scheme.equals("http") ? 80 : 443;
        return ConnectionIdentity.of(Peer.of(scheme, host, port, options), options);
    }

    private static @Nullable ProxySettings proxy(String text) {
        try {
            ProxyHop hop = ProxySpec.parse(text, ProxyHop.Kind.HTTP, 0);
            return ProxySettings.of(hop, null, false, null, null, Wishes.tls("proxy"), true);
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }
}
