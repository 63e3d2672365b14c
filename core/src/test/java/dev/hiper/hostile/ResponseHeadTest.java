package dev.hiper.hostile;

import static dev.hiper.hostile.Answers.assertDelivered;
import static dev.hiper.hostile.Answers.assertRefused;
import static dev.hiper.hostile.Answers.head;
import static dev.hiper.hostile.Answers.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimReply.Cut;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status lines, fields and trailers as no server should send them. */
class ResponseHeadTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String LENGTH = "Content-Length: 5\r\n";

    @Test
    @Tag("T066")
    void nobodyAskedToSwitchProtocols() {
        String upgrade = "Connection: Upgrade|Upgrade: websocket";
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", head("101 Switching Protocols", upgrade, "hello"));
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", head("101 Switching Protocols", "", ""));
    }

    @ParameterizedTest
    @Tag("T067")
    @ValueSource(strings = {"A: b\rc\r\n", "A: b\r\r\n", "A\r: b\r\n", "\r\r\n"})
    void aBareCarriageReturnIsRefused(String field) {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", SimReply.raw(OK + field + LENGTH + "\r\nhello"));
    }

    @Test
    @Tag("T067")
    void aBareLineFeedEndsHeadLines() {
        assertDelivered("hello", true, SimReply.raw("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"));
    }

    @Test
    @Tag("T068")
    void foldsBecomeOneSpace() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.raw(OK + "X: a\r\n b\r\n" + LENGTH + "\r\nhello"));
            SimCall call = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("hello", call.body());
            assertTrue(call.headerLines().contains("X: a b"));
        }
    }

    @ParameterizedTest
    @Tag("T068")
    @ValueSource(
            strings = {"Content-Length: 5\r\n 5\r\n", "Transfer-Encoding: chunked\r\n\t\r\n", " X: a\r\n", "\tX: a\r\n"
            })
    void foldsThatCouldChangeTheFramingAreRefused(String field) {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", SimReply.raw(OK + field + "\r\nhello"));
    }

    @ParameterizedTest
    @Tag("T069")
    @ValueSource(
            strings = {"Content-Length : 5", "Content-Length\t: 5", "Content-Length\u000b: 5", "nocolon", ": value"})
    void linesWithoutAFieldNameAreRefused(String line) {
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", ok("A: b|" + line, "hello"));
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", ok(" " + line, "hello"));
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(
            strings = {
                "HTTP/1.1 20",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 099",
                "HTTP/1.1  200",
                "HTTP/1.1\t200",
                "HTTP/1.10 200",
                "HTTP/2.0 200",
                "ICY 200 OK"
            })
    void malformedStatusLinesAreRefused(String line) {
        assertRefused(ResultCode.UNSUPPORTED_PROTOCOL, "", SimReply.raw(line + "\r\n" + LENGTH + "\r\nhello"));
    }

    @Test
    @Tag("T070")
    void reasonsMayBeMissingAndHoldAnyText() {
        assertDelivered("hello", true, SimReply.raw("HTTP/1.1 200\r\n" + LENGTH + "\r\nhello"));
        assertDelivered("hello", true, head("200 \u00fc\u00ff", "Content-Length: 5", "hello"));
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "", head("200 a\u0000b", "Content-Length: 5", "hello"));
    }

    @ParameterizedTest
    @Tag("T071")
    @ValueSource(
            strings = {"<html>hello</html>\r\n\r\n", "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "\u0000\u0001\u0002\u0003\n"})
    void bytesWithoutAStatusLineAreNoBody(String bytes) {
        assertRefused(ResultCode.UNSUPPORTED_PROTOCOL, "", SimReply.raw(bytes).close());
    }

    @Test
    @Tag("T071")
    void bytesWithoutAStatusLineAreABodyWhereTheApplicationSaysSo() {
        SimReply bare = SimReply.raw("<html>").close();
        assertDelivered("<html>", false, bare, call -> call.set(EasyOption.HTTP09_ALLOWED, true));
    }

    @Test
    @Tag("T073")
    void trailersStayApartAndForbiddenOnesAreDropped() {
        String trailers = String.join(
                "\r\n",
                "Content-Length: 7",
                "Transfer-Encoding: gzip",
                "Host: h",
                "Set-Cookie: a=b",
                "Authorization: x",
                "Connection: close",
                "Last: 1",
                "\r\n");
        SimReply answer = ok("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n" + trailers);
        assertDelivered("hello", true, answer);
        for (Cut cut : List.of(Cut.WHOLE, Cut.BYTES)) {
            try (SimHarness sim = new SimHarness()) {
                sim.server("a.test").reply(answer.cut(cut));
                SimCall call = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals(
                        List.of("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "Last: 1"), call.headerLines());
            }
        }
    }

    @ParameterizedTest
    @Tag("T073")
    @ValueSource(strings = {":status: 200\r\n\r\n", "A: b\rc\r\n\r\n", " A: b\r\n\r\n", "nocolon\r\n\r\n"})
    void malformedTrailersAreRefused(String trailers) {
        SimReply answer = ok("Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n" + trailers);
        assertRefused(ResultCode.WEIRD_SERVER_REPLY, "hello", answer);
    }

    @Test
    @Tag("T073")
    void tenThousandTrailersAreTooMany() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test")
                    .reply(ok(
                            "Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n" + "a: b\r\n".repeat(10_000) + "\r\n"));
            SimCall call = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals(ResultCode.TOO_LARGE, call.result());
            assertEquals(0, sim.network().openSockets());
        }
    }

    @Test
    @Tag("T074")
    void everySplitOfAResponseGivesTheSameTransfer() {
        String response = "HTTP/1.1 100 Continue\r\nX: i\r\n\r\n" + OK
                + "A:\t1 \r\n b\r\nTransfer-Encoding: chunked\r\n\r\n5;x=\"y\"\r\nhello\r\n03\r\n, w\r\n0\r\nT: u\r\n\r\n";
        List<String> lines = List.of();
        for (int at = 0; at <= response.length(); at++) {
            try (SimHarness sim = new SimHarness()) {
                sim.server("a.test")
                        .reply(SimReply.raw(response.substring(0, at))
                                .pauseMillis(3)
                                .then(response.substring(at)));
                SimCall call = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals(ResultCode.OK, call.result(), "split at " + at);
                assertEquals("hello, w", call.body(), "split at " + at);
                lines = lines.isEmpty() ? List.copyOf(call.headerLines()) : lines;
                assertEquals(lines, call.headerLines(), "split at " + at);
                assertEquals(1, sim.network().openSockets());
            }
        }
        assertEquals(List.of("HTTP/1.1 100 Continue", "X: i", ""), lines.subList(0, 3));
        assertEquals("T: u", lines.get(lines.size() - 1));
    }
}
