package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection serves only those transfers that would have made the same one. */
class IdentityTest {
    private static final String SECURE = "https://example.test/";
    private static final String NTLM_CHALLENGE =
            "NTLM TlRMTVNTUAACAAAAAgACADAAAACGggEAc51AYVDgyNcAAAAAAAAAAG4AbgAyAAAAQ0MCAAQAQwBDAAEAEgBFAEwASQBTAEEAQgBFAFQA"
                    + "SAAEABgAYwBjAC4AaQBjAGUAZABlAHYALgBuAHUAAwAsAGUAbABpAHMAYQBiAGUAdABoAC4AYwBjAC4AaQBjAGUAZABlAHYALgBuAHUA"
                    + "AAAAAA==";

    @TempDir
    static Path folder;

    private record Change(String name, Consumer<SimCall> act) {
        static <T> Change of(EasyOption<T> option, T value) {
            return new Change(option.name(), call -> call.set(option, value));
        }

        Change and(Consumer<SimCall> more) {
            return new Change(name, act.andThen(more));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> clientIdentities() {
        Consumer<SimCall> key = call ->
                call.set(EasyOption.SSLKEY, TestCertificates.file("client.key").toString());
        return List.of(
                Change.of(
                                EasyOption.SSLCERT,
                                TestCertificates.file("client.pem").toString())
                        .and(key),
                Change.of(
                                EasyOption.SSLCERT,
                                TestCertificates.file("client.pem").toString())
                        .and(call -> call.set(
                                        EasyOption.SSLKEY,
                                        TestCertificates.file("client-encrypted.key")
                                                .toString())
                                .set(EasyOption.KEYPASSWD, "secret")),
                Change.of(EasyOption.SSLKEY, TestCertificates.file("client.key").toString()));
    }

    static List<Change> trusts() {
        return List.of(
                Change.of(EasyOption.SSL_VERIFYPEER, false),
                Change.of(EasyOption.SSL_VERIFYHOST, 0L),
                Change.of(EasyOption.CAINFO, copyOfAuthority("another.pem")),
                Change.of(EasyOption.CAPATH, folder.toString()),
                Change.of(
                        EasyOption.PINNEDPUBLICKEY,
                        TestCertificates.file("server-public.pem").toString()),
                Change.of(EasyOption.ISSUERCERT, TestCertificates.caFile().toString()));
    }

    static List<Change> handshakes() {
        return List.of(
                Change.of(EasyOption.SSLVERSION, 6L),
                Change.of(EasyOption.SSL_CIPHER_LIST, "ECDHE-ECDSA-AES128-GCM-SHA256"),
                Change.of(EasyOption.TLS13_CIPHERS, "TLS_AES_256_GCM_SHA384"),
                Change.of(EasyOption.SSL_ENABLE_ALPN, false));
    }

    @ParameterizedTest
    @Tag("T089")
    @MethodSource("clientIdentities")
    void anotherClientIsAnotherConnection(Change change) {
        assertSeparate(change);
    }

    @ParameterizedTest
    @Tag("T090")
    @MethodSource("trusts")
    void otherTrustIsAnotherConnection(Change change) {
        assertSeparate(change);
    }

    @ParameterizedTest
    @Tag("T091")
    @MethodSource("handshakes")
    void anotherHandshakeIsAnotherConnection(Change change) {
        assertSeparate(change);
    }

    @Test
    @Tag("T092")
    void namesOfFilesAreComparedWithCase() {
        String upper = copyOfAuthority("A.pem");
        assertSeparate(new Change("case", call -> call.set(EasyOption.CAINFO, upper)), copyOfAuthority("a.pem"));
    }

    /** In both directions: the first kind, the changed one, the first once more, the changed once more. */
    private static void assertSeparate(Change change) {
        assertSeparate(change, TestCertificates.caFile().toString());
    }

    private static void assertSeparate(Change change, String authority) {
        try (SimHarness sim = new SimHarness()) {
            TlsServer server = TlsServer.at(sim, "example.test");
            for (int i = 0; i < 4; i++) {
                SimCall call = sim.call(SECURE).set(EasyOption.CAINFO, authority);
                if (i % 2 == 1) {
                    change.act().accept(call);
                }
                sim.add(call);
                sim.runUntilDone();
                boolean refused = call.result() != ResultCode.OK;
                if (refused) {
                    // What the options say cannot be had: then at least nobody else's connection was taken.
                    assertEquals(1, server.heads.size(), () -> call.message().toString());
                    return;
                }
                assertEquals(Math.min(i + 1, 2), server.sessions.size(), () -> change + "\n" + sim.traceText());
            }
            assertEquals(4, server.heads.size());
        }
    }

    static List<Change> proxies() {
        return List.of(
                Change.of(EasyOption.PROXY, "http://other.test:3128"),
                Change.of(EasyOption.PROXY, "http://proxy.test:3129"),
                Change.of(EasyOption.PROXY, ""),
                Change.of(EasyOption.NOPROXY, "a.test"),
                Change.of(EasyOption.PROXYUSERPWD, "user2:secret"),
                Change.of(EasyOption.PROXYUSERPWD, "user:Secret"),
                Change.of(EasyOption.PROXYUSERPWD, "user"));
    }

    @ParameterizedTest
    @Tag("T095")
    @MethodSource("proxies")
    void anotherProxyIsAnotherTunnel(Change change) {
        try (SimHarness sim = new SimHarness()) {
            for (int port : new int[] {3128, 3129}) {
                tunnel(sim.server(port == 3128 ? "proxy.test" : "unused.test", port));
            }
            tunnel(sim.server("other.test", 3128));
            tunnel(sim.serverAt("10.0.0.1", 3129));
            tunnel(sim.server("a.test"));
            for (int i = 0; i < 4; i++) {
                SimCall call = tunnelled(sim, "user:secret");
                if (i % 2 == 1) {
                    change.act().accept(call);
                }
                sim.add(call);
                sim.runUntilDone();
                assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
                assertEquals(Math.min(i + 1, 2), sim.network().sockets().size(), change::toString);
            }
        }
    }

    @Test
    @Tag("T095")
    void aForwardedRequestIsNotSentThroughATunnel() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = tunnel(sim.server("proxy.test", 3128));
            sim.add(tunnelled(sim, "user:secret"));
            sim.runUntilDone();
            sim.add(tunnelled(sim, "user:secret").set(EasyOption.HTTPPROXYTUNNEL, false));
            sim.runUntilDone();
            assertEquals(2, proxy.peers().size());
            assertEquals("http://a.test/", proxy.request(2).target());
        }
    }

