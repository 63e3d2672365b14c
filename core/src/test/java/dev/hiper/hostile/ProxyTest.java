package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimReply.Cut;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HTTP proxy is told, what the origin is told, and whose word counts for what. */
class ProxyTest {
    private static final String PROXY = "http://proxy.test:3128";
    private static final SimReply OPEN = SimReply.raw("HTTP/1.1 200 Connection established\r\n\r\n");
    private static final String OPENED = "HTTP/1.1 200 Connection established\r\n\r\n";
    private static final String NTLM_CHALLENGE =
            "NTLM TlRMTVNTUAACAAAAAgACADAAAACGggEAc51AYVDgyNcAAAAAAAAAAG4AbgAyAAAAQ0MCAAQAQwBDAAEAEgBFAEwASQBTAEEAQgBFAFQA"
                    + "SAAEABgAYwBjAC4AaQBjAGUAZABlAHYALgBuAHUAAwAsAGUAbABpAHMAYQBiAGUAdABoAC4AYwBjAC4AaQBjAGUAZABlAHYALgBuAHUA"
                    + "AAAAAA==";

    @Test
    @Tag("T128")
    void aServerThatIsAskedDirectlySeesNothingForTheProxy() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = proxy(sim);
            SimServer origin = sim.server("a.test").reply(SimReply.ok("direct"));
            SimCall call = sim.add(proxied(sim.call(Answers.URL)));
            sim.runUntilDone();
            assertEquals("Basic dXNlcjpzZWNyZXQ=", proxy.request(0).field("Proxy-Authorization"));
            assertEquals("1", proxy.request(0).field("X-For-Proxy"));
            sim.remove(call);
            sim.add(call.forget().set(EasyOption.PROXY, ""));
            sim.runUntilDone();
            assertEquals("direct", call.body());
            assertNothingForTheProxy(origin.request(0).head());
            assertEquals(0L, call.easy().info(EasyInfo.USED_PROXY));
        }
    }

    @Test
    @Tag("T128")
    void theOtherEndOfATunnelSeesNothingForTheProxy() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128).reply(OPEN, SimReply.ok("through"));
            SimCall call = sim.add(proxied(sim.call(Answers.URL)).set(EasyOption.HTTPPROXYTUNNEL, true));
            sim.runUntilDone();
            assertEquals("through", call.body());
            assertEquals(
                    head(
                            "CONNECT a.test:80 HTTP/1.1",
                            "Host: a.test:80",
                            "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=",
                            "Proxy-Connection: Keep-Alive",
                            "X-For-Proxy: 1"),
                    proxy.request(0).head());
            assertEquals(
                    "GET / HTTP/1.1\r\nHost: a.test\r\nAccept: */*\r\n\r\n",
                    proxy.request(1).head());
        }
    }

    @Test
    @Tag("T128")
    void theOtherEndOfATlsTunnelSeesNothingForTheProxy() {
        try (SimHarness sim = new SimHarness()) {
            TlsServer both = new TlsServer(sim, sim.server("proxy.test", 3128)).tunnel(head -> OPENED);
            SimCall call = sim.add(proxied(trusting(sim.call("https://a.test/"))));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            assertTrue(both.tunnelHeads.get(0).contains("Proxy-Authorization: Basic"));
            assertNothingForTheProxy(both.heads.get(0));
        }
    }

    @ParameterizedTest
    @Tag("T128")
    @ValueSource(booleans = {true, false})
    void aRedirectPastTheProxyLeavesItsSecretsBehind(boolean unrestricted) {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128)
                    .reply(SimReply.status(302, new byte[0], "Location: http://inside.test/"));
            SimServer inside = sim.server("inside.test").reply(SimReply.ok("inside"));
            SimCall call = proxied(sim.call(Answers.URL))
                    .set(EasyOption.NOPROXY, "inside.test")
                    .set(EasyOption.UNRESTRICTED_AUTH, unrestricted)
                    .set(EasyOption.FOLLOWLOCATION, 1L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("inside", call.body());
            assertEquals(1, proxy.requests().size());
            assertEquals("/", inside.request(0).target());
            assertNothingForTheProxy(inside.request(0).head());
        }
    }

    @Test
    @Tag("T129")
    void theProxySeesNothingForTheOtherEndOfTheTunnel() {
        try (SimHarness sim = new SimHarness()) {
            TlsServer both = new TlsServer(sim, sim.server("proxy.test", 3128)).tunnel(head -> OPENED);
            SimCall call = trusting(sim.call("https://u:p@a.test/path?query"))
                    .set(EasyOption.PROXY, PROXY)
                    .set(EasyOption.HTTPHEADER, List.of("X-Api-Key: key", "Cookie: line=1", "Authorization: own"))
                    .set(EasyOption.COOKIE, "option=1")
                    .set(EasyOption.COOKIELIST, "Set-Cookie: jar=1; domain=a.test")
                    .set(EasyOption.REFERER, "http://referer.test/")
                    .set(EasyOption.ACCEPT_ENCODING, "")
                    .set(EasyOption.RANGE, "1-2")
                    .set(EasyOption.USERAGENT, "agent");
            sim.add(call);
            sim.runUntilDone();
            assertEquals(
                    List.of(head(
                            "CONNECT a.test:443 HTTP/1.1",
                            "Host: a.test:443",
                            "User-Agent: agent",
                            "Proxy-Connection: Keep-Alive")),
                    both.tunnelHeads);
            for (String secret : List.of("X-Api-Key: key", "line=1", "jar=1", "Authorization: own")) {
                assertTrue(both.heads.get(0).contains(secret), secret);
            }
        }
    }

    /** Whoever switches the separation off wants the proxy to see all of it. */
    @Test
    @Tag("T129")
    void withoutSeparationTheProxyIsToldTheApplicationsLines() {
        try (SimHarness sim = new SimHarness()) {
            TlsServer both = new TlsServer(sim, sim.server("proxy.test", 3128)).tunnel(head -> OPENED);
            SimCall call = proxied(trusting(sim.call("https://a.test/")))
                    .set(EasyOption.HEADEROPT, 0L)
                    .set(EasyOption.COOKIE, "option=1")
                    .set(EasyOption.HTTPHEADER, List.of("X-For-Both: 1"));
            sim.add(call);
            sim.runUntilDone();
            String connect = both.tunnelHeads.get(0);
            assertTrue(connect.contains("X-For-Both: 1") && !connect.contains("X-For-Proxy"), connect);
            assertFalse(connect.contains("option=1"), connect);
            assertTrue(both.heads.get(0).contains("X-For-Both: 1"));
        }
    }

    @Test
    @Tag("T130")
    void aProxyThatPosesAsTheOriginGetsNoRequest() {
        try (SimHarness sim = new SimHarness()) {
            TlsServer liar = new TlsServer(sim, sim.server("proxy.test", 3128))
                    .certificate("other")
                    .tunnel(head -> OPENED);
            SimCall call = sim.add(trusting(sim.call("https://a.test/")).set(EasyOption.PROXY, PROXY));
            sim.runUntilDone();
            assertEquals(ResultCode.PEER_FAILED_VERIFICATION, call.result());
            assertEquals(List.of(), liar.heads);
            assertNoRequestInClear(liar.sessions.get(0).peer.receivedText(), liar.tunnelHeads.get(0));
        }
    }

    @Test
    @Tag("T130")
    void tlsBeginsInTheTunnelWhateverTheProxySays() {
        try (SimHarness sim = new SimHarness()) {
            SimServer liar = sim.server("proxy.test", 3128).raw().onAccept(peer -> sim.network()
                    .afterMillis(3, () -> peer.send(OPENED + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake")));
            SimCall call = sim.add(trusting(sim.call("https://a.test/")).set(EasyOption.PROXY, PROXY));
            sim.runUntilDone();
            assertEquals(ResultCode.SSL_CONNECT_ERROR, call.result(), () -> call.message()
                    .toString());
            assertEquals("", call.body());
            assertNoRequestInClear(liar.peer(0).receivedText(), "CONNECT a.test:443");
        }
    }

    @Test
    @Tag("T130")
    void theTunnelOfAnHttpsProxyCarriesTlsOnceMore() {
        try (SimHarness sim = new SimHarness()) {
            TlsServer proxy = new TlsServer(sim, sim.server("b.test", 8443)).answer(OPENED);
            SimCall call = sim.call("https://a.test/")
                    .set(EasyOption.PROXY, "https://b.test:8443")
                    .set(EasyOption.PROXY_CAINFO, TestCertificates.caFile().toString())
                    .set(EasyOption.CONNECTTIMEOUT_MS, 500L);
            sim.add(call);
            sim.runUntilDone();
            assertFalse(call.result() == ResultCode.OK);
            assertTrue(proxy.heads.get(0).startsWith("CONNECT a.test:443 "));
            String behind =
                    proxy.sessions.get(0).text().substring(proxy.heads.get(0).length());
            assertEquals(0x16, behind.charAt(0), "A handshake begins in the tunnel.");
            assertFalse(behind.contains("HTTP/1.1"));
        }
    }

    @ParameterizedTest
    @Tag("T131")
    @CsvSource({
        "other, false, PEER_FAILED_VERIFICATION",
        "other, true, OK",
        "server, false, OK",
        "self-signed, false, PEER_FAILED_VERIFICATION",
    })
    void tlsToTheProxyIsVerifiedByItsOwnOptions(String certificate, boolean trusting, ResultCode expected) {
        try (SimHarness sim = new SimHarness()) {
            TlsServer proxy = new TlsServer(sim, sim.server("b.test", 8443)).certificate(certificate);
            SimCall call = sim.call(Answers.URL)
                    .set(EasyOption.PROXY, "https://user:secret@b.test:8443")
                    .set(EasyOption.PROXY_CAINFO, TestCertificates.caFile().toString())
                    .set(EasyOption.SSL_VERIFYPEER, false)
                    .set(EasyOption.SSL_VERIFYHOST, 0L);
            if (trusting) {
                call.set(EasyOption.PROXY_SSL_VERIFYPEER, false).set(EasyOption.PROXY_SSL_VERIFYHOST, 0L);
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(expected, call.result(), () -> call.message().toString());
            assertEquals(expected == ResultCode.OK ? 1 : 0, proxy.heads.size());
        }
    }

    @Test
    @Tag("T132")
    void credentialsThatAreTakenBackAreGone() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = proxy(sim);
            SimCall call = sim.add(proxied(sim.call(Answers.URL)));
            sim.runUntilDone();
            for (int i = 0; i < 2; i++) {
                sim.remove(call);
                if (i == 0) {
                    call.set(EasyOption.PROXYUSERPWD, null);
                } else {
                    call.set(EasyOption.PROXYUSERNAME, "user").set(EasyOption.PROXYPASSWORD, "secret");
                    call.set(EasyOption.PROXYUSERNAME, null).set(EasyOption.PROXYPASSWORD, null);
                }
                sim.add(call.forget());
                sim.runUntilDone();
                assertNull(proxy.request(i + 1).field("Proxy-Authorization"));
            }
        }
    }

    @ParameterizedTest
    @Tag("T133")
    @ValueSource(ints = {302, 401, 403, 407, 502})
    void aRefusedTunnelIsNoAnswerOfTheOrigin(int status) {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128)
                    .reply(SimReply.status(
                            status,
                            "phish".getBytes(StandardCharsets.ISO_8859_1),
                            "Location: http://evil.test/",
                            "Set-Cookie: sid=tossed",
                            "WWW-Authenticate: Basic realm=\"bank\"",
                            "Strict-Transport-Security: max-age=600",
                            "Alt-Svc: h1=\"evil.test:443\""));
            SimServer evil = sim.server("evil.test");
            SimCall call = trusting(sim.call("https://a.test/"))
                    .set(EasyOption.PROXY, PROXY)
                    .set(EasyOption.USERPWD, "bank:secret")
                    .set(EasyOption.HTTPAUTH, HttpAuth.ANY)
                    .set(EasyOption.COOKIEFILE, "")
                    .set(EasyOption.HSTS_CTRL, 1L)
                    .set(EasyOption.ALTSVC_CTRL, 8L)
                    .set(EasyOption.FOLLOWLOCATION, 1L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.COULDNT_CONNECT, call.result(), () -> call.message()
                    .toString());
            assertEquals((long) status, call.easy().info(EasyInfo.HTTP_CONNECTCODE));
            assertEquals(0L, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertEquals("", call.body());
            assertEquals(List.of(), call.easy().info(EasyInfo.COOKIELIST));
            assertEquals(1, proxy.requests().size());
            assertEquals(0, evil.peers().size());
            assertFalse(proxy.peer(0).receivedText().contains("YmFuaz"), "The password of the origin stays here.");
            sim.remove(call);
            sim.server("a.test.", 80).reply(SimReply.ok("plain"));
            sim.add(call.forget().set(EasyOption.URL, "http://a.test./").set(EasyOption.PROXY, ""));
            sim.runUntilDone();
            assertEquals("plain", call.body(), "No HSTS was learned.");
        }
    }

    @Test
    @Tag("T134")
    void theHeadOfAnAnswerToConnectIsBounded() {
        assertTunnelRefused("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n");
        assertTunnelRefused("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(30_000));
        assertTunnelRefused("HTTP/1.1 200 OK\r\n" + ("X: " + "x".repeat(4000) + "\r\n").repeat(100));
        assertTunnelRefused("HTTP/1.1 103 Early\r\nX: y\r\n\r\n".repeat(100_000));
    }

    @ParameterizedTest
    @Tag("T134")
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: 99999999999", "X-No-Length: 1"})
    void theBodyOfAnAnswerToConnectIsBounded(String framing) {
        try (SimHarness sim = new SimHarness()) {
            String block = framing.contains("chunked") ? "1000\r\n" + "x".repeat(0x1000) + "\r\n" : "x".repeat(0x1000);
            SimServer proxy = sim.server("proxy.test", 3128).answer(request -> SimReply.raw(
                            "HTTP/1.1 407 Who\r\nProxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n" + framing
                                    + "\r\n\r\n" + block.repeat(1024))
                    .stall());
            SimCall call = trusting(sim.call("https://a.test/"))
                    .set(EasyOption.PROXY, PROXY)
                    .set(EasyOption.PROXYUSERPWD, "user:secret")
                    .set(EasyOption.PROXYAUTH, HttpAuth.DIGEST)
                    .set(EasyOption.CONNECTTIMEOUT_MS, 60_000L);
            sim.add(call);
            sim.runUntilDone();
            assertFalse(call.result() == ResultCode.OK || call.result() == ResultCode.OPERATION_TIMEDOUT);
            assertTrue(sim.clock().elapsedMillis() < 60_000, "It did not wait for the end of the body.");
            assertFalse(proxy.peer(0).socket().isOpen());
        }
    }

    @Test
    @Tag("T135")
    void theConnectTimeLimitCoversTheTunnel() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("proxy.test", 3128)
                    .reply(SimReply.raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(2000) + "\r\n\r\n")
                            .cut(Cut.BYTES));
            SimCall call = trusting(sim.call("https://a.test/"))
                    .set(EasyOption.PROXY, PROXY)
                    .set(EasyOption.CONNECTTIMEOUT_MS, 300L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
            Answers.assertNear(300, sim.clock().elapsedMillis(), 5);
            assertEquals(0, sim.network().openSockets());
        }
    }

    @ParameterizedTest
    @Tag("T136")
    @ValueSource(
            strings = {
                "Connection: close|Content-Length: 4",
                "Proxy-Connection: close|Content-Length: 4",
                "X: no length",
                "Content-Length: 4"
            })
    void aChallengeIsAnsweredWhereTheConnectionIsStillGood(String fields) {
        boolean kept = fields.equals("Content-Length: 4");
        try (SimHarness sim = new SimHarness()) {
            SimReply challenge =
                    Answers.head("407 Who", "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"|" + fields, "body");
            SimServer proxy = sim.server("proxy.test", 3128)
                    .reply(kept ? challenge : challenge.close(), OPEN, SimReply.ok("through"));
            SimCall call = sim.add(proxied(sim.call(Answers.URL))
                    .set(EasyOption.PROXYAUTH, HttpAuth.DIGEST)
                    .set(EasyOption.HTTPPROXYTUNNEL, true));
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
            assertEquals(kept ? 1 : 2, proxy.peers().size());
            assertTrue(String.valueOf(proxy.request(1).field("Proxy-Authorization"))
                    .startsWith("Digest "));
            assertNothingForTheProxy(proxy.request(2).head());
        }
    }

    @Test
    @Tag("T136")
    void ntlmWithTheProxyStaysOnOneConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128)
                    .reply(
                            Answers.head("407 Who", "Proxy-Authenticate: " + NTLM_CHALLENGE + "|Content-Length: 0", ""),
                            OPEN,
                            SimReply.ok("through"));
            SimCall call = sim.add(ntlm(sim));
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
            assertEquals(1, proxy.peers().size());
            assertEquals(
                    List.of(1, 3),
                    proxy.requests().stream().limit(2).map(ProxyTest::ntlmType).toList());
        }
    }

    @Test
    @Tag("T136")
    void ntlmIsNotContinuedOnAnotherConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimReply challenge = Answers.head(
                    "407 Who", "Proxy-Authenticate: " + NTLM_CHALLENGE + "|Connection: close|Content-Length: 0", "");
            SimServer proxy = sim.server("proxy.test", 3128).reply(challenge.close());
            SimCall call = sim.add(ntlm(sim));
            sim.runUntilDone();
            assertEquals("", call.body());
            assertFalse(call.result() == ResultCode.OK);
            proxy.requests().forEach(request -> assertEquals(1, ntlmType(request), request.head()));
        }
    }

    @ParameterizedTest
    @Tag("T141")
    @CsvSource(
            value = {
                "a.test | http://a.test/ | true",
                ".a.test | http://a.test/ | true",
                "a.test | http://www.a.test/ | true",
                "A.TEST. | http://a.test/ | true",
                "a.test | http://A.Test./ | true",
                "b.test ,  a.test | http://a.test/ | true",
                "* | http://a.test/ | true",
                "10.0.0.0/8 | http://10.9.9.9/ | true",
                "::1 | http://[::1]/ | true",
                "[::1] | http://[::1]/ | true",
                "127.0.0.1 | http://0x7f.1/ | true",
                "a.test | http://nota.test/ | false",
                "a.test | http://a.test.evil.test/ | false",
                "*.a.test | http://www.a.test/ | false",
                "10.0.0.0/8 | http://11.0.0.1/ | false",
                "10.0.0.0/8 | http://10.evil.test/ | false",
                "test.a | http://a.test/ | false",
                "0.0.1 | http://127.0.0.1/ | false",
            },
            delimiter = '|')
    void onlyWhatIsListedGoesPastTheProxy(String list, String url, boolean direct) {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = proxy(sim);
            SimCall call = sim.call(url).set(EasyOption.PROXY, PROXY).set(EasyOption.NOPROXY, list);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(direct ? 0 : 1, proxy.requests().size());
            assertEquals(direct, call.result() != ResultCode.OK, "Nobody is there.");
            assertEquals(direct ? 0L : 1L, call.easy().info(EasyInfo.USED_PROXY));
        }
    }

    @ParameterizedTest
    @Tag("T143")
    @CsvSource({
        "http://user:pw@a.test/p?q#f, http://a.test/p?q, a.test",
        "http://A.test, http://a.test/, a.test",
        "http://a.test:80/, http://a.test/, a.test",
        "http://a.test:8080/?x, http://a.test:8080/?x, a.test:8080",
        "http://[::1]:81/, http://[::1]:81/, [::1]:81",
    })
    void theTargetForAProxyHasNoSecrets(String url, String target, String host) {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = proxy(sim);
            sim.add(sim.call(url).set(EasyOption.PROXY, PROXY));
            sim.runUntilDone();
            SimRequest request = proxy.request(0);
            assertTrue(target.equalsIgnoreCase(request.target()), request.target());
            assertTrue(host.equalsIgnoreCase(String.valueOf(request.field("Host"))), request.head());
        }
    }

    private static void assertTunnelRefused(String answer) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("proxy.test", 3128).reply(SimReply.raw(answer).stall());
            SimCall call = sim.add(trusting(sim.call("https://a.test/")).set(EasyOption.PROXY, PROXY));
            sim.runUntilDone();
            assertTrue(Set.of(ResultCode.TOO_LARGE, ResultCode.RECV_ERROR).contains(call.result()), () -> call.message()
                    .toString());
            assertEquals(0, sim.network().openSockets());
        }
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static SimCall ntlm(SimHarness sim) {
        return proxied(sim.call(Answers.URL))
                .set(EasyOption.PROXYAUTH, HttpAuth.NTLM)
                .set(EasyOption.HTTPPROXYTUNNEL, true);
    }

    /** Which of the three messages of NTLM a request has. */
    private static int ntlmType(SimRequest request) {
        String field = String.valueOf(request.field("Proxy-Authorization"));
        return field.startsWith("NTLM TlRMTVNTUAAB") ? 1 : field.startsWith("NTLM TlRMTVNTUAAD") ? 3 : 0;
    }

    private static SimServer proxy(SimHarness sim) {
        return sim.server("proxy.test", 3128).reply(SimReply.ok("by proxy"));
    }

    private static SimCall proxied(SimCall call) {
        return call.set(EasyOption.PROXY, PROXY)
                .set(EasyOption.PROXYUSERPWD, "user:secret")
                .set(EasyOption.PROXYHEADER, List.of("X-For-Proxy: 1"));
    }

    private static SimCall trusting(SimCall call) {
        return call.set(EasyOption.CAINFO, TestCertificates.caFile().toString());
    }

    private static void assertNothingForTheProxy(String head) {
        String plain = head.toLowerCase(Locale.ROOT);
        assertFalse(plain.contains("proxy"), head);
        assertFalse(plain.contains("dxnlcjpzzwnyzxq"), head);
    }

    /** Behind the request for a tunnel there is a handshake, and no request. */
    private static void assertNoRequestInClear(String received, String connect) {
        assertTrue(received.startsWith(connect), received);
        String behind = received.substring(received.indexOf("\r\n\r\n") + 4);
        assertFalse(behind.contains("GET ") || behind.contains("HTTP/1.1"), behind);
    }
}
