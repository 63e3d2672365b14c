package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect may lead, how often, and what becomes of a Location that is none. */
class RedirectTargetTest {
    private static final long DEFAULT_MOST = 30;
    private static final int FAR = 1 << 20;

    @Test
    @Tag("T014")
    void aCircleIsLeftAfterThirtyRounds() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("/"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals(ResultCode.TOO_MANY_REDIRECTS, call.result());
            assertEquals(DEFAULT_MOST + 1, server.requests().size());
            assertEquals(DEFAULT_MOST, call.easy().info(EasyInfo.REDIRECT_COUNT));
            assertEquals(Answers.URL, call.easy().info(EasyInfo.REDIRECT_URL));
            assertTrue(call.easy().info(EasyInfo.REDIRECT_TIME_T) > 0);
            assertTrue(server.peers().size() <= 2, "The rounds share their connection.");
        }
    }

    @ParameterizedTest
    @Tag("T014")
    @CsvSource({"0, 1", "2, 3"})
    void theLimitIsTheOptions(long most, int requests) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("/"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.MAXREDIRS, most));
            sim.runUntilDone();
            assertEquals(ResultCode.TOO_MANY_REDIRECTS, call.result());
            assertEquals(requests, server.requests().size());
        }
    }

    @Test
    @Tag("T014")
    void theDeadlineOfTheTransferHoldsOverAllHops() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("/").delayedMillis(10));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL)
                    .set(EasyOption.MAXREDIRS, -1L)
                    .set(EasyOption.TIMEOUT_MS, 500L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        }
    }

    @ParameterizedTest
    @Tag("T015")
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://b.test/",
                "gopher://b.test/",
                "data:,x",
                "data://b.test/,x",
                "javascript:1",
                "unix:/x/y//z",
                "unix:///x",
                "dict://b.test/",
                "FILE:///etc/passwd",
                "ldap://b.test/"
            })
    void onlyHttpIsLedTo(String location) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to(location), SimReply.ok("x"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals(0, other.peers().size());
            if (call.result() == ResultCode.OK) {
                // Without slashes it is a relative path, as with libcurl, and stays here.
                assertTrue(server.request(1).target().startsWith("/"), location);
            } else {
                assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
                assertEquals(1, server.requests().size());
            }
        }
    }

    @ParameterizedTest
    @Tag("T015")
    @CsvSource({"https, http://b.test/", "http, https://b.test/"})
    void redirectsObeyTheirOwnListOfProtocols(String allowed, String location) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(location));
            SimServer other = sim.server("b.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.REDIR_PROTOCOLS_STR, allowed));
            sim.runUntilDone();
            assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
            assertEquals(0, other.peers().size());
        }
    }

    @Test
    @Tag("T016")
    void noProtocolAtAllMeansNone() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.call(Answers.URL);
            for (String none : List.of("", ",", ",,")) {
                assertThrows(IllegalArgumentException.class, () -> call.set(EasyOption.PROTOCOLS_STR, none));
            }
            try {
                call.set(EasyOption.PROTOCOLS, 0L);
            } catch (IllegalArgumentException refusedAtOnce) {
                return;
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
            assertEquals(0, server.peers().size());
        }
    }

    @Test
    @Tag("T016")
    void protocolsThatAreNotNamedAreOff() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.PROTOCOLS_STR, "https"));
            sim.runUntilDone();
            assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, call.result());
            assertEquals(0, server.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T017")
    @CsvSource({
        "//b.test/x, b.test, /x",
        "///b.test/x, b.test, /x",
        "http:/b.test/x, b.test, /x",
        "http:///b.test/x, b.test, /x",
        "?q, a.test, /p/r?q",
        "#f, a.test, /p/r?old",
        "./s, a.test, /p/s",
        "../../../s, a.test, /s",
        "s t, a.test, /p/s%20t",
        "/\u00fc, a.test, /%fc",
        "/s?\u00fc, a.test, /s?%fc",
        "/\u00c3\u00bc, a.test, /%c3%bc",
        "http://b.test/\u00c3\u00bc?\u00c3\u00bc, b.test, /%c3%bc?%c3%bc"
    })
    void otherWaysToSayALocationAreUnderstood(String location, String host, String target) {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to(location), SimReply.ok("first"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(Redirects.following(sim, "http://a.test/p/r?old"));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message() + "");
            boolean stays = host.equals("a.test");
            assertEquals(stays ? 2 : 1, first.requests().size());
            assertEquals(stays ? 0 : 1, other.requests().size());
            assertEquals(
                    target.toLowerCase(java.util.Locale.ROOT),
                    (stays ? first.request(1) : other.request(0)).target().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    @Tag("T017")
    void anEmptyLocationLeadsNowhere() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to(""));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(302, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertEquals(1, server.requests().size());
        }
    }

    @ParameterizedTest
    @Tag("T017")
    @CsvSource({"/x, /y, false", "/x, /x, true"})
    void twoDifferentLocationsAreRefused(String one, String two, boolean followed) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(SimReply.status(302, new byte[0], "Location: " + one, "Location: " + two), SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals(followed ? ResultCode.OK : ResultCode.WEIRD_SERVER_REPLY, call.result());
            assertEquals(followed ? 2 : 1, server.requests().size());
        }
    }

    @ParameterizedTest
    @Tag("T017")
    @ValueSource(
            strings = {"/a\u0000b", "/a\rb", "/a\tb", "/a\u0001b", "/a\u007fb", "http://b.test\t/", "http://b.\rtest/"})
    void controlBytesNeverReachARequestLine(String location) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to(location), SimReply.ok("x"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, call.result());
            assertEquals(1, server.requests().size());
            assertEquals(0, other.peers().size());
        }
    }

    @ParameterizedTest
    @Tag("T017")
    @ValueSource(
            strings = {
                "http://b.test:99999/",
                "http://b.test:0x50/",
                "http://b.te st/",
                "http://[b.test/",
                "http://",
                "http://b.test%0d%0a/",
                "http://b.test%00/"
            })
    void urlsThatAreNoneEndTheTransfer(String location) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to(location), SimReply.ok("x"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals(ResultCode.URL_MALFORMAT, call.result());
            assertNull(call.easy().info(EasyInfo.REDIRECT_URL));
            assertEquals(1, call.easy().info(EasyInfo.REDIRECT_COUNT));
            assertEquals(1, server.requests().size());
            assertEquals(0, other.peers().size());
        }
    }

    @Test
    @Tag("T017")
    void aLocationOfAMebibyteIsTooMuch() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("/" + "x".repeat(FAR)), SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL));
            sim.runUntilDone();
            assertNotEquals(ResultCode.OK, call.result());
            assertEquals(1, server.requests().size());
        }
    }

    /** The effective URL is told with the fragment of the Location or, if that has none, with that of the URL before. */
    @ParameterizedTest
    @Tag("T018")
    @CsvSource({"/q", "/q#two", "'#two'"})
    void fragmentsAreNeverSent(String location) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to(location), SimReply.ok("x"));
            SimCall call = sim.add(Redirects.following(sim, "http://a.test/p#one"));
            sim.runUntilDone();
            String path = location.startsWith("#") ? "/p" : "/q";
            assertEquals("/p", server.request(0).target());
            assertEquals(path, server.request(1).target());
            assertFalse(server.peer(0).receivedText().contains("#"));
            String fragment = location.contains("#") ? "#two" : "#one";
            assertEquals("http://a.test" + path + fragment, call.easy().info(EasyInfo.EFFECTIVE_URL));
            assertNull(call.easy().info(EasyInfo.REDIRECT_URL));
        }
    }

    @Test
    @Tag("T017")
    void aRedirectThatIsNotFollowedIsReported() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(Redirects.to("/x y"));
            SimCall call = sim.add(sim.call(Answers.URL));
            sim.runUntilDone();
            assertEquals(1, server.requests().size());
            assertEquals("http://a.test/x%20y", call.easy().info(EasyInfo.REDIRECT_URL));
            assertEquals(0, call.easy().info(EasyInfo.REDIRECT_COUNT));
        }
    }
}
