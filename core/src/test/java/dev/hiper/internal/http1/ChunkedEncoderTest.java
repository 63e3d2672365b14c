package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedEncoderTest {
    private final ChunkedEncoder encoder = new ChunkedEncoder();

    @Test
    void writesOneChunkAroundThePayload() {
        ByteBuffer target = ByteBuffer.allocate(100);
        ByteBuffer source = ByteBuffer.wrap("hello, chunks!!!".getBytes(StandardCharsets.US_ASCII));
        assertEquals(16, encoder.encode(source, target));
        assertEquals("10\r\nhello, chunks!!!\r\n", Transcript.text(target.flip()));
        assertFalse(source.hasRemaining());
    }

    @Test
    void takesWhatFitsAndNeverWritesTheLastChunkByAccident() {
        byte[] payload = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);
        for (int room = 0; room < 320; room++) {
            ByteBuffer source = ByteBuffer.wrap(payload);
            ByteBuffer target = ByteBuffer.allocate(room);
            int taken = encoder.encode(source, target);
            assertEquals(taken, source.position());
            assertEquals(300, source.limit());
            if (room < 6) {
                assertEquals(0, target.position());
            } else {
                assertTrue(taken > 0);
                // At most one byte stays free: where a further byte would need a further digit.
                assertTrue(taken == 300 || target.remaining() <= 1, "room " + room);
            }
        }
        ByteBuffer target = ByteBuffer.allocate(100);
        assertEquals(0, encoder.encode(ByteBuffer.allocate(0), target));
        assertEquals(0, target.position());
    }

    @Test
    void aLimitOfTheSourceIsKept() {
        ByteBuffer source =
                ByteBuffer.wrap("abcdef".getBytes(StandardCharsets.US_ASCII)).limit(3);
        ByteBuffer target = ByteBuffer.allocate(100 + ChunkedEncoder.MAX_OVERHEAD_BYTES);
        assertEquals(3, encoder.encode(source, target));
        assertEquals("3\r\nabc\r\n", Transcript.text(target.flip()));
    }

    @Test
    void theLastChunkCarriesTrailersAndSkipsLinesThatAreNone() throws TransferException {
        assertEquals("0\r\n\r\n", Transcript.text(encoder.lastChunk(List.of())));
        List<String> trailers = List.of("A: 1", "no colon", "B:2", "C: ", "D: x: y");
        assertEquals("0\r\nA: 1\r\nC:\r\nD: x: y\r\n\r\n", Transcript.text(encoder.lastChunk(trailers)));
        assertEquals("0\r\n\r\n", Transcript.text(encoder.lastChunk(List.of())));
    }

    @ParameterizedTest
    @Tag("T035")
    @Tag("T036")
    @ValueSource(
            strings = {
                "A: b\r\nX: y",
                "A: b\n",
                "A: \r",
                "A: b\u0000",
                "A: \u010d",
                "A B: c",
                ": x",
                "\u010dA: x",
                "A\r\nB: c",
                "Content-Length: 5",
                "transfer-encoding: chunked",
                "Host: h",
                "Authorization: secret"
            })
    void refusesATrailerThatIsNotOne(String trailer) {
        TransferException e = assertThrows(TransferException.class, () -> encoder.lastChunk(List.of(trailer)));
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, e.result());
        assertFalse(e.getMessage().contains("secret"));
    }

    @Test
    void boundsTrailers() {
        List<String> trailers = List.of("A: " + "x".repeat(Limits.UPLOAD_TRAILER_BYTES));
        TransferException e = assertThrows(TransferException.class, () -> encoder.lastChunk(trailers));
        assertEquals(ResultCode.TOO_LARGE, e.result());
    }

    @Test
    void whatIsEncodedInAnyPiecesIsDecodedInAnyPieces() throws TransferException {
        Random random = new Random(20);
        for (int round = 0; round < 200; round++) {
            byte[] payload = new byte[random.nextInt(5000)];
            random.nextBytes(payload);
            ByteBuffer source = ByteBuffer.wrap(payload);
            ByteBuffer wire = ByteBuffer.allocate(payload.length * 8 + 100);
            while (source.hasRemaining()) {
                int room = Math.min(wire.remaining(), 6 + random.nextInt(700));
                wire.limit(wire.position() + room);
                encoder.encode(source, wire);
                wire.limit(wire.capacity());
            }
            wire.put(encoder.lastChunk(List.of())).flip();
            assertEquals(ByteBuffer.wrap(payload), decode(wire, random));
        }
    }

    private static ByteBuffer decode(ByteBuffer wire, Random random) throws TransferException {
        ChunkedDecoder decoder = new ChunkedDecoder();
        ByteBuffer payload = ByteBuffer.allocate(wire.limit());
        int end = wire.limit();
        while (!decoder.isDone()) {
            wire.limit(Math.min(end, wire.position() + 1 + random.nextInt(900)));
            while (decoder.decode(wire) == ChunkedDecoder.Event.DATA) {
                payload.put(decoder.data());
            }
        }
        assertEquals(end, wire.position());
        return payload.flip();
    }
}
