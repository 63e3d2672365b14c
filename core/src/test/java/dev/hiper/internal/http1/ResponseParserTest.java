package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.FieldOrigin;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    @Tag("T074")
    void tellsEachLineExactlyAsReceivedAndThenTheEnd() {
        Transcript t = Transcript.of(OK + "A: 1\r\nb:\t2 \r\nEmpty:\r\nContent-Length: 5\r\n\r\nhellotail");
        assertEquals(List.of(OK, "A: 1\r\n", "b:\t2 \r\n", "Empty:\r\n", "Content-Length: 5\r\n", "\r\n"), t.lines);
        assertEquals(HttpVersion.HTTP_1_1, t.head.version());
        assertEquals(200, t.head.status());
        assertEquals("OK", t.head.reason());
        assertEquals("2", t.head.value(FieldName.of("B")));
        assertEquals("", t.head.value(FieldName.of("empty")));
        assertEquals("hello", t.body);
        assertEquals("tail", t.rest);
        assertTrue(t.complete);
    }

    @Test
    void readsAPlainHeadInOneGo() throws TransferException {
        ResponseHead head = new ResponseHead();
        ResponseParser parser = ResponseParser.forOrigin(head);
        parser.reset(false, 0);
        ByteBuffer in =
                bytes("--" + OK + "A: 1\r\nContent-Length:  5 \r\n\r\nhello").position(2);
        assertTrue(parser.readWhole(in));
        assertEquals("hello", Transcript.text(in));
        assertEquals("OK", head.reason());
        assertEquals("1", head.value(FieldName.of("a")));
        assertEquals("5", head.value(FieldName.CONTENT_LENGTH));
        assertEquals(in.position() - 2, parser.received());
        assertEquals(head.size(), parser.received());
        parser.beginTrailers();
        assertEquals(ResponseParser.Event.TRAILER_END, parser.next(bytes("\r\n")));
    }

    /** Whatever needs a second thought is read line by line, from its first byte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nA: 1\r\n\r",
                "HTTP/1.1 200 OK\nA: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: 1\n\r\n",
                "HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA : 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: a\tb\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \u0000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5,5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "no head at all\r\n\r\n"
            })
    void leavesOtherHeadsToBeReadLineByLine(String answer) throws TransferException {
        ResponseHead head = new ResponseHead();
        ResponseParser parser = ResponseParser.forOrigin(head);
        parser.reset(false, 0);
        ByteBuffer in = bytes(answer);
        assertFalse(parser.readWhole(in));
        assertEquals(0, in.position());
        assertEquals(0, head.size());
        assertEquals(0, head.fieldCount());
        assertEquals(0, head.status());
        assertEquals(0, parser.received());
    }

    @Test
    void readsNoHeadInOneGoThatWouldTakeTooLong() throws TransferException {
        ResponseParser parser = ResponseParser.forOrigin(new ResponseHead());
        parser.reset(false, 0);
        assertFalse(parser.readWhole(bytes(OK + "A: b\r\n".repeat(Limits.PLAIN_HEAD_FIELDS + 1) + "\r\n")));
        assertFalse(parser.readWhole(bytes(OK + "A: " + "b".repeat(Limits.PLAIN_HEAD_BYTES) + "\r\n\r\n")));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void tellsInterimHeadsApartFromTheFinalOne() {
        Transcript t =
                Transcript.of("HTTP/1.1 100 Continue\r\nX: interim\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
                        + OK + "X: final\r\nContent-Length: 0\r\n\r\n");
        assertEquals(2, t.interims);
        assertEquals(200, t.head.status());
        assertEquals("final", t.head.value(FieldName.of("X")));
        assertFalse(t.head.has(FieldName.of("Link")));
        assertEquals(FieldOrigin.INTERIM, t.head.origin(0));
        assertEquals("interim", t.head.value(0));
        assertEquals(10, t.lines.size());
        assertTrue(t.complete);
    }

    @Test
    @Tag("T066")
    void switchingProtocolsIsAFinalHeadAndLeavesTheRestAlone() {
        Transcript t = Transcript.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0081\u0005hello");
        assertEquals(0, t.interims);
        assertEquals(101, t.head.status());
        assertEquals(Persistence.UPGRADED, t.framing.persistence());
        assertEquals("\u0081\u0005hello", t.rest);
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(
            strings = {"HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.0 999 x", "HTTP/1.1 100 \u00fc", "HTTP/1.1 204 a\tb"})
    void acceptsStatusLinesWithThreeDigits(String statusLine) {
        Transcript t = Transcript.of(RequestKind.HEAD, statusLine + "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        assertTrue(t.complete, t.message);
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
                "HTTP/1.1 2x0 OK",
                "HTTP/1.1 -20 OK",
                "HTTP/1.1 200OK",
                "HTTP/1.1 200\tOK",
                "HTTP/1.1",
                "HTTP/1.1 "
            })
    void refusesMalformedStatusLines(String statusLine) {
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, Transcript.of(statusLine + "\r\n\r\n").error);
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\rb", "\u007f"})
    void refusesControlCharactersInAReason(String reason) {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of("HTTP/1.1 200 " + reason + "\r\n\r\n").error);
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(strings = {"HTTP/1.10 200", "HTTP/2.0 200", "HTTP/1.2 200", "HTTP/2 200", "HTTP/ 200", "HTTP/1 200"})
    void refusesOtherVersions(String statusLine) {
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, Transcript.of(statusLine + "\r\n\r\n").error);
    }

    @ParameterizedTest
    @Tag("T071")
    @ValueSource(strings = {"ICY 200 OK\r\n\r\nx", "<html>", "\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTPS/1.1 200", "H\u0000"})
    void anAnswerWithoutStatusLineIsRefusedByDefault(String answer) {
        Transcript t = Transcript.of(answer);
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, t.error);
        assertEquals("", t.body);
        assertEquals(List.of(), t.lines);
    }

    @ParameterizedTest
    @Tag("T071")
    @ValueSource(strings = {"ICY 200 OK\r\n\r\nx", "<html>", "HTTPS", "HTT", "H\u0000\n"})
    void anAnswerWithoutStatusLineIsAllBodyWhereAllowed(String answer) {
        Transcript t = Transcript.of(RequestKind.OTHER, FramingRules.PLAIN, true, answer);
        assertEquals(answer, t.body);
        assertTrue(t.complete);
        assertEquals(HttpVersion.HTTP_0_9, t.head.version());
        assertEquals(List.of(), t.lines);
    }

    @Test
    @Tag("T071")
    void bytesBehindAnInterimResponseAreNeverABodyWithoutHead() {
        String answer = "HTTP/1.1 100 Continue\r\n\r\nhello";
        Transcript t = Transcript.of(RequestKind.OTHER, FramingRules.PLAIN, true, answer);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
        assertEquals("", t.body);
    }

    @Test
    @Tag("T071")
    void bytesWithoutStatusLineOnAUsedConnectionAreGarbage() {
        for (String answer : new String[] {"hello", "HTT"}) {
            ResponseParser parser = ResponseParser.forOrigin(new ResponseHead());
            parser.reset(true, 0);
            parser.requireStatusLine();
            ByteBuffer in = ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
            TransferException e = assertThrows(TransferException.class, () -> {
                parser.next(in);
                parser.eof();
            });
            boolean garbage = answer.equals("hello");
            assertEquals(garbage ? ResultCode.WEIRD_SERVER_REPLY : ResultCode.PARTIAL_FILE, e.result());
        }
    }

    @Test
    @Tag("T053")
    void doesNotTellTheLineOfAMalformedLength() {
        Transcript t = Transcript.of(OK + "A: b\r\nContent-Length: -6\r\nC: d\r\n\r\n");
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
        assertEquals(List.of(OK, "A: b\r\n"), t.lines);
    }

    @Test
    @Tag("T072")
    void anEmptyAnswerIsNothing() {
        Transcript t = Transcript.of("");
        assertEquals(ResultCode.GOT_NOTHING, t.error);
        assertEquals(ResultCode.GOT_NOTHING, Transcript.of("HTTP/1.1 100 Continue\r\n\r\n").error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HT", "HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n", OK + "A: b\r\n c"})
    void anAnswerThatEndsWithinItsHeadIsAnError(String answer) {
        assertEquals(ResultCode.PARTIAL_FILE, Transcript.of(answer).error);
    }

    @ParameterizedTest
    @Tag("T067")
    @ValueSource(strings = {"A: b\rc\r\n", "A: b\r\r\n", "A\r: b\r\n", "A: b\r\n\rC: d\r\n", "\r\r\n"})
    void refusesABareCarriageReturn(String field) {
        Transcript t = Transcript.of(OK + field + "\r\n");
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
        assertFalse(t.headComplete);
    }

    @Test
    @Tag("T067")
    void acceptsABareLineFeedAtTheEndOfEachKindOfHeadLine() {
        Transcript t =
                Transcript.of("HTTP/1.1 200 OK\nA: b\nTransfer-Encoding: chunked\n\n1\r\nx\r\n0\r\nT: u\n\nrest");
        assertEquals(List.of("HTTP/1.1 200 OK\n", "A: b\n", "Transfer-Encoding: chunked\n", "\n"), t.lines);
        assertEquals("b", t.head.value(FieldName.of("A")));
        assertEquals("x", t.body);
        assertEquals(List.of("T: u\r\n"), t.trailers, "as trailers always end");
        assertEquals("rest", t.rest);
    }

    @Test
    @Tag("T068")
    void unfoldsAFieldToOneLineWithOneSpace() {
        Transcript t =
                Transcript.of(OK + "X: a \t\r\n \t b\r\n\tc\r\nY:\r\n z\r\nZ: q\r\n  \r\nContent-Length: 0\r\n\r\n");
        assertEquals(List.of(OK, "X: a b c\r\n", "Y: z\r\n", "Z: q \r\n", "Content-Length: 0\r\n", "\r\n"), t.lines);
        assertEquals("a b c", t.head.value(FieldName.of("x")));
        assertEquals("z", t.head.value(FieldName.of("y")));
        assertEquals("q", t.head.value(FieldName.of("z")));
    }

    @ParameterizedTest
    @Tag("T068")
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n 5\r\n",
                "content-length:\r\n 5\r\n",
                "Transfer-Encoding: chunked\r\n\t\r\n",
                " X: a\r\n",
                "\tX: a\r\n",
                "X\r\n : a\r\n"
            })
    void refusesAFoldThatCouldChangeTheFraming(String field) {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of(OK + field + "\r\n").error);
    }

    @ParameterizedTest
    @Tag("T069")
    @ValueSource(
            strings = {
                "Content-Length : 5",
                "Content-Length\t: 5",
                "Content-Length\u000b: 5",
                "Content Length: 5",
                "nocolon",
                ": value",
                "b\u00fcch: x",
                "a(b): x",
                ":status: 200"
            })
    void refusesALineWithoutAFieldName(String field) {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of(OK + "A: b\r\n" + field + "\r\n\r\n").error);
    }

    @Test
    void refusesNulInAValueAndKeepsOtherControlBytesThere() {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of(OK + "A: b\u0000c\r\n\r\n").error);
        Transcript t = Transcript.of(OK + "Set-Cookie: a=b\u0001c\r\nContent-Length: 0\r\n\r\n");
        assertEquals("a=b\u0001c", t.head.value(FieldName.SET_COOKIE));
        assertTrue(t.complete);
    }

    @Test
    @Tag("T065")
    void refusesAnInterimHeadThatAnnouncesABody() {
        String end = "\r\n\r\n12345" + OK + "Content-Length: 0\r\n\r\n";
        String interim = "HTTP/1.1 100 Continue\r\n";
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of(interim + "Content-Length: 5" + end).error);
        assertEquals(
                ResultCode.WEIRD_SERVER_REPLY,
                Transcript.of(interim + "Content-Length: 0\r\nContent-Length: 5" + end).error);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, Transcript.of(interim + "Transfer-Encoding: chunked" + end).error);
    }

    @Test
    @Tag("T073")
    void tellsTrailersApartAndDropsThoseThatBelongBeforeTheBody() {
        Transcript t = Transcript.of(OK + "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n3\r\nabc\r\n0\r\n"
                + "X: one\r\n two\r\nContent-Length: 7\r\ntransfer-encoding: gzip\r\nHost: h\r\nSet-Cookie: a=b\r\n"
                + "Authorization: Basic eA==\r\nConnection: close\r\nLocation: /\r\nLast: 1\r\n\r\nnext");
        assertEquals(List.of("X: one two\r\n", "Last: 1\r\n"), t.trailers);
        assertEquals("abc", t.body);
        assertEquals("next", t.rest);
        assertFalse(t.head.has(FieldName.of("X")));
        assertFalse(t.head.has(FieldName.SET_COOKIE));
        assertEquals(4, t.head.fieldCount());
        assertEquals(FieldOrigin.TRAILER, t.head.origin(3));
        assertEquals("one two", t.head.value(2));
        assertEquals(Persistence.REUSABLE, t.framing.persistence());
    }

    @ParameterizedTest
    @Tag("T073")
    @ValueSource(
            strings = {":status: 200\r\n\r\n", "A: b\rc\r\n\r\n", " A: b\r\n\r\n", "nocolon\r\n\r\n", "A: b\r\n\rX\r\n"
            })
    void refusesMalformedTrailers(String trailers) {
        Transcript t = Transcript.of(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + trailers);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, t.error);
    }

    @Test
    @Tag("T073")
    void boundsTrailers() {
        String start = OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n";
        String line = "X: " + "y".repeat(Limits.TRAILER_LINE_BYTES - 5) + "\r\n";
        assertTrue(Transcript.ofLarge(start + line + "\r\n").complete);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(start + "X" + line + "\r\n").error);
        assertEquals(ResultCode.RECV_ERROR, Transcript.ofLarge(start + line.repeat(17) + "\r\n").error);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(start + "a: b\r\n".repeat(10_000) + "\r\n").error);
        // Dropping a trailer does not make it free.
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(start + "date: x\r\n".repeat(5_001) + "\r\n").error);
    }

    @Test
    @Tag("T078")
    void boundsOneLine() {
        String fits = "X: " + "y".repeat(Limits.HEADER_LINE_BYTES - 5) + "\r\n";
        String end = "Content-Length: 0\r\n\r\n";
        assertTrue(Transcript.ofLarge(OK + fits + end).complete);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(OK + "X" + fits + end).error);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(OK + "y".repeat(200_000)).error);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge("HTTP/1.1 200 " + "y".repeat(200_000)).error);
        String folded = "X: a\r\n" + (" " + "y".repeat(1000) + "\r\n").repeat(110);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(OK + folded + end).error);
    }

    @Test
    @Tag("T078")
    void boundsAllLinesTogether() {
        String line = "X: " + "y".repeat(995) + "\r\n";
        Transcript t = Transcript.ofLarge(OK + line.repeat(400) + "\r\n");
        assertEquals(ResultCode.RECV_ERROR, t.error);
        assertTrue(t.head.size() <= Limits.RESPONSE_HEAD_BYTES);
        String interim = "HTTP/1.1 103 x\r\n" + line.repeat(20) + "\r\n";
        assertEquals(ResultCode.RECV_ERROR, Transcript.ofLarge(interim.repeat(20)).error);
        // A fold of blanks takes no memory, but is not endless either.
        assertEquals(ResultCode.RECV_ERROR, Transcript.ofLarge(OK + "X: a\r\n" + " ".repeat(400_000)).error);
    }

    @Test
    @Tag("T078")
    @Tag("T080")
    void boundsTheNumberOfFields() {
        // "Aa" and "BB" have the same String.hashCode; names made of them collide in any number.
        String fields = "AaAaAa: 1\r\nAaAaBB: 2\r\nAaBBAa: 3\r\nAaBBBB: 4\r\nBBAaAa: 5\r\n".repeat(Limits.FIELDS / 5);
        Transcript t = Transcript.ofLarge(OK + fields + "\r\n");
        assertTrue(t.complete, t.message);
        assertEquals("5", t.head.value(FieldName.of("bbaaaa")));
        assertFalse(t.head.has(FieldName.of("BBBBBB")));
        Transcript over = Transcript.ofLarge(OK + fields + "x:\r\n\r\n");
        assertEquals(ResultCode.TOO_LARGE, over.error);
    }

    @Test
    @Tag("T079")
    void boundsInterimResponses() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        String end = OK + "Content-Length: 0\r\n\r\n";
        assertTrue(Transcript.ofLarge(interim.repeat(Limits.INTERIM_RESPONSES) + end).complete);
        Transcript over = Transcript.ofLarge(interim.repeat(Limits.INTERIM_RESPONSES + 1) + end);
        assertEquals(ResultCode.TOO_LARGE, over.error);
        assertEquals(Limits.INTERIM_RESPONSES, over.interims);
    }

    @Test
    void boundsTheHeadsOfAllResponsesOfATransfer() throws TransferException {
        ResponseParser parser = ResponseParser.forOrigin(new ResponseHead());
        byte[] answer = (OK + "\r\n").getBytes(StandardCharsets.US_ASCII);
        parser.reset(false, Limits.TRANSFER_HEAD_BYTES - answer.length);
        ByteBuffer in = ByteBuffer.wrap(answer);
        assertEquals(ResponseParser.Event.LINE, parser.next(in));
        assertEquals(ResponseParser.Event.LINE, parser.next(in));
        assertEquals(ResponseParser.Event.HEAD_END, parser.next(in));
        assertEquals(answer.length, parser.received());

        parser.reset(false, Limits.TRANSFER_HEAD_BYTES - answer.length + 1);
        ByteBuffer again = ByteBuffer.wrap(answer);
        assertEquals(ResponseParser.Event.LINE, parser.next(again));
        TransferException e = assertThrows(TransferException.class, () -> parser.next(again));
        assertEquals(ResultCode.RECV_ERROR, e.result());
    }

    @Test
    void linesOfATunnelAnswerAreShorter() throws TransferException {
        ResponseParser parser = ResponseParser.forTunnel(new ResponseHead());
        parser.reset(false, 0);
        String answer = OK + "X: " + "y".repeat(Limits.TUNNEL_HEADER_LINE_BYTES) + "\r\n\r\n";
        ByteBuffer in = ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
        assertEquals(ResponseParser.Event.LINE, parser.next(in));
        TransferException e = assertThrows(TransferException.class, () -> parser.next(in));
        assertEquals(ResultCode.RECV_ERROR, e.result());
        assertThrows(IllegalStateException.class, () -> parser.next(in), "nothing behind an error is read");
    }

    @Test
    void aTunnelAnswerWithoutAStatusLineIsABadOne() {
        Transcript t = Transcript.of(RequestKind.CONNECT, FramingRules.PLAIN, true, "<html>");
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, t.error);
        assertEquals("", t.body);
    }

    @Test
    void aParserIsReadyAgainAfterAReset() throws TransferException {
        ResponseHead head = new ResponseHead();
        ResponseParser parser = ResponseParser.forOrigin(head);
        assertThrows(IllegalStateException.class, () -> parser.next(ByteBuffer.allocate(0)));
        parser.reset(false, 0);
        ByteBuffer bad = ByteBuffer.wrap((OK + "A: 1\r\nbad\r\n").getBytes(StandardCharsets.US_ASCII));
        parser.next(bad);
        parser.next(bad);
        assertThrows(TransferException.class, () -> parser.next(bad));
        parser.reset(false, 0);
        ByteBuffer good = ByteBuffer.wrap("HTTP/1.0 404 No\r\nB: 2\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
        parser.next(good);
        parser.next(good);
        assertTrue(parser.line().isReadOnly());
        parser.next(good);
        assertEquals(ResponseParser.Event.HEAD_END, parser.next(good));
        assertEquals(1, good.remaining());
        assertEquals(404, head.status());
        assertEquals(1, head.fieldCount());
        assertFalse(head.has(FieldName.of("A")));
    }
}
