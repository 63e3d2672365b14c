package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.message.FieldName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {
    private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
    private static final String NEXT = "HTTP/1.1 200 OK\r\n";

    private static Transcript response(String statusLine, String fields, String body) {
        return Transcript.of(statusLine + "\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n" + body);
    }

    private static Transcript ok(String fields, String body) {
        return response("HTTP/1.1 200 OK", fields, body);
    }

    @ParameterizedTest
    @Tag("T049")
    @ValueSource(
            strings = {"Content-Length: 5|Transfer-Encoding: chunked", "Transfer-Encoding: chunked|Content-Length: 5"})
    void chunkedWinsOverALengthAndTheConnectionIsNotReused(String fields) {
        Transcript t = ok(fields, CHUNKS + NEXT);
        assertEquals(BodyFraming.Kind.CHUNKED, t.framing.kind());
        assertEquals("hello", t.body);
        assertEquals(NEXT, t.rest);
        assertEquals(-1, t.framing.contentLength());
        assertFalse(t.head.has(FieldName.CONTENT_LENGTH));
        assertEquals(1, t.head.fieldCount());
        assertEquals(Persistence.AMBIGUOUS_LENGTH, t.framing.persistence());
    }

    @ParameterizedTest
    @Tag("T050")
    @ValueSource(strings = {"Transfer-Encoding: chunked|Content-Length: 5", "Transfer-Encoding: chunked"})
    void refusesTransferEncodingInHttp10(String fields) {
        Transcript t = response("HTTP/1.0 200 OK", fields, CHUNKS);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
        assertEquals("", t.body);
    }

    @ParameterizedTest
    @Tag("T051")
    @ValueSource(
            strings = {
                "Content-Length: 5|Content-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: 5, 5|Content-Length: 50",
                "Content-Length: 5|X: y|content-length: 4"
            })
    void refusesDifferingLengths(String fields) {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, ok(fields, "helloo").error);
    }

    @ParameterizedTest
    @Tag("T052")
    @ValueSource(
            strings = {
                "Content-Length: 5|Content-Length: 5",
                "Content-Length: 5, 5",
                "Content-Length: 5 ,\t5|content-length:5"
            })
    void equalLengthsAreOne(String fields) {
        Transcript t = ok(fields, "hello" + NEXT);
        assertEquals("hello", t.body);
        assertEquals(NEXT, t.rest);
        assertEquals(5, t.framing.contentLength());
        assertEquals(1, t.head.fieldCount());
        assertEquals("5", t.head.value(FieldName.CONTENT_LENGTH));
        assertEquals(Persistence.REUSABLE, t.framing.persistence());
    }

    @ParameterizedTest
    @Tag("T053")
    @ValueSource(
            strings = {
                "+5",
                "-5",
                "5_0",
                "0x5",
                "5 5",
                "5;",
                "",
                " ",
                ",",
                "5,",
                ",5",
                "\uFF15",
                "\u00b5",
                "5.0",
                "9223372036854775808",
                "18446744073709551621",
                "1111111111222222222233333333334444444444"
            })
    void refusesALengthThatIsNoNumber(String value) {
        Transcript t = Transcript.of("HTTP/1.1 200 OK\r\nContent-Length: " + value + "\r\n\r\nhello");
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
        assertEquals("", t.body);
    }

    @Test
    @Tag("T053")
    void readsALengthUpToTheLargestNumberAndWithLeadingZeros() {
        assertEquals("hello", ok("Content-Length: 00000000000000000000000005", "hello").body);
        Transcript t = ok("Content-Length: 9223372036854775807", "hello");
        assertEquals(Long.MAX_VALUE, t.framing.length());
        assertEquals(ResultCode.PARTIAL_FILE, t.error);
    }

    @Test
    @Tag("T053")
    void aLengthBeyondAllNumbersExceedsEveryLimit() {
        FramingRules rules = new FramingRules(false, false, false, true, false, false);
        String start = "HTTP/1.1 200 OK\r\nContent-Length: ";
        Transcript t = Transcript.of(RequestKind.OTHER, rules, false, start + "36893488147419103232\r\n\r\nhello");
        assertEquals(ResultCode.FILESIZE_EXCEEDED, t.error);
        Transcript malformed = Transcript.of(RequestKind.OTHER, rules, false, start + "-36893488147419103232\r\n\r\n");
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, malformed.error);
    }

    @ParameterizedTest
    @Tag("T054")
    @ValueSource(
            strings = {
                "xchunked",
                "chunkedx",
                "chunked, identity",
                "chunked, chunked",
                "identity, chunked",
                "identity",
                "gzip",
                "gzip, chunked",
                "chunked;q=1",
                ",chunked",
                "chunked,",
                "\u000bchunked",
                "\"chunked\"",
                "",
                "chunked|Transfer-Encoding: chunked",
                "chunked|Transfer-Encoding: gzip",
                "gzip|Transfer-Encoding: chunked",
                "chunked|Transfer-Encoding:"
            })
    void refusesEveryOtherTransferCodingThanChunked(String value) {
        for (String length : List.of("", "|Content-Length: 5")) {
            Transcript t = ok("Transfer-Encoding: " + value + length, CHUNKS);
            assertEquals(ResultCode.BAD_CONTENT_ENCODING, t.error);
            assertEquals("", t.body);
        }
    }

    @ParameterizedTest
    @Tag("T054")
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED\t", "\tchunked "})
    void readsChunkedInAnyCase(String value) {
        assertEquals("hello", ok("transfer-encoding:" + value, CHUNKS).body);
    }

    @Test
    void acceptsCompressingCodingsWhereTheyWereAskedFor() {
        FramingRules rules = new FramingRules(false, false, true);
        String start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: ";
        Transcript t =
                Transcript.of(RequestKind.OTHER, rules, false, start + "deflate, x-gzip, chunked\r\n\r\n" + CHUNKS);
        assertEquals(BodyFraming.Kind.CHUNKED, t.framing.kind());
        assertEquals(2, t.framing.transferCodingCount());

        Transcript open = Transcript.of(RequestKind.OTHER, rules, false, start + "gzip\r\n\r\nhello");
        assertEquals(BodyFraming.Kind.UNTIL_CLOSE, open.framing.kind());
        assertEquals(1, open.framing.transferCodingCount());

        String chain = "gzip,".repeat(6) + "chunked\r\n\r\n";
        assertEquals(
                ResultCode.BAD_CONTENT_ENCODING, Transcript.of(RequestKind.OTHER, rules, false, start + chain).error);
        String behind = "chunked, gzip\r\n\r\n";
        assertEquals(
                ResultCode.BAD_CONTENT_ENCODING, Transcript.of(RequestKind.OTHER, rules, false, start + behind).error);
    }

    @ParameterizedTest
    @Tag("T064")
    @CsvSource({
        "HEAD, 200, Content-Length: 10",
        "HEAD, 200, Transfer-Encoding: chunked",
        "HEAD, 200, X: y",
        "OTHER, 204, Content-Length: 10",
        "OTHER, 204, Transfer-Encoding: chunked",
        "OTHER, 304, Content-Length: 10",
        "OTHER, 304, Transfer-Encoding: chunked",
        "CONNECT, 200, Content-Length: 10",
        "CONNECT, 299, Transfer-Encoding: chunked",
        "CONNECT, 200, Content-Length: what"
    })
    void someResponsesNeverHaveABody(RequestKind request, int status, String field) {
        Transcript t = Transcript.of(request, "HTTP/1.1 " + status + " x\r\n" + field + "\r\n\r\n0123456789");
        assertTrue(t.complete, t.message);
        assertEquals(BodyFraming.Kind.NONE, t.framing.kind());
        assertEquals(0, t.framing.length());
        assertEquals("", t.body);
        assertEquals("0123456789", t.rest);
        boolean tunnel = request == RequestKind.CONNECT;
        assertEquals(tunnel ? Persistence.TUNNEL : Persistence.REUSABLE, t.framing.persistence());
    }

    @Test
    @Tag("T064")
    void aRefusedConnectHasAnOrdinaryBody() {
        Transcript t = Transcript.of(RequestKind.CONNECT, "HTTP/1.1 407 x\r\nContent-Length: 5\r\n\r\nhello");
        assertEquals("hello", t.body);
        assertEquals(Persistence.REUSABLE, t.framing.persistence());
    }

    @Test
    void aHeadRequestLearnsTheLength() {
        Transcript t = Transcript.of(RequestKind.HEAD, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        assertEquals(10, t.framing.contentLength());
        assertEquals(0, t.framing.length());
    }

    @Test
    @Tag("T065")
    void resetContentFollowsTheOrdinaryRules() {
        Transcript t = response("HTTP/1.1 205 Reset Content", "Content-Length: 5", "hello" + NEXT);
        assertEquals("hello", t.body);
        assertEquals(NEXT, t.rest);
    }

    @Test
    void withoutALengthTheBodyEndsWithTheConnection() {
        Transcript t = ok("X: y", "hello");
        assertEquals("hello", t.body);
        assertEquals(Persistence.CLOSE_DELIMITED, t.framing.persistence());
        assertEquals(-1, t.framing.length());
        assertTrue(t.complete);
    }

    @Test
    void anIgnoredLengthIsNotEvenParsed() {
        FramingRules rules = new FramingRules(true, false, false);
        String response = "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello";
        Transcript t = Transcript.of(RequestKind.OTHER, rules, false, response);
        assertEquals("hello", t.body);
        assertEquals(-1, t.framing.contentLength());
        assertEquals(BodyFraming.Kind.UNTIL_CLOSE, t.framing.kind());
    }

    @Test
    @Tag("T060")
    void aShortBodyIsPartial() {
        Transcript t = ok("Content-Length: 100", "x".repeat(99));
        assertEquals(ResultCode.PARTIAL_FILE, t.error);
        assertEquals(99, t.body.length());
    }

    @Test
    @Tag("T062")
    void bytesBehindTheBodyAreLeftToTheCaller() {
        Transcript t = ok("Content-Length: 5", "hello" + NEXT);
        assertEquals(NEXT, t.rest);
    }

    @ParameterizedTest
    @Tag("T101")
    @Tag("T075")
    @CsvSource(
            delimiter = '#',
            value = {
                "HTTP/1.1 # Connection: close # CLOSE_REQUESTED",
                "HTTP/1.1 # connection: Close # CLOSE_REQUESTED",
                "HTTP/1.1 # Connection: x, close # CLOSE_REQUESTED",
                "HTTP/1.1 # Connection: close, keep-alive # CLOSE_REQUESTED",
                "HTTP/1.1 # Connection: keep-alive|Connection:\tCLOSE # CLOSE_REQUESTED",
                "HTTP/1.0 # Connection: keep-alive, close # CLOSE_REQUESTED",
                "HTTP/1.1 # Proxy-Connection: close # CLOSE_REQUESTED",
                "HTTP/1.1 # Connection: closed # REUSABLE",
                "HTTP/1.1 # Connection: x-close # REUSABLE",
                "HTTP/1.1 # X: close # REUSABLE",
                "HTTP/1.1 # Keep-Alive: timeout=0 # KEEP_ALIVE_USED_UP",
                "HTTP/1.1 # Keep-Alive: max=1 # KEEP_ALIVE_USED_UP",
                "HTTP/1.1 # Keep-Alive: timeout=5, Max = 0 # KEEP_ALIVE_USED_UP",
                "HTTP/1.1 # Keep-Alive: timeout=5, max=100 # REUSABLE",
                "HTTP/1.0 # X: y # NO_KEEP_ALIVE",
                "HTTP/1.0 # Proxy-Connection: keep-alive # NO_KEEP_ALIVE",
                "HTTP/1.0 # Connection: Keep-Alive # REUSABLE"
            })
    void decidesWhetherTheConnectionIsReused(String version, String fields, Persistence expected) {
        Transcript t = response(version + " 200 OK", fields + "|Content-Length: 0", "");
        assertEquals(expected, t.framing.persistence());
        assertEquals(expected == Persistence.REUSABLE, t.framing.persistence().isReusable());
    }

    @Test
    void aProxyMayKeepAnHttp10ConnectionInItsOwnWords() {
        FramingRules rules = new FramingRules(false, true, false);
        String response = "HTTP/1.0 200 OK\r\nProxy-Connection: keep-alive\r\nContent-Length: 0\r\n\r\n";
        Transcript t = Transcript.of(RequestKind.OTHER, rules, false, response);
        assertEquals(Persistence.REUSABLE, t.framing.persistence());
    }

    @ParameterizedTest
    @Tag("T102")
    @CsvSource(
            delimiter = '#',
            value = {
                "Keep-Alive: timeout=5 # 5",
                "keep-alive: max=9, TimeOut = 17 # 17",
                "Keep-Alive: timeout=9|Keep-Alive: timeout=4 # 4",
                "Keep-Alive: timeout # -1",
                "Keep-Alive: timeout=-3, =, ,x=y # -1",
                "Keep-Alive: timeout=99999999999999999999 # -1",
                "X: y # -1"
            })
    void readsTheKeepAliveHint(String fields, long seconds) {
        assertEquals(seconds, ok(fields + "|Content-Length: 0", "").framing.keepAliveTimeoutSeconds());
    }
}
