package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedDecoderTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static Transcript chunks(String body) {
        return Transcript.of(HEAD + body);
    }

    @Test
    @Tag("T074")
    void joinsThePayloadOfAllChunksAndStopsBehindTheLast() {
        Transcript t =
                chunks("5\r\nhello\r\n00a;x=\"y;z\"\t;q\r\n, chunked \r\n1  \r\n!\r\n000\r\n\r\nHTTP/1.1 200 OK");
        assertEquals("hello, chunked !", t.body);
        assertEquals("HTTP/1.1 200 OK", t.rest);
        assertTrue(t.complete);
        assertEquals(Persistence.REUSABLE, t.framing.persistence());
    }

    @ParameterizedTest
    @Tag("T055")
    @ValueSource(strings = {"FFFFFFFFFFFFFFFF0", "8000000000000000", "FFFFFFFFFFFFFFFF", "10000000000000005"})
    void refusesASizeBeyondALong(String size) {
        Transcript t = chunks(size + "\r\nhello\r\n0\r\n\r\n");
        assertEquals(ResultCode.RECV_ERROR, t.error);
        assertEquals("", t.body);
    }

    @ParameterizedTest
    @Tag("T055")
    @ValueSource(strings = {"80000000", "7FFFFFFFFFFFFFFF", "100000005"})
    void countsLargeChunksWith64Bits(String size) {
        Transcript t = chunks(size + "\r\nhello\r\n0\r\n\r\n");
        assertEquals(ResultCode.PARTIAL_FILE, t.error);
        assertEquals("hello\r\n0\r\n\r\n", t.body);
    }

    @ParameterizedTest
    @Tag("T056")
    @ValueSource(
            strings = {
                "-1", "+5", "0x5", " 5", "5_0", "", "g", "\t5", "5 x", "5\u000b", "5,", "5\u0000", "\uFF15", ";x", "5 5"
            })
    void refusesASizeThatIsNoHexNumber(String size) {
        Transcript t = chunks(size + "\r\nhello\r\n0\r\n\r\n");
        assertEquals(ResultCode.RECV_ERROR, t.error);
        assertEquals("", t.body);
    }

    @Test
    @Tag("T056")
    void boundsDigitsAndBlanksOfASize() {
        assertEquals(ResultCode.RECV_ERROR, chunks("0".repeat(1000) + "\r\n\r\n").error);
        assertTrue(chunks("0".repeat(Limits.CHUNK_SIZE_DIGITS) + "\r\n\r\n").complete);
        assertEquals(ResultCode.RECV_ERROR, chunks("0".repeat(Limits.CHUNK_SIZE_DIGITS + 1) + "\r\n\r\n").error);
        assertTrue(chunks("0" + " ".repeat(Limits.CHUNK_SIZE_BLANKS) + "\r\n\r\n").complete);
        assertEquals(ResultCode.RECV_ERROR, chunks("0" + " ".repeat(Limits.CHUNK_SIZE_BLANKS + 1) + "\r\n\r\n").error);
    }

    @ParameterizedTest
    @Tag("T057")
    @Tag("T067")
    @ValueSource(
            strings = {
                "5;ext\nhello\r\n0\r\n\r\n",
                "5;ext\r;\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello\r0\r\n\r\n",
                "5\r\nhello!\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello\r\n0\n\r\n",
                "5\r\nhello\r\n0\r\n\r\r\n"
            })
    void refusesEveryOtherLineEndThanCrLf(String body) {
        assertEquals(ResultCode.RECV_ERROR, chunks(body).error);
    }

    @Test
    @Tag("T058")
    void boundsOneSizeLine() {
        String fits = ";" + "e".repeat(Limits.CHUNK_LINE_BYTES - 4);
        assertTrue(Transcript.ofLarge(HEAD + "1" + fits + "\r\nx\r\n0\r\n\r\n").complete);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(HEAD + "1" + fits + "e\r\nx\r\n0\r\n\r\n").error);
        assertEquals(ResultCode.TOO_LARGE, Transcript.ofLarge(HEAD + "1;" + "e".repeat(1 << 20)).error);
    }

    @Test
    @Tag("T058")
    void boundsFramingRelativeToPayload() {
        String stuffed = "1;" + "e".repeat(1000) + "\r\nx\r\n";
        assertTrue(Transcript.ofLarge(HEAD + stuffed.repeat(10) + "0\r\n\r\n").complete);
        Transcript t = Transcript.ofLarge(HEAD + stuffed.repeat(20) + "0\r\n\r\n");
        assertEquals(ResultCode.TOO_LARGE, t.error);
        assertTrue(t.body.length() < 20);
        String paidFor = "400;" + "e".repeat(1000) + "\r\n" + "x".repeat(1024) + "\r\n";
        assertTrue(Transcript.ofLarge(HEAD + paidFor.repeat(100) + "0\r\n\r\n").complete);
        assertTrue(Transcript.ofLarge(HEAD + "1\r\nx\r\n".repeat(20_000) + "0\r\n\r\n").complete, "small chunks");
    }

    @ParameterizedTest
    @Tag("T059")
    @ValueSource(
            strings = {
                "5\r\nhel",
                "5\r\nhello",
                "5\r\nhello\r\n",
                "5\r\nhello\r\n0\r\n",
                "5\r\nhello\r\n0\r\n\r",
                "5\r\nhello\r\n0\r\nX: y\r\n"
            })
    void aTruncatedBodyIsPartial(String body) {
        Transcript t = chunks(body);
        assertEquals(ResultCode.PARTIAL_FILE, t.error);
        assertFalse(t.complete);
    }

    @Test
    void showsThePayloadInPlaceWithoutANewViewPerChunk() throws TransferException {
        ChunkedDecoder decoder = new ChunkedDecoder();
        ByteBuffer in = ByteBuffer.wrap("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals(ChunkedDecoder.Event.DATA, decoder.decode(in));
        ByteBuffer first = decoder.data();
        assertEquals("ab", Transcript.text(first));
        assertEquals(ChunkedDecoder.Event.DATA, decoder.decode(in));
        assertSame(first, decoder.data());
        assertEquals("cde", Transcript.text(decoder.data()));
        assertEquals(5, decoder.payloadBytes());
        assertFalse(decoder.isDone());
        assertEquals(ChunkedDecoder.Event.DONE, decoder.decode(in));
        assertTrue(decoder.isDone());
        assertEquals(ChunkedDecoder.Event.DONE, decoder.decode(in));
    }

    @Test
    void readsNothingBehindAnErrorUntilAReset() throws TransferException {
        ChunkedDecoder decoder = new ChunkedDecoder();
        ByteBuffer bad = ByteBuffer.wrap("x\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThrows(TransferException.class, () -> decoder.decode(bad));
        assertThrows(IllegalStateException.class, () -> decoder.decode(bad));
        decoder.reset();
        ByteBuffer good = ByteBuffer.wrap("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals(ChunkedDecoder.Event.DONE, decoder.decode(good));
    }
}
