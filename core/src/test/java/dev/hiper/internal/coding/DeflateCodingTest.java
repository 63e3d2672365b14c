package dev.hiper.internal.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeflateCodingTest {
    private static final byte[] BODY = Feed.body(20_000);

    private final DeflateCoding deflate = new DeflateCoding();

    @Test
    void zlibStreamIsDecodedHoweverItIsCut() throws TransferException {
        decodesHoweverCut(Feed.zlib(BODY));
    }

    @Test
    void rawStreamIsDecodedHoweverItIsCut() throws TransferException {
        decodesHoweverCut(Feed.raw(BODY));
    }

    @Test
    void emptyBodiesAreDecoded() throws TransferException {
        for (byte[] coded : new byte[][] {Feed.zlib(new byte[0]), Feed.raw(new byte[0])}) {
            for (int piece : Feed.SIZES) {
                Feed.Result result = Feed.decode(deflate, coded, piece, 1);
                assertEquals(0, result.bytes().length);
                assertEquals(State.FINISHED, result.state());
            }
        }
    }

    @Test
    @Tag("T083")
    void bytesBehindZlibAreLeft() throws TransferException {
        byte[] coded = Feed.join(Feed.zlib(BODY), Feed.ascii("tail"));
        Feed.Result result = Feed.decode(deflate, coded, coded.length, 1000);
        assertArrayEquals(BODY, result.bytes());
        assertEquals(4, result.unused());
    }

    @Test
    @Tag("T083")
    void halfAWrapperBehindRawIsTolerated() throws TransferException {
        byte[] coded = Feed.join(Feed.raw(BODY), Feed.ascii("1234"));
        for (int piece : Feed.SIZES) {
            Feed.Result result = Feed.decode(deflate, coded, piece, 1000);
            assertArrayEquals(BODY, result.bytes());
            assertEquals(0, result.unused());
        }
        byte[] more = Feed.join(coded, Feed.ascii("5"));
        assertEquals(1, Feed.decode(deflate, more, more.length, 1000).unused());
        assertEquals(4, Limits.RAW_DEFLATE_TRAILER_BYTES);
    }

    @Test
    @Tag("T083")
    void brokenHeaderIsRefused() {
        // A stream without its first three bytes: neither a wrapper nor a deflate block.
        byte[] coded = Feed.hex("58 db 6e e3 36 10 7d 37 90 7f 60 fd d4 02 b6 6e b6 13 39 70");
        for (int piece : Feed.SIZES) {
            TransferException refused =
                    assertThrows(TransferException.class, () -> Feed.decode(deflate, coded, piece, 1000));
            assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
            assertEquals(
                    "Error while processing content unencoding: invalid stored block lengths", refused.getMessage());
        }
    }

    @Test
    @Tag("T083")
    void wrongChecksumIsRefused() {
        byte[] coded = Feed.zlib(BODY);
        coded[coded.length - 1]++;
        TransferException refused = assertThrows(TransferException.class, () -> Feed.decode(deflate, coded, 1, 1000));
        assertEquals("Error while processing content unencoding: incorrect data check", refused.getMessage());
    }

    @Test
    @Tag("T083")
    void truncatedStreamWantsMore() throws TransferException {
        byte[] coded = Feed.zlib(BODY);
        for (int length = 1; length < coded.length; length += 101) {
            assertEquals(
                    State.NEEDS_INPUT,
                    Feed.decode(deflate, Arrays.copyOf(coded, length), length, 1000)
                            .state());
        }
    }

    @Test
    @Tag("T083")
    void presetDictionaryIsRefused() {
        Deflater deflater = new Deflater();
        deflater.setDictionary(Feed.ascii("dictionary"));
        deflater.setInput(Feed.ascii("a dictionary"));
        deflater.finish();
        byte[] coded = new byte[100];
        int length = deflater.deflate(coded);
        deflater.end();
        TransferException refused = assertThrows(
                TransferException.class, () -> Feed.decode(deflate, Arrays.copyOf(coded, length), length, 1000));
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
    }

    private void decodesHoweverCut(byte[] coded) throws TransferException {
        for (int inputPiece : Feed.SIZES) {
            for (int outputPiece : Feed.SIZES) {
                Feed.Result result = Feed.decode(deflate, coded, inputPiece, outputPiece);
                assertArrayEquals(BODY, result.bytes());
                assertEquals(State.FINISHED, result.state());
                assertEquals(0, result.unused());
            }
        }
    }
}