    private static SimCall tunnelled(SimHarness sim, String user) {
        return sim.call(Answers.URL)
                .set(EasyOption.PROXY, "http://proxy.test:3128")
                .set(EasyOption.PROXYUSERPWD, user)
                .set(EasyOption.HTTPPROXYTUNNEL, true);
    }

    private static SimServer tunnel(SimServer server) {
        return server.answer(request ->
                request.method().equals("CONNECT") ? SimReply.raw("HTTP/1.1 200 OK\r\n\r\n") : SimReply.ok("fine"));
    }

    @ParameterizedTest
    @Tag("T096")
    @Tag("T097")
    @CsvSource({
        "user2:secret, NTLM",
        "user:Secret, NTLM",
        "user, NTLM",
        ", NTLM",
        ", BASIC",
        "user:secret, BASIC",
        "user:secret, DIGEST",
    })
    void aConnectionWithNtlmBelongsToItsUser(@Nullable String user, String scheme) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> {
                String field = request.field("Authorization");
                if (field != null && field.startsWith("NTLM TlRMTVNTUAAB")) {
                    return SimReply.status(401, new byte[0], "WWW-Authenticate: " + NTLM_CHALLENGE);
                }
                return SimReply.ok("for " + request.peer().index());
            });
            SimCall owner = sim.add(authenticated(sim, "user:secret", HttpAuth.NTLM));
            sim.runUntilDone();
            assertEquals("for 0", owner.body(), () -> owner.message().toString());
            long bit =
                    scheme.equals("NTLM") ? HttpAuth.NTLM : scheme.equals("BASIC") ? HttpAuth.BASIC : HttpAuth.DIGEST;
            SimCall stranger = sim.add(authenticated(sim, user, bit));
            sim.runUntilDone();
            assertNotEquals("for 0", stranger.body());
            assertEquals(2, server.peers().size());
            SimCall again = sim.add(authenticated(sim, "user:secret", HttpAuth.NTLM));
            sim.runUntilDone();
            assertEquals("for 0", again.body(), "It is still its owner's.");
            assertEquals(2, server.peers().size());
        }
    }

    private static SimCall authenticated(SimHarness sim, @Nullable String user, long scheme) {
        return sim.call(Answers.URL).set(EasyOption.USERPWD, user).set(EasyOption.HTTPAUTH, scheme);
    }

    private static String copyOfAuthority(String name) {
        try {
            Path copy = folder.resolve(name);
            if (!Files.exists(copy)) {
                Files.copy(TestCertificates.caFile(), copy);
            }
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
