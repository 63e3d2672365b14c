package dev.hiper.internal.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.ContentCoding.Decoder;
import dev.hiper.spi.ContentCoding.Decoder.State;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GzipCodingTest {
    private static final byte[] BODY = Feed.body(20_000);
    private static final byte[] PLAIN_HEADER = Feed.hex("1f8b 08 00 00000000 00 03");

    private final GzipCoding gzip = new GzipCoding();

    @Test
    void bodyIsDecodedHoweverItIsCut() throws TransferException {
        byte[] coded = Feed.gzip(BODY);
        for (int inputPiece : Feed.SIZES) {
            for (int outputPiece : Feed.SIZES) {
                Feed.Result result = Feed.decode(gzip, coded, inputPiece, outputPiece);
                assertArrayEquals(BODY, result.bytes());
                assertEquals(State.FINISHED, result.state());
            }
        }
    }

    @Test
    void emptyBodyIsDecoded() throws TransferException {
        Feed.Result result = Feed.decode(gzip, Feed.gzip(new byte[0]), 1, 1);
        assertEquals(0, result.bytes().length);
        assertEquals(State.FINISHED, result.state());
    }

    @Test
    void fileNameIsSkipped() throws TransferException {
        byte[] coded =
                Feed.hex("1f8b0808799eab4100036c616c616c6100cbc9cc4b5530e452c801d1465c0a10863117000a02716018000000");
        for (int piece : Feed.SIZES) {
            assertEquals(
                    "line 1\n line 2\n  line 3\n",
                    Feed.decode(gzip, coded, piece, 100).text());
        }
    }

    @Test
    void everyOptionalFieldIsSkipped() throws TransferException {
        byte[] header = Feed.join(
                Feed.hex("1f8b 08 1e 00000000 00 03"),
                Feed.hex("0500 0102030405"),
                Feed.ascii("name\0"),
                Feed.ascii("comment\0"));
        byte[] coded = withHeader(Feed.join(header, Feed.headerCrc(header)));
        for (int piece : Feed.SIZES) {
            assertArrayEquals(BODY, Feed.decode(gzip, coded, piece, 1000).bytes());
        }
    }

    @Test
    void emptyOptionalFieldsAreSkipped() throws TransferException {
        byte[] coded = withHeader(Feed.hex("1f8b 08 1c 00000000 00 03 0000 00 00"));
        for (int piece : Feed.SIZES) {
            assertArrayEquals(BODY, Feed.decode(gzip, coded, piece, 1000).bytes());
        }
    }

    @Test
    void zlibUnderTheNameOfGzipIsUnderstood() throws TransferException {
        for (int piece : Feed.SIZES) {
            Feed.Result result = Feed.decode(gzip, Feed.zlib(BODY), piece, 1000);
            assertArrayEquals(BODY, result.bytes());
            assertEquals(State.FINISHED, result.state());
        }
    }

    @Test
    @Tag("T083")
    void brokenHeadersAreRefused() {
        refused("incorrect header check", Feed.hex("0879 9eab"));
        refused("incorrect header check", Feed.hex("1f00"));
        refused("unknown compression method", Feed.hex("1f8b 07"));
        refused("unknown header flags set", Feed.hex("1f8b 08 20"));
        byte[] header = Feed.hex("1f8b 08 02 00000000 00 03");
        byte[] crc = Feed.headerCrc(header);
        crc[1]++;
        refused("header crc mismatch", Feed.join(header, crc));
    }

    @Test
    @Tag("T083")
    void wrongChecksumAndLengthAreRefused() {
        byte[] coded = Feed.gzip(BODY);
        byte[] wrongCrc = coded.clone();
        wrongCrc[coded.length - 5]++;
        refused("incorrect data check", wrongCrc);
        byte[] wrongLength = coded.clone();
        wrongLength[coded.length - 1]++;
        refused("incorrect length check", wrongLength);
    }

    @Test
    @Tag("T083")
    void brokenDataAreRefused() {
        refused("invalid block type", Feed.join(PLAIN_HEADER, Feed.hex("ffff")));
    }

    @Test
    @Tag("T083")
    void endlessFileNameIsRefused() {
        byte[] name = new byte[Limits.GZIP_HEADER_BYTES];
        Arrays.fill(name, (byte) 'n');
        refused(
                "more than " + Limits.GZIP_HEADER_BYTES + " bytes before the data",
                Feed.join(Feed.hex("1f8b 08 08 00000000 00 03"), name));
    }

    @Test
    @Tag("T083")
    void longestExtraFieldIsSkipped() throws TransferException {
        byte[] coded = withHeader(Feed.join(Feed.hex("1f8b 08 04 00000000 00 03 ffff"), new byte[0xffff]));
        assertArrayEquals(BODY, Feed.decode(gzip, coded, 1000, 1000).bytes());
    }

    @Test
    @Tag("T083")
    void truncatedMemberWantsMore() throws TransferException {
        byte[] coded = Feed.gzip(Feed.ascii("hello"));
        for (int length = 1; length < coded.length; length++) {
            Feed.Result result = Feed.decode(gzip, Arrays.copyOf(coded, length), length, 1000);
            assertEquals(State.NEEDS_INPUT, result.state());
        }
    }

    @Test
    @Tag("T083")
    void bytesBehindTheEndAreLeft() throws TransferException {
        byte[] coded = Feed.join(Feed.gzip(BODY), Feed.ascii("tail"));
        Feed.Result result = Feed.decode(gzip, coded, coded.length, 1000);
        assertArrayEquals(BODY, result.bytes());
        assertEquals(4, result.unused());
    }

    @Test
    @Tag("T083")
    void secondMemberIsRefused() throws TransferException {
        byte[] member = Feed.gzip(Feed.ascii("one"));
        try (Decoder decoder = gzip.newDecoder()) {
            ByteBuffer output = ByteBuffer.allocateDirect(100);
            assertEquals(State.FINISHED, decoder.decode(ByteBuffer.wrap(member), output));
            TransferException refused =
                    assertThrows(TransferException.class, () -> decoder.decode(ByteBuffer.wrap(member), output));
            assertEquals(ResultCode.WRITE_ERROR, refused.result());
            assertEquals("Multi-member gzip response not supported", refused.getMessage());
        }
    }

    private void refused(String detail, byte[] coded) {
        for (int piece : Feed.SIZES) {
            TransferException refused =
                    assertThrows(TransferException.class, () -> Feed.decode(gzip, coded, piece, 1000));
            assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
            assertEquals("Error while processing content unencoding: " + detail, refused.getMessage());
        }
    }

    private static byte[] withHeader(byte[] header) {
        byte[] coded = Feed.gzip(BODY);
        return Feed.join(header, Arrays.copyOfRange(coded, PLAIN_HEADER.length, coded.length));
    }
}
