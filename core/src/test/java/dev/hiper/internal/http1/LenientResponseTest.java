package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted on request only. Each is refused without it. */
class LenientResponseTest {
    private static final FramingRules LENIENT = new FramingRules(false, false, false, false, false, true);
    private static final FramingRules LENIENT_RAW = new FramingRules(false, false, false, false, true, true);
    private static final FramingRules LENIENT_ASKED = new FramingRules(false, false, true, false, false, true);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";

    private static Transcript lenient(String response) {
        assertTrue(Transcript.of(response).error != null, "refused otherwise");
        return Transcript.of(RequestKind.OTHER, LENIENT, false, response);
    }

    private static Transcript read(FramingRules rules, String response) {
        return Transcript.of(RequestKind.OTHER, rules, false, response);
    }

    @ParameterizedTest
    @Tag("T057")
    @ValueSource(
            strings = {
                "5\nhello\n0\n\n",
                "5;ext\nhello\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5 x\r\nhello\r\n0\r\n\r\n",
                "5\r\r\nhello\r\r\n0\n\r\n",
                "5;\r;\u0001\r\nhello\r\n0,\r\n\r\n"
            })
    void sloppyChunksAreRead(String chunks) {
        Transcript t = lenient(CHUNKED + chunks);
        assertEquals("hello", t.body, t.message);
        assertTrue(t.complete);
        assertEquals("", t.rest);
    }

    @ParameterizedTest
    @Tag("T056")
    @ValueSource(strings = {"\r\n", "g\r\n", " 5\r\n", "-1\r\n", "80000000000000000\r\n"})
    void aChunkNeedsItsSizeAllTheSame(String size) {
        assertEquals(ResultCode.RECV_ERROR, lenient(CHUNKED + size + "hello\r\n0\r\n\r\n").error);
        assertEquals(ResultCode.RECV_ERROR, lenient(CHUNKED + "2\r\nhello\r\n0\r\n\r\n").error);
    }

    @Test
    @Tag("T058")
    void sloppyChunksAreBoundedAllTheSame() {
        String line = "5" + " ".repeat(Limits.CHUNK_LINE_BYTES) + "\nhello\n";
        assertEquals(ResultCode.TOO_LARGE, lenient(CHUNKED + line).error);
    }

    @ParameterizedTest
    @Tag("T054")
    @ValueSource(
            strings = {
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "identity, chunked",
                ",chunked",
                "chunked,"
            })
    void chunkedMayBeSaidTwiceAndIdentityBeforeIt(String value) {
        Transcript t = lenient(OK + "Transfer-Encoding: " + value + "\r\nContent-Length: 3\r\n\r\n" + CHUNKS);
        assertEquals("hello", t.body, t.message);
        assertEquals(Persistence.AMBIGUOUS_LENGTH, t.framing.persistence());
        assertFalse(t.head.has(FieldName.CONTENT_LENGTH));
    }

    @Test
    @Tag("T054")
    void identityLeavesTheLengthToDecide() {
        String response = OK + "Transfer-Encoding: identity, identity\r\nContent-Length: 5\r\n\r\nhelloo";
        Transcript t = lenient(response);
        assertEquals("hello", t.body);
        assertEquals("o", t.rest);
        assertEquals(Persistence.AMBIGUOUS_LENGTH, t.framing.persistence());

        assertEquals(
                "helloo", read(LENIENT_ASKED, response).body, "codings were asked for, so the length is no length");
    }

