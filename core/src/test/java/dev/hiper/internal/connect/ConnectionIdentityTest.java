package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.NameServer;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.TlsSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each thing that must be equal for a connection to be used again. */
class ConnectionIdentityTest {
    private static final NameServer NAME_SERVER = new NameServer() {};
    private static final String URL_HOST = "a.test";

    static Stream<Arguments> differences() {
        return Stream.of(
                row("zone of link-local addresses", wish -> wish.addressScope = 7),
                row("name server", wish -> wish.nameServer = NAME_SERVER),
                row("connect-to host", wish -> wish.connectTo = List.of("::b.test:")),
                row("connect-to port", wish -> wish.connectTo = List.of(":::444")),
                row("unix socket", wish -> wish.unixPath = "/a"),
                row("other unix socket", wish -> wish.unixPath = "/A"),
                row("resolve entry", wish -> wish.resolve = List.of(URL_HOST + ":443:1.2.3.4")),
                row("resolve entry for all hosts", wish -> wish.resolve = List.of("*:443:1.2.3.4")),
                row("verify peer", wish -> wish.tls = tls(false, true, "ca", null, 0, 0, null, null, null, "h")),
                row("verify host", wish -> wish.tls = tls(true, false, "ca", null, 0, 0, null, null, null, "h")),
                row("CA file", wish -> wish.tls = tls(true, true, "other", null, 0, 0, null, null, null, "h")),
                row("case of CA file", wish -> wish.tls = tls(true, true, "CA", null, 0, 0, null, null, null, "h")),
                row("no CA file", wish -> wish.tls = tls(true, true, null, null, 0, 0, null, null, null, "h")),
                row("certificate", wish -> wish.tls = tls(true, true, "ca", "cert", 0, 0, null, null, null, "h")),
                row(
                        "case of certificate",
                        wish -> wish.tls = tls(true, true, "ca", "CERT", 0, 0, null, null, null, "h")),
                row("lowest version", wish -> wish.tls = tls(true, true, "ca", null, 13, 0, null, null, null, "h")),
                row("highest version", wish -> wish.tls = tls(true, true, "ca", null, 0, 12, null, null, null, "h")),
                row("ciphers", wish -> wish.tls = tls(true, true, "ca", null, 0, 0, "A", null, null, "h")),
                row("ciphers of 1.3", wish -> wish.tls = tls(true, true, "ca", null, 0, 0, null, "A", null, "h")),
                row("pinned key", wish -> wish.tls = tls(true, true, "ca", null, 0, 0, null, null, "sha256//A", "h")),
                row("ALPN", wish -> wish.tls = tls(true, true, "ca", null, 0, 0, null, null, null, "h2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    @Tag("T089")
    @Tag("T090")
    @Tag("T091")
    @Tag("T092")
    @Tag("T094")
    void differenceForbidsReuseInBothDirections(String what, Consumer<Wishes> change) throws Exception {
        ConnectionIdentity plain = https(wish -> {});
        ConnectionIdentity changed = https(change);

        assertFalse(plain.serves(changed), what);
        assertFalse(changed.serves(plain), what);
        assertTrue(changed.serves(https(change)), what);
    }

    @Test
    @Tag("T093")
    void schemesNeverMix() throws Exception {
        String[] schemes = {"http", "https", "ws", "wss"};
        for (String made : schemes) {
            for (String wanted : schemes) {
                assertEquals(
                        made.equals(wanted),
                        identity(made, URL_HOST, 443, each -> {}).serves(identity(wanted, URL_HOST, 443, each -> {})));
            }
        }
    }

    @Test
    void hostAndPortAreCompared() throws Exception {
        ConnectionIdentity made = identity("https", "A.Test", 443, each -> {});

        assertTrue(made.serves(https(each -> {})));
        assertFalse(made.serves(identity("https", "b.test", 443, each -> {})));
        assertFalse(made.serves(identity("https", "a.test", 444, each -> {})));
        assertFalse(
                identity("http", "[fe80::1%1]", 80, each -> {}).serves(identity("http", "fe80::1%2", 80, each -> {})));
        assertTrue(identity("http", "[FE80::1]", 80, each -> {}).serves(identity("http", "fe80::1", 80, each -> {})));
    }

    @Test
    void sameTargetForOtherHostIsAnotherConnection() throws Exception {
        Consumer<Wishes> proxyLike = wish -> wish.connectTo = List.of("::front.test:443");

        assertFalse(identity("https", "a.test", 443, proxyLike).serves(identity("https", "b.test", 443, proxyLike)));
        assertEquals(
                identity("https", "a.test", 443, proxyLike).destination(),
                identity("https", "b.test", 443, proxyLike).destination());
    }

    @Test
    @Tag("T094")
    void familyMattersOnlyToThoseWhoWishOne() throws Exception {
        ConnectionIdentity any = https(wish -> {});
        ConnectionIdentity ipv4 = https(wish -> wish.family = Resolver.Family.IPV4);
        ConnectionIdentity ipv6 = https(wish -> wish.family = Resolver.Family.IPV6);

        assertTrue(ipv4.serves(any));
        assertFalse(any.serves(ipv4));
        assertFalse(ipv6.serves(ipv4));
        assertTrue(ipv4.serves(https(wish -> wish.family = Resolver.Family.IPV4)));
    }

    @Test
    @Tag("T094")
    void localBindingMattersOnlyToThoseWhoWishOne() throws Exception {
        ConnectionIdentity none = https(wish -> {});
        ConnectionIdentity bound = https(wish -> wish.localInterface = "lo");
        ConnectionIdentity port = https(wish -> wish.localPort = 4000);
        ConnectionIdentity range = https(wish -> {
            wish.localPort = 4000;
            wish.localPortRange = 10;
        });

        assertTrue(bound.serves(none));
        assertTrue(port.serves(none));
        assertFalse(none.serves(bound));
        assertFalse(none.serves(port));
        assertFalse(port.serves(range));
        assertFalse(bound.serves(https(wish -> wish.localInterface = "LO")));
        assertTrue(bound.serves(https(wish -> wish.localInterface = "lo")));
    }

    @Test
    void whatDoesNotBindTheConnectionIsNotCompared() throws Exception {
        ConnectionIdentity made = https(wish -> {});

        assertTrue(made.serves(https(wish -> wish.noDelay = false)));
        assertTrue(made.serves(https(wish -> wish.maxAgeSeconds = 1)));
        assertTrue(made.serves(https(wish -> wish.hooks = new ScriptedHooks())));
        assertTrue(made.serves(https(wish -> wish.resolve = List.of("b.test:443:1.2.3.4"))));
        assertTrue(identity("http", URL_HOST, 80, wish -> wish.tls = Wishes.tls("x"))
                .serves(identity("http", URL_HOST, 80, wish -> {})));
    }

    @Test
    void destinationIsWhatIsReallyDialled() throws Exception {
        assertEquals("a.test:443", https(wish -> {}).destination());
        assertEquals(
                "b.test:444",
                https(wish -> wish.connectTo = List.of("::b.test:444")).destination());
        assertEquals("unix:/s", https(wish -> wish.unixPath = "/s").destination());
    }

    private static Arguments row(String what, Consumer<Wishes> change) {
        return Arguments.of(what, change);
    }

    private static ConnectionIdentity https(Consumer<Wishes> change) throws TransferException {
        return identity("https", URL_HOST, 443, change);
    }

    private static ConnectionIdentity identity(String scheme, String host, int port, Consumer<Wishes> change)
            throws TransferException {
        Wishes wishes = new Wishes();
        wishes.tls = tls(true, true, "ca", null, 0, 0, null, null, null, "h");
        change.accept(wishes);
        ConnectOptions options = wishes.options();
        return ConnectionIdentity.of(Peer.of(scheme, host, port, options), options);
    }

    private static TlsSettings tls(
            boolean peer,
            boolean host,
            @Nullable String ca,
            @Nullable String certificate,
            int min,
            int max,
            @Nullable String ciphers,
            @Nullable String ciphers13,
            @Nullable String pin,
            String alpn) {
        TlsSettings.KeyMaterial material =
                certificate == null ? null : new TlsSettings.KeyMaterial(certificate, null, "PEM", null);
        return new TlsSettings(
                Wishes.tls(peer, host, ca, pin).trust(),
                material,
                null,
                min,
                max,
                ciphers,
                ciphers13,
                List.of(alpn),
                true,
                false,
                false);
    }
}
