package dev.hiper.codings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrotliCodingTest {
    private final BrotliCoding brotli = new BrotliCoding();

    @BeforeEach
    void isAvailable() {
        assertTrue(brotli.isAvailable());
    }

    @Test
    void nameIsTheOneOfTheRegistry() {
        assertEquals(List.of("br"), brotli.names());
    }

    @Test
    void bodyIsDecodedHoweverItIsCut() throws TransferException, IOException {
        byte[] body = Decoding.body(50_000);
        byte[] coded = Encoder.compress(body);
        for (int inputPiece : Decoding.SIZES) {
            for (int outputPiece : Decoding.SIZES) {
                Decoding.Result result = Decoding.decode(brotli, coded, inputPiece, outputPiece);
                assertArrayEquals(body, result.bytes());
                assertEquals(State.FINISHED, result.state());
            }
        }
    }

    @Test
    void fixedBytesMeanWhatTheyAlwaysMeant() throws TransferException {
        byte[] coded = Decoding.hex("1b7f400064f198cf281aebafc712ac41ab426251f3c8ead97b9fdc1b004800");
        for (int piece : Decoding.SIZES) {
            byte[] decoded = Decoding.decode(brotli, coded, piece, 16 * 1024).bytes();
            assertEquals(Decoding.lines(), new String(decoded, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void emptyBodyIsDecoded() throws TransferException, IOException {
        Decoding.Result result = Decoding.decode(brotli, Encoder.compress(new byte[0]), 1, 1);
        assertEquals(0, result.bytes().length);
        assertEquals(State.FINISHED, result.state());
    }

    @Test
    @Tag("T081")
    void bombComesInPieces() throws TransferException {
        byte[] coded = Decoding.hex("81fa7f0cfc1300f1582090 7b1800");
        ByteBuffer output = ByteBuffer.allocateDirect(16 * 1024);
        try (Decoder decoder = brotli.newDecoder()) {
            assertEquals(State.NEEDS_OUTPUT, decoder.decode(ByteBuffer.wrap(coded), output));
        }
        assertEquals(0, output.remaining());
    }

    @Test
    @Tag("T083")
    void brokenStreamIsRefused() {
        for (int piece : Decoding.SIZES) {
            refused(Decoding.hex("009c05761b5d81a43c8be9990683bf97"), piece);
        }
    }

    @Test
    @Tag("T083")
    void largeWindowIsRefused() {
        // A code for the window size that RFC 7932 leaves unused: large windows begin with it.
        refused(Decoding.hex("111e 03"), 3);
    }

    @Test
    @Tag("T083")
    void truncatedStreamWantsMore() throws TransferException, IOException {
        byte[] coded = Encoder.compress(Decoding.body(5000));
        for (int length = 1; length < coded.length; length += 97) {
            assertEquals(
                    State.NEEDS_INPUT,
                    Decoding.decode(brotli, Arrays.copyOf(coded, length), 100, 1000)
                            .state());
        }
    }

    @Test
    @Tag("T083")
    void bytesBehindTheEndAreLeftOrRefused() throws TransferException, IOException {
        byte[] coded = Encoder.compress(Decoding.body(5000));
        byte[] more = Decoding.join(coded, new byte[] {0});
        assertEquals(1, Decoding.decode(brotli, more, 1, 1000).unused());
        for (int outputPiece : Decoding.SIZES) {
            TransferException refused = assertThrows(
                    TransferException.class, () -> Decoding.decode(brotli, more, more.length, outputPiece));
            assertEquals(ResultCode.WRITE_ERROR, refused.result());
        }
    }

    @Test
    @Tag("T084")
    void closingTwiceIsHarmless() throws TransferException {
        Decoder decoder = brotli.newDecoder();
        decoder.close();
        decoder.close();
    }

    private void refused(byte[] coded, int piece) {
        TransferException refused =
                assertThrows(TransferException.class, () -> Decoding.decode(brotli, coded, piece, 1000));
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
    }
}
