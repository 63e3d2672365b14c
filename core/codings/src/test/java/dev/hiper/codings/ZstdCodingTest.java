package dev.hiper.codings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.ContentCoding.Decoder;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ZstdCodingTest {
    private final ZstdCoding zstd = new ZstdCoding();

    @BeforeEach
    void isAvailable() {
        assertTrue(zstd.isAvailable());
    }

    @Test
    void nameIsTheOneOfTheRegistry() {
        assertEquals(List.of("zstd"), zstd.names());
    }

    @Test
    void bodyIsDecodedHoweverItIsCut() throws TransferException {
        byte[] body = Decoding.body(200_000);
        byte[] coded = Zstd.compress(body);
        for (int inputPiece : Decoding.SIZES) {
            for (int outputPiece : Decoding.SIZES) {
                Decoding.Result result = Decoding.decode(zstd, coded, inputPiece, outputPiece);
                assertArrayEquals(body, result.bytes());
                assertEquals(State.FINISHED, result.state());
            }
        }
    }

    @Test
    void fixedBytesMeanWhatTheyAlwaysMeant() throws TransferException {
        byte[] coded = Decoding.hex(
                "28b52ffd64803f0d01008830 3132333435363738394142434445460a" + "04007c9f607800041a1dd2ab4d3a9782afb99c");
        for (int piece : Decoding.SIZES) {
            byte[] decoded = Decoding.decode(zstd, coded, piece, 16 * 1024).bytes();
            assertEquals(Decoding.lines(), new String(decoded, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void framesInSequenceAreOneBody() throws TransferException {
        byte[] first = Decoding.body(30_000);
        byte[] second = Decoding.body(20_000);
        byte[] skippable = Decoding.hex("502a4d18 02000000 aabb");
        byte[] coded = Decoding.join(Zstd.compress(first), skippable, Zstd.compress(second));
        for (int piece : Decoding.SIZES) {
            Decoding.Result result = Decoding.decode(zstd, coded, piece, 1000);
            assertArrayEquals(Decoding.join(first, second), result.bytes());
            assertEquals(State.FINISHED, result.state());
        }
    }

    @Test
    void emptyBodyIsDecoded() throws TransferException {
        Decoding.Result result = Decoding.decode(zstd, Zstd.compress(new byte[0]), 1, 1);
        assertEquals(0, result.bytes().length);
        assertEquals(State.FINISHED, result.state());
    }

    @Test
    @Tag("T081")
    void bombComesInPieces() throws TransferException {
        byte[] coded = Zstd.compress(new byte[4 << 20]);
        ByteBuffer input = ByteBuffer.wrap(coded);
        ByteBuffer output = ByteBuffer.allocateDirect(16 * 1024);
        long sum = 0;
        try (Decoder decoder = zstd.newDecoder()) {
            while (decoder.decode(input, output) == State.NEEDS_OUTPUT) {
                sum += output.flip().remaining();
                output.clear();
            }
            sum += output.flip().remaining();
        }
        assertEquals(4 << 20, sum);
    }

    @Test
    @Tag("T083")
    void windowsAboveEightMebibytesAreRefused() throws TransferException {
        // Magic number, descriptor without content size, window descriptor, empty last block.
        byte[] eight = Decoding.hex("28b52ffd 00 68 010000");
        assertEquals(State.FINISHED, Decoding.decode(zstd, eight, 1, 1000).state());
        refused(Decoding.hex("28b52ffd 00 69 010000"), 1000);
        refused(Decoding.hex("28b52ffd 00 a8 010000"), 1);
        byte[] body = Decoding.body(100_000);
        try (ZstdCompressCtx context = new ZstdCompressCtx().setLong(27).setContentSize(false)) {
            refused(streamed(context, body), 1000);
        }
    }

    @Test
    @Tag("T083")
    void brokenStreamsAreRefused() {
        for (int piece : Decoding.SIZES) {
            refused(Decoding.hex("28b52ffe 00 58 010000"), piece);
            refused(Decoding.join(Zstd.compress(Decoding.body(1000)), Decoding.hex("0102030405060708090a")), piece);
        }
        byte[] corrupt = Zstd.compress(Decoding.body(5000));
        Arrays.fill(corrupt, corrupt.length / 2, corrupt.length, (byte) 0xff);
        refused(corrupt, 1000);
    }

    @Test
    @Tag("T083")
    void truncatedStreamWantsMore() throws TransferException {
        byte[] coded = Zstd.compress(Decoding.body(5000));
        for (int length = 1; length < coded.length; length += 97) {
            assertEquals(
                    State.NEEDS_INPUT,
                    Decoding.decode(zstd, Arrays.copyOf(coded, length), 100, 1000)
                            .state());
        }
    }

    @Test
    @Tag("T084")
    void closingTwiceIsHarmless() throws TransferException {
        Decoder decoder = zstd.newDecoder();
        decoder.close();
        decoder.close();
    }

    private void refused(byte[] coded, int piece) {
        TransferException refused =
                assertThrows(TransferException.class, () -> Decoding.decode(zstd, coded, piece, 1000));
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
    }

    /** As a server codes what it does not know the length of. */
    private static byte[] streamed(ZstdCompressCtx context, byte[] body) {
        ByteBuffer source = ByteBuffer.allocateDirect(body.length).put(body).flip();
        ByteBuffer target = ByteBuffer.allocateDirect((int) Zstd.compressBound(body.length) + 1000);
        source.limit(body.length / 2);
        context.compressDirectByteBufferStream(target, source, EndDirective.FLUSH);
        source.limit(body.length);
        assertTrue(context.compressDirectByteBufferStream(target, source, EndDirective.END));
        byte[] coded = new byte[target.flip().remaining()];
        target.get(coded);
        return coded;
    }
}
