package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.InfoType;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask who the user is, again and again, in strange words, or for too little. */
class AuthenticationRoundsTest {
    /** Like libcurl, rounds count as redirects, of which there are 30. */
    private static final int ENOUGH = 31;

    private static final String SECRET = "s3cret";
    /** {@code user:s3cret} as Basic says it. */
    private static final String BASIC = "Basic dXNlcjpzM2NyZXQ=";

    private static final String DIGEST = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256";

    private static SimReply asks(String... challenges) {
        String[] fields = new String[challenges.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = "WWW-Authenticate: " + challenges[i];
        }
        return SimReply.status(401, "no".getBytes(StandardCharsets.ISO_8859_1), fields);
    }

    private static SimCall user(SimHarness sim, long schemes) {
        return sim.call(Answers.URL).set(EasyOption.USERPWD, "user:" + SECRET).set(EasyOption.HTTPAUTH, schemes);
    }

    private static String parameter(SimRequest request, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)")
                .matcher(String.valueOf(request.field("Authorization")));
        assertTrue(found.find(), () -> name + " is not in\n" + request.head());
        return found.group(1);
    }

    @ParameterizedTest
    @Tag("T144")
    @ValueSource(strings = {"Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n1\"", "NTLM", "Unheard of=\"x\""})
    void aServerThatIsNeverContentIsLeft(String challenge) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks(challenge));
            SimCall call = sim.add(user(sim, HttpAuth.ANY));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertEquals("no", call.body());
            assertTrue(server.requests().size() <= 3, () -> server.requests().size() + " rounds");
        }
    }

    @Test
    @Tag("T144")
    void noncesThatAreStaleForEverEnd() {
        try (SimHarness sim = new SimHarness()) {
            int[] nonce = new int[1];
            SimServer server = sim.server("a.test")
                    .answer(request -> asks("Digest realm=\"r\", stale=true, nonce=\"n" + nonce[0]++ + "\""));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST));
            sim.runUntilDone();
            assertEquals(ResultCode.TOO_MANY_REDIRECTS, call.result());
            assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertTrue(
                    server.requests().size() <= ENOUGH, () -> server.requests().size() + " rounds");
        }
    }

    @Test
    @Tag("T144")
    void realmsThatAlternateEnd() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> asks("Digest realm=\"" + request.peer().hashCode() + "\", nonce=\"x\""));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST));
            sim.runUntilDone();
            assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertTrue(server.requests().size() <= 3);
        }
    }

    @Test
    @Tag("T144")
    void roundsAndRedirectsTogetherEnd() {
        try (SimHarness sim = new SimHarness()) {
            int[] nonce = new int[1];
            SimServer server = sim.server("a.test")
                    .answer(request -> request.field("Authorization") == null || nonce[0] % 2 == 0
                            ? asks("Digest realm=\"r\", stale=true, nonce=\"n" + nonce[0]++ + "\"")
                            : Redirects.to("/" + nonce[0]++));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST).set(EasyOption.FOLLOWLOCATION, Redirects.ALL));
            sim.runUntilDone();
            assertTrue(
                    server.requests().size() <= ENOUGH, () -> server.requests().size() + " requests");
            assertEquals(ResultCode.TOO_MANY_REDIRECTS, call.result());
        }
    }

    @ParameterizedTest
    @Tag("T145")
    @CsvSource({
        "2, Basic realm=\"r\"",
        "2, Bearer realm=\"r\"",
        "2, 'Digest realm=\"r\", nonce=\"n\", algorithm=ROT13'",
        "8, Basic realm=\"r\"",
        "64, Basic realm=\"r\""
    })
    void whatWasNotAllowedIsNotSent(long allowed, String challenge) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks(challenge));
            SimCall call = sim.add(user(sim, allowed));
            sim.runUntilDone();
            assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
            Redirects.without(server, BASIC, "Authorization: Basic", SECRET);
        }
    }

    @Test
    @Tag("T145")
    void nothingAllowedMeansNothingSent() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks("Basic realm=\"r\""));
            sim.add(user(sim, HttpAuth.NONE));
            sim.runUntilDone();
            Redirects.without(server, "authorization");
        }
    }

    @Test
    @Tag("T145")
    void theStrongestOnOfferIsTaken() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            asks(
                                    "Basic realm=\"r\", Digest realm=\"r\", nonce=\"n\", algorithm=MD5",
                                    "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256"),
                            SimReply.ok("in"));
            SimCall call = sim.add(user(sim, HttpAuth.ANY));
            sim.runUntilDone();
            assertEquals("in", call.body());
            assertNull(
                    server.request(0).field("Authorization"), "Nothing is told before it is known what is asked for.");
            assertEquals("SHA-256", parameter(server.request(1), "algorithm"));
            assertEquals(HttpAuth.DIGEST, call.easy().info(EasyInfo.HTTPAUTH_USED));
        }
    }

    @ParameterizedTest
    @Tag("T146")
    @ValueSource(booleans = {true, false})
    void anAnswerToOneServerIsNotToldToAnother(boolean unrestricted) {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(asks(DIGEST), Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST)
                    .set(EasyOption.FOLLOWLOCATION, Redirects.ALL)
                    .set(EasyOption.UNRESTRICTED_AUTH, unrestricted));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(2, first.requests().size());
            Redirects.without(other, "authorization", "n1");
        }
    }

    @Test
    @Tag("T146")
    void theNextTransferOfAHandleToAnotherServerStartsAnew() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(asks(DIGEST), SimReply.ok("x"));
            SimServer other = sim.server("b.test").reply(asks(DIGEST.replace("n1", "n2")), SimReply.ok("x"));
            SimCall call = user(sim, HttpAuth.DIGEST);
            for (String url : List.of(Answers.URL, Answers.URL, "http://b.test/")) {
                sim.add(call.forget().set(EasyOption.URL, url));
                sim.runUntilDone();
                sim.remove(call);
                assertEquals("x", call.body());
            }
            assertEquals("00000001", parameter(first.request(1), "nc"));
            assertEquals("00000002", parameter(first.request(2), "nc"), "The nonce of the same server is used on.");
            assertNull(other.request(0).field("Authorization"));
            assertEquals("n2", parameter(other.request(1), "nonce"));
            assertEquals("00000001", parameter(other.request(1), "nc"));
        }
    }

    @Test
    @Tag("T147")
    void everyAnswerHasACountOfItsOwn() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").reply(asks(DIGEST), Redirects.to("/"), Redirects.to("/"), SimReply.ok("x"));
            sim.add(user(sim, HttpAuth.DIGEST).set(EasyOption.FOLLOWLOCATION, Redirects.ALL));
            sim.runUntilDone();
            for (int i = 1; i < server.requests().size(); i++) {
                assertEquals("0000000" + i, parameter(server.request(i), "nc"));
            }
        }
    }

    @ParameterizedTest
    @Tag("T147")
    @ValueSource(
            strings = {
                "Digest realm=\"r\", nonce=\"n\", qop=\" auth , auth-int \"",
                "Digest realm=\"a \\\"b\\\" \\\\c\", nonce=\"n\"",
                "Digest realm=\"\u00c3\u00bc\", nonce=\"n\", charset=UTF-8",
                "Digest realm=\"r\", realm=\"s\", nonce=\"n\", nonce=\"m\"",
                "Digest realm=r,nonce=n",
                "Digest nonce=\"n\", realm=\"\"",
                "Digest realm=\"r\", nonce=\"n\", opaque=\"\", domain=\"/\", x=y"
            })
    void challengesInManyWordsAreAnsweredInOne(String challenge) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks(challenge), SimReply.ok("in"));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST).set(EasyOption.USERNAME, "u\"\\ser"));
            sim.runUntilDone();
            assertEquals("in", call.body());
            String sent = server.request(1).values("Authorization").get(0);
            assertTrue(sent.startsWith("Digest username=\"u\\\"\\\\ser\", realm=\""), sent);
        }
    }

    @ParameterizedTest
    @Tag("T147")
    @ValueSource(
            strings = {
                "Digest realm=\"r\", nonce=\"n\", qop=\"unheard-of\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=unknown",
                "Digest realm=\"r\"",
                "Digest",
                "Digest realm=\"unterminated, nonce=n",
                "Digest ,,,=,=\"\"",
                "Digest realm=\"r\", nonce=\"\""
            })
    void challengesThatCannotBeAnsweredEndTheMatter(String challenge) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks(challenge));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("no", call.body());
            assertTrue(server.requests().size() <= 2);
        }
    }

    @Test
    @Tag("T147")
    void aNonceOfAMebibyteIsNotRepeated() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").reply(asks("Digest realm=\"r\", nonce=\"" + "n".repeat(1 << 20) + '"'));
            SimCall call = sim.add(user(sim, HttpAuth.DIGEST));
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, call.result());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    @Tag("T147")
    void everyChallengeIsAnsweredWithANonceThatNobodyKnewBefore() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> request.field("Authorization") == null ? asks(DIGEST) : SimReply.ok("x"));
            for (int run = 0; run < 3; run++) {
                sim.add(user(sim, HttpAuth.DIGEST));
                sim.runUntilDone();
            }
            Set<String> nonces = new HashSet<>();
            for (SimRequest request : server.requests()) {
                if (request.field("Authorization") != null) {
                    nonces.add(parameter(request, "cnonce"));
                }
            }
            assertEquals(3, nonces.size());
        }
    }

    @Test
    @Tag("T148")
    void aSecondMessageThatPointsOutsideItselfEndsTheMatter() {
        for (long[] place : new long[][] {{0xFFFF, 48}, {1, 0xFFFF_FFFFL}, {16, 40}, {8, 0x8000_0000L}}) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(asks("NTLM"), asks("NTLM " + type2(place[0], place[1])));
                SimCall call = sim.add(user(sim, HttpAuth.NTLM));
                sim.runUntilDone();
                assertEquals(ResultCode.OK, call.result());
                assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
                assertTrue(server.requests().size() <= 2);
            }
        }
    }

    @Test
    @Tag("T149")
    void namesOfAnyLengthAreSentWholeOrNotAtAll() {
        for (int length : new int[] {0, 1024, 40_000, 65_536}) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(asks("NTLM " + type2(0, 0)), SimReply.ok("in"));
                SimCall call = sim.add(user(sim, HttpAuth.NTLM).set(EasyOption.USERNAME, "u".repeat(length)));
                sim.runUntilDone();
                if (call.result() == ResultCode.OK) {
                    String sent = server.request(1).values("Authorization").get(0);
                    byte[] message = Base64.getDecoder().decode(sent.substring("NTLM ".length()));
                    String text = new String(message, StandardCharsets.UTF_16LE);
                    assertTrue(text.contains("u".repeat(length)), () -> "cut off of " + length);
                } else {
                    assertEquals(ResultCode.TOO_LARGE, call.result());
                    assertEquals(1, server.requests().size());
                }
            }
        }
    }

    /** A second message whose target information has this place; Unicode. */
    private static String type2(long infoLength, long infoOffset) {
        ByteBuffer message = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        message.put("NTLMSSP\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(2).putLong(0);
        message.putInt(1 | 1 << 23).putLong(0x0123456789ABCDEFL).putLong(0);
        message.putShort((short) infoLength).putShort((short) infoLength).putInt((int) infoOffset);
        return Base64.getEncoder().encodeToString(message.array());
    }

    @ParameterizedTest
    @Tag("T148")
    @ValueSource(strings = {"TlRMTVNTUAACAAAA", "////", "!!!", "TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA=", "AAAA"})
    void aSecondMessageThatIsNoneEndsTheMatter(String message) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(asks("NTLM " + message));
            SimCall call = sim.add(user(sim, HttpAuth.NTLM));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(401, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertTrue(server.requests().size() <= 2);
            Redirects.without(server, SECRET);
        }
    }

    @Test
    @Tag("T154")
    void credentialsThatAreTakenBackAreGone() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = user(sim, HttpAuth.BASIC);
            run(sim, call);
            run(sim, call.set(EasyOption.USERPWD, null));
            call.set(EasyOption.USERNAME, "user").set(EasyOption.PASSWORD, SECRET);
            run(sim, call);
            run(sim, call.set(EasyOption.USERNAME, null).set(EasyOption.PASSWORD, null));
            run(sim, call.set(EasyOption.XOAUTH2_BEARER, "t0ken").set(EasyOption.HTTPAUTH, HttpAuth.BEARER));
            run(sim, call.set(EasyOption.XOAUTH2_BEARER, null));
            List<String> sent = server.requests().stream()
                    .map(request -> String.join("|", request.values("Authorization")))
                    .toList();
            assertEquals(List.of(BASIC, "", BASIC, "", "Bearer t0ken", ""), sent);
        }
    }

    @ParameterizedTest
    @Tag("T154")
    @CsvSource({"user, , dXNlcjo=", "user, '', dXNlcjo=", "'', pw, OnB3", "'', '', Og=="})
    void halvesOfCredentialsAreSentAsTheyAre(String user, String password, String expected) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.add(sim.call(Answers.URL).set(EasyOption.USERNAME, user).set(EasyOption.PASSWORD, password));
            sim.runUntilDone();
            assertEquals(List.of("Basic " + expected), server.request(0).values("Authorization"));
        }
    }

    @Test
    @Tag("T155")
    void basicIsUtf8AndAColonInTheUserIsRefused() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.add(sim.call(Answers.URL).set(EasyOption.USERNAME, "\u00e9").set(EasyOption.PASSWORD, "a:\u20ac"));
            SimCall colon = sim.add(
                    sim.call(Answers.URL).set(EasyOption.USERNAME, "a:b").set(EasyOption.PASSWORD, SECRET));
            sim.runUntilDone();
            assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, colon.result());
            assertFalse(colon.message().failure().message().contains(SECRET));
            assertEquals(1, server.requests().size());
            assertEquals(List.of("Basic w6k6YTrigqw="), server.request(0).values("Authorization"));
        }
    }

    /** Bytes of requests are shown to a debug callback in full, as libcurl does; all else keeps quiet. */
    @ParameterizedTest
    @Tag("T157")
    @ValueSource(
            strings = {"http://user:s3cret@a.test/", "http://user:s3cret@nowhere.test/", "http://user:s3cret@a.test:99/"
            })
    void messagesAndTracesTellNoSecret(String url) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.raw("nonsense").close());
            StringBuilder told = new StringBuilder();
            SimCall call = sim.call(url)
                    .set(EasyOption.VERBOSE, true)
                    .set(EasyOption.COOKIE, "sid=" + SECRET)
                    .set(EasyOption.XOAUTH2_BEARER, SECRET)
                    .set(EasyOption.HTTPHEADER, List.of("Proxy-Authorization: " + SECRET))
                    .set(EasyOption.CONNECTTIMEOUT_MS, 500L)
                    .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> {
                        if (kind == InfoType.TEXT) {
                            byte[] bytes = new byte[data.remaining()];
                            data.duplicate().get(bytes);
                            told.append(new String(bytes, StandardCharsets.UTF_8));
                        }
                    });
            sim.add(call);
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, call.result());
            told.append(call.message()).append(call.message().failure());
            told.append(call.message().failure().message());
            assertFalse(told.toString().contains(SECRET), told::toString);
            assertFalse(told.toString().contains("dXNlcjpzM2NyZXQ"), told::toString);
        }
    }

    private static void run(SimHarness sim, SimCall call) {
        sim.add(call.forget());
        sim.runUntilDone();
        sim.remove(call);
        assertEquals(ResultCode.OK, call.result());
    }
}
