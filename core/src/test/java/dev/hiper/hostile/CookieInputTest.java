package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies that are no cookies, and too many of them. */
class CookieInputTest {
    private static final String URL = "http://a.test/dir/page";

    @ParameterizedTest
    @Tag("T027")
    @ValueSource(
            strings = {"a=b\u0001c", "a\u007f=1", "\u0008a=1", "a=\u001b[2J", "na\tme=1", "a=1; Path=/; x\u0002y=1"})
    void aCookieWithControlsIsIgnoredAndTheConnectionGoesOn(String setCookie) {
        try (Tour tour = new Tour()) {
            tour.visit(URL, setCookie, "good=1");
            String sent = tour.visit(URL);
            assertTrue(sent.contains("good=1"), sent);
            assertTrue(sent.chars().allMatch(c -> c >= ' ' && c < 0x7f), sent);
            assertFalse(sent.contains("a=b") || sent.contains("[2J") || sent.contains("na"), sent);
            assertEquals(1, tour.sim().network().sockets().size());
        }
    }

    @Test
    @Tag("T027")
    void aNulEndsTheResponseNotTheAttributes() {
        Answers.assertRefused(
                ResultCode.WEIRD_SERVER_REPLY,
                "",
                Answers.ok("Set-Cookie: a=1\u0000; Secure|Content-Length: 0", ""),
                call -> call.set(EasyOption.COOKIEFILE, ""));
    }

    @Test
    @Tag("T028")
    void oneResponseSetsNoMoreThanFiftyCookies() {
        try (Tour tour = new Tour()) {
            tour.visit(
                    URL, IntStream.range(0, 120).mapToObj(i -> "c" + i + "=1").toArray(String[]::new));
            assertEquals(50, tour.visit(URL).split("; ", -1).length);
            assertEquals(50, tour.jar().size());
        }
    }

    @Test
    @Tag("T028")
    void aCookieIsNoLargerThanAllowed() {
        try (Tour tour = new Tour()) {
            tour.visit(
                    URL, "fits=" + "x".repeat(4096 - 4), "large=" + "x".repeat(4096 - 4), "huge=" + "x".repeat(9000));
            assertEquals("fits=" + "x".repeat(4096 - 4), tour.visit(URL));
        }
    }

    @Test
    @Tag("T028")
    void aRequestIsNotFloodedByItsJar() {
        try (Tour tour = new Tour()) {
            for (int i = 0; i < 8; i++) {
                String name = "c" + i;
                tour.visit(
                        URL,
                        IntStream.range(0, 50)
                                .mapToObj(j -> name + "x" + j + "=1")
                                .toArray(String[]::new));
            }
            assertEquals(400, tour.jar().size());
            assertEquals(150, tour.visit(URL).split("; ", -1).length);
            tour.visit("http://b.test/", "a=" + "x".repeat(4000), "b=" + "x".repeat(4000), "c=" + "x".repeat(4000));
            int size = tour.visit("http://b.test/").length();
            assertTrue(size > 8000 && size < 8190, "The field is bounded: " + size);
        }
    }

    @Test
    @Tag("T028")
    void aFloodOfCookiesEndsTheTransfer() {
        try (SimHarness sim = new SimHarness()) {
            String line = "Set-Cookie: n=" + "x".repeat(4080) + "\r\n";
            SimServer server = sim.server("a.test")
                    .reply(SimReply.raw("HTTP/1.1 200 OK\r\n" + line.repeat(2500) + "Content-Length: 0\r\n\r\n"));
            SimCall call = sim.add(sim.call("http://a.test/").set(EasyOption.COOKIEFILE, ""));
            sim.runUntilDone();
            assertEquals(
                    ResultCode.RECV_ERROR, call.result(), () -> call.message().toString());
            assertFalse(server.peer(0).socket().isOpen());
        }
    }

    /** A path that is given, but does not begin with a slash, is the root, as in libcurl. */
    @ParameterizedTest
    @Tag("T033")
    @CsvSource({
        "Path=, /dir/other, /elsewhere",
        "Path, /dir/other, /elsewhere",
        "Path=/dir/, /dir/other, /dirs",
        "Path=relative, /elsewhere, ",
        "Path=%2Fdir, /elsewhere, ",
        "Path=/%2F, /%2F, /",
        "Path=//, //x, ",
    })
    void aPathThatIsNoneHasAMeaning(String attribute, String path, @Nullable String outside) {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=1; " + attribute);
            assertEquals("a=1", tour.visit("http://a.test" + path));
            if (outside != null) {
                assertEquals("", tour.visit("http://a.test" + outside));
            }
        }
    }

    @ParameterizedTest
    @Tag("T033")
    @ValueSource(strings = {"Path=\"", "Path=\"\"", "Path=\"/"})
    void quotesAroundAPathAreHarmless(String attribute) {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=1; " + attribute);
            assertEquals("a=1", tour.visit(URL));
        }
    }

    @Test
    @Tag("T033")
    void dotsInACookiePathMeanNothing() {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=1; Path=/a/../b", "b=1; Path=/" + "p".repeat(10 * 1024));
            assertEquals("", tour.visit("http://a.test/b"));
            assertEquals("", tour.visit("http://a.test/a/../b"));
            assertEquals("", tour.visit("http://a.test/p"));
        }
    }

    @ParameterizedTest
    @Tag("T034")
    @ValueSource(
            strings = {
                "Max-Age=99999999999999999999",
                "Max-Age=9223372036854775807",
                "Max-Age=9223372036854775808",
                "Expires=Fri, 01 Jan 9999999 00:00:00 GMT",
                "Expires=Fri, 31 Dec 9999 23:59:59 GMT",
                "Expires=not a date",
                "Expires=",
            })
    void aCookieOfTheFarFutureIsSent(String attribute) {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=1; " + attribute);
            assertEquals("a=1", tour.visit(URL));
            long now = tour.sim().clock().currentTimeMillis() / 1000;
            long end = Long.parseLong(tour.jar().get(0).split("\t", -1)[4]);
            assertTrue(end <= now + 401L * 24 * 3600, () -> "400 days at most: " + end);
        }
    }

    @ParameterizedTest
    @Tag("T034")
    @ValueSource(
            strings = {
                "Max-Age=0",
                "Max-Age=-1",
                "Max-Age=x",
                "Max-Age=-99999999999999999999",
                "Expires=Thu, 01 Jan 1970 0:0:5",
                "Expires=Thu, 01-Jan-71 00:00:05 GMT",
                "Expires=Sun, 06 Nov 94 08:49:37 GMT",
                "Max-Age=0; Expires=Fri, 31 Dec 2037 23:59:59 GMT",
            })
    void aCookieOfThePastIsForgotten(String attribute) {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=old");
            tour.visit(URL, "a=1; " + attribute);
            assertEquals("", tour.visit(URL));
            assertEquals(List.of(), tour.jar());
        }
    }

    @Test
    @Tag("T034")
    void aCookieEndsWhenItsTimeIsOver() {
        try (Tour tour = new Tour()) {
            tour.visit(URL, "a=1; Max-Age=60", "b=1");
            assertTrue(tour.visit(URL).contains("a=1"));
            tour.sim().clock().jumpWallClock(61_000);
            assertEquals("b=1", tour.visit(URL));
        }
    }
}
