package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NTLM: who the user is belongs to a connection and to an origin, and to nobody else who passes by. */
class ConnectionBoundLoginTest {
    private static final String PROXY = "http://proxy.test:3128";
    private static final String TYPE_1 = "TlRMTVNTUAAB";
    private static final String TYPE_3 = "TlRMTVNTUAAD";
    private static final String ELSEWHERE = "http://a.test:9090/";

    /** Asks each connection for itself, and answers {@code then} once it knows who speaks. */
    private static SimReply ntlm(SimRequest request, SimReply then) {
        String said = request.field("Authorization");
        if (said == null) {
            return asks("NTLM");
        }
        return said.contains(TYPE_1) ? asks("NTLM " + type2()) : then;
    }

    private static SimReply asks(String challenge) {
        return SimReply.status(401, new byte[0], "WWW-Authenticate: " + challenge);
    }

    private static String type2() {
        ByteBuffer message = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        message.put("NTLMSSP\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(2).putLong(0);
        message.putInt(1).putLong(0x0123456789ABCDEFL);
        return Base64.getEncoder().encodeToString(message.array());
    }

    private static SimCall call(SimHarness sim, String url) {
        return Redirects.following(sim, url)
                .set(EasyOption.USERPWD, "user:s3cret")
                .set(EasyOption.HTTPAUTH, HttpAuth.NTLM);
    }

    @Test
    @Tag("T019")
    void aHandshakeRunsOnOneConnectionAndIsOverThen() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request ->
                            request.target().equals("/in") ? SimReply.ok("in") : ntlm(request, Redirects.to("/in")));
            SimCall call = sim.add(call(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals("in", call.body(), sim::traceText);
            assertEquals(1, server.peers().size());
            assertTrue(String.valueOf(server.request(1).field("Authorization")).contains(TYPE_3));
            assertNull(server.request(2).field("Authorization"), "The connection is known.");
        }
    }