    @ParameterizedTest
    @Tag("T054")
    @ValueSource(strings = {"gzip", "xchunked", "chunked;q=1", "chunked, gzip", "chunked, identity, br"})
    void otherCodingsAreRefusedAllTheSame(String value) {
        Transcript t = lenient(OK + "A: b\r\nTransfer-Encoding: " + value + "\r\n\r\n" + CHUNKS);
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, t.error);
        assertEquals(List.of(OK, "A: b\r\n"), t.lines, "refused before its line is told");
    }

    @Test
    void refusalsNameWhatTheyRefuse() {
        assertEquals("Unsolicited Transfer-Encoding (g?zip) found", read(LENIENT, encoded("g\u0001zip")).message);
        assertEquals(
                "A Transfer-Encoding (gzip) was listed after chunked", read(LENIENT, encoded("chunked,gzip")).message);
        assertEquals(
                "Reject response due to 'chunked' not being the last Transfer-Encoding",
                read(LENIENT_ASKED, encoded("chunked, gzip")).message);
        assertEquals(
                "Reject response exceeding limit of 5 transfer encodings",
                read(LENIENT_ASKED, encoded("gzip,".repeat(6) + "chunked")).message);
    }

    private static String encoded(String codings) {
        return OK + "Transfer-Encoding: " + codings + "\r\n\r\n" + CHUNKS;
    }

    @Test
    @Tag("T054")
    void aBodyThatIsNotDecodedMayBeCodedInAnyWay() {
        String start = OK + "Transfer-Encoding: gobbledigook\r\n";
        assertEquals("hello", read(LENIENT_RAW, start + "Content-Length: 5\r\n\r\nhelloo").body);
        assertEquals("hello", read(LENIENT_RAW, start + "\r\nhello").body);
        FramingRules raw = new FramingRules(false, false, false, false, true, false);
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, read(raw, start + "\r\nhello").error);
    }

    @Test
    @Tag("T050")
    void chunksMayComeFromHttp10() {
        Transcript t = lenient("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + CHUNKS);
        assertEquals("hello", t.body);
        assertFalse(t.head.has(FieldName.CONTENT_LENGTH));
        assertFalse(t.framing.persistence().isReusable());
    }

    @Test
    @Tag("T068")
    void theFirstFieldMayBeginWithABlankUnlessItIsAboutFraming() {
        Transcript t = lenient(OK + " Date: now\r\nContent-Length: 5\r\n\r\nhello");
        assertEquals(" Date: now\r\n", t.lines.get(1));
        assertEquals("now", t.head.value(FieldName.DATE));
        assertEquals("hello", t.body);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, lenient(OK + " Content-Length: 5\r\n\r\nhello").error);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, lenient(OK + " \r\n\r\n").error);
    }

    @Test
    @Tag("T068")
    void framingMayBeFolded() {
        assertEquals("hello", lenient(OK + "Content-Length:\r\n 5\r\n\r\nhello").body);
    }

    @ParameterizedTest
    @Tag("T069")
    @ValueSource(strings = {"Content-Length : 5", "Content-Length\u000b: 5", "Content Length: 5", ": 5"})
    void aLineWithoutProperNameIsToldButFramesNothing(String line) {
        Transcript t = lenient(OK + line + "\r\nX: y\r\n\r\nhello, world");
        assertEquals(line + "\r\n", t.lines.get(1));
        assertEquals(1, t.head.fieldCount());
        assertEquals("hello, world", t.body);
    }

    @Test
    @Tag("T069")
    void aLineNeedsAColonAllTheSame() {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, lenient(OK + "no colon\r\n\r\n").error);
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, lenient(OK + "X: a\u0000b\r\n\r\n").error);
    }

    @Test
    @Tag("T067")
    void aLineMustNotHaveACrWithinAllTheSame() {
        assertEquals(ResultCode.WEIRD_SERVER_REPLY, lenient(OK + "X: a\rb\r\n\r\n").error);
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(strings = {"HTTP/1.1\t200 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 200\tOK", "HTTP/1.1 200 a\u0007b"})
    void aStatusLineMayBeSloppy(String line) {
        Transcript t = lenient(line + "\r\nContent-Length: 5\r\n\r\nhello");
        assertEquals(200, t.head.status());
        assertEquals("hello", t.body);
    }

    @ParameterizedTest
    @Tag("T070")
    @ValueSource(
            strings = {"HTTP/1.1 20", "HTTP/1.1 099", "HTTP/1.10 200", "HTTP/1.1  200", "HTTP/2.0 200", "ICY 200 OK"})
    void aStatusLineNeedsVersionAndStatusAllTheSame(String line) {
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, lenient(line + "\r\n\r\n").error);
    }

    @Test
    @Tag("T065")
    void anInterimResponseHasNoBodyWhateverItSays() {
        Transcript t =
                lenient("HTTP/1.1 100 Continue\r\nContent-Length: 9\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nhello");
        assertEquals("hello", t.body);
        assertEquals(5, t.framing.contentLength());
    }

    @Test
    @Tag("T073")
    void trailersThatMeanNothingAreStillShown() {
        String response = CHUNKED + "0\nX: y\nSet-Cookie: a=b\r\nno token: z\n\n";
        Transcript t = lenient(response);
        assertEquals(List.of("X: y\r\n", "Set-Cookie: a=b\r\n", "no token: z\r\n"), t.trailers);
        assertFalse(t.head.has(FieldName.SET_COOKIE));
        assertEquals(2, t.head.fieldCount(), "Transfer-Encoding and X");
    }
}