    @Test
    @Tag("T019")
    void anotherPortBehindTheSameProxyHearsNothingOfTheHandshake() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128)
                    .answer(request -> request.target().startsWith(ELSEWHERE)
                            ? SimReply.ok("elsewhere")
                            : ntlm(request, Redirects.to(ELSEWHERE)));
            SimCall call = sim.add(call(sim, Answers.URL).set(EasyOption.PROXY, PROXY));
            sim.runUntilDone();
            assertEquals("elsewhere", call.body(), sim::traceText);
            SimRequest last = proxy.request(proxy.requests().size() - 1);
            assertEquals(ELSEWHERE, last.target());
            assertNull(last.field("Authorization"));
        }
    }

    /** If it may hear who the user is, then by a handshake of its own, from the first message on. */
    @Test
    @Tag("T019")
    void anotherPortThatIsTrustedGetsAHandshakeOfItsOwn() {
        try (SimHarness sim = new SimHarness()) {
            SimServer proxy = sim.server("proxy.test", 3128)
                    .answer(request -> ntlm(
                            request,
                            request.target().startsWith(ELSEWHERE)
                                    ? SimReply.ok("elsewhere")
                                    : Redirects.to(ELSEWHERE)));
            SimCall call = sim.add(
                    call(sim, Answers.URL).set(EasyOption.PROXY, PROXY).set(EasyOption.UNRESTRICTED_AUTH, true));
            sim.runUntilDone();
            assertEquals("elsewhere", call.body(), sim::traceText);
            List<String> said = proxy.requests().stream()
                    .filter(request -> request.target().startsWith(ELSEWHERE))
                    .map(request -> String.valueOf(request.field("Authorization")))
                    .toList();
            assertTrue(said.get(0).contains(TYPE_1), said::toString);
            assertTrue(said.get(said.size() - 1).contains(TYPE_3), said::toString);
        }
    }

    @Test
    @Tag("T019")
    void nobodyElseGetsTheConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> ntlm(request, SimReply.ok("in")));
            for (String user : List.of("user:s3cret", "other:s3cret", "user:else", "user:s3cret")) {
                sim.add(call(sim, Answers.URL).set(EasyOption.USERPWD, user));
                sim.runUntilDone();
            }
            SimCall nobody = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("", nobody.body());
            assertEquals(4, server.peers().size());
            List<SimRequest> requests = server.requests();
            assertSame(
                    requests.get(0).peer(), requests.get(requests.size() - 2).peer(), "The same user uses it again.");
            assertNotEquals(
                    requests.get(0).peer(), requests.get(requests.size() - 1).peer());
        }
    }

    @Test
    @Tag("T103")
    void aLoginThatItsConnectionForgotBeginsAnew() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> ntlm(request, SimReply.ok("in")));
            SimCall first = sim.add(call(sim, Answers.URL));
            sim.runUntilDone();
            SimCall second = sim.add(call(sim, Answers.URL));
            server.peer(0).resetAtOnce();
            sim.runUntilDone();
            assertEquals("in", first.body());
            assertEquals("in", second.body(), () -> second.message() + "\n" + sim.traceText());
            assertEquals(2, server.peers().size());
            SimRequest fresh = server.requests().stream()
                    .filter(request -> request.peer() == server.peer(1))
                    .findFirst()
                    .orElseThrow();
            assertTrue(String.valueOf(fresh.field("Authorization")).contains(TYPE_1), fresh::head);
        }
    }

    /** A redirect to a pooled connection that died is tried on another, credentials, body and all. */
    @ParameterizedTest
    @Tag("T103")
    @ValueSource(booleans = {true, false})
    void aLegOnADeadConnectionIsMadeAgainAsItWas(boolean streamed) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(307, "http://b.test/"));
            SimServer other = sim.server("b.test")
                    .answer(request ->
                            request.target().equals("/warm") || request.peer().index() > 0
                                    ? SimReply.ok("other")
                                    : SimReply.nothing().close());
            sim.get("http://b.test/warm");
            sim.runUntilDone();
            SimCall call = Redirects.following(sim, Answers.URL)
                    .set(EasyOption.USERPWD, "user:s3cret")
                    .set(EasyOption.COOKIE, "sid=s3cret");
            int[] position = new int[1];
            if (streamed) {
                call.set(EasyOption.POST, true)
                        .set(EasyOption.POSTFIELDSIZE_LARGE, 4L)
                        .set(EasyOption.READFUNCTION, (easy, destination) -> {
                            int count = 4 - position[0];
                            destination.put("body".substring(position[0]).getBytes(StandardCharsets.ISO_8859_1));
                            position[0] = 4;
                            return count;
                        })
                        .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                            position[0] = (int) offset;
                            return SeekResult.OK;
                        });
            } else {
                call.set(EasyOption.POSTFIELDS, "body".getBytes(StandardCharsets.ISO_8859_1));
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), sim::traceText);
            assertEquals("other", call.body());
            assertEquals(3, other.requests().size());
            assertEquals("body", other.request(2).bodyText());
            assertEquals(other.request(1).head(), other.request(2).head());
            Redirects.without(other, "authorization", "cookie");
        }
    }

    @Test
    @Tag("T103")
    void theAnswerToAChallengeIsSentOnAnotherConnectionIfItsOwnDied() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> {
                boolean answers = request.field("Authorization") != null;
                if (!answers) {
                    return asks("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
                }
                return request.isFirst()
                        ? SimReply.ok("in")
                        : SimReply.nothing().close();
            });
            SimCall call = sim.add(call(sim, Answers.URL)
                    .set(EasyOption.HTTPAUTH, HttpAuth.DIGEST)
                    .set(EasyOption.POSTFIELDS, "body".getBytes(StandardCharsets.ISO_8859_1)));
            sim.runUntilDone();
            assertEquals("in", call.body(), () -> call.message() + "\n" + sim.traceText());
            SimRequest last = server.request(server.requests().size() - 1);
            assertEquals("body", last.bodyText());
            assertTrue(String.valueOf(last.field("Authorization")).startsWith("Digest "));
        }
    }
}
