package dev.hiper.internal.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.coding.DecodingChain.Kind;
import dev.hiper.internal.coding.DecodingChain.Progress;
import dev.hiper.spi.ContentCoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DecodingChainTest {
    private static final byte[] BODY = Feed.body(50_000);
    private static final String GZIPS = "gzip, gzip, gzip, gzip, gzip";

    private final DecodeBuffers buffers = new DecodeBuffers();
    private final DecodingChain chain = new DecodingChain(ContentCodings.builtIn(), buffers);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    /** How many more pieces are welcome. */
    private int welcome = Integer.MAX_VALUE;

    @Test
    void nothingToDecodePassesThrough() throws TransferException {
        begin(Kind.CONTENT, "identity", "NONE", " , ,", "");
        assertTrue(chain.isEmpty());
        assertEquals(Progress.DRAINED, write(BODY));
        assertArrayEquals(BODY, received.toByteArray());
        assertTrue(chain.finished());
    }

    @Test
    void oneCodingIsUndone() throws TransferException {
        begin(Kind.CONTENT, "GZIP");
        assertFalse(chain.isEmpty());
        assertFalse(chain.finished());
        assertEquals(Progress.DRAINED, write(Feed.gzip(BODY)));
        assertArrayEquals(BODY, received.toByteArray());
        assertTrue(chain.finished());
    }

    @Test
    void lastCodingIsUndoneFirstHoweverTheInputIsCut() throws TransferException {
        byte[] coded = Feed.gzip(Feed.raw(Feed.zlib(BODY)));
        for (int piece : Feed.SIZES) {
            received.reset();
            begin(Kind.CONTENT, "deflate\t,, identity,deflate", "x-gzip ");
            for (int at = 0; at < coded.length; at += piece) {
                write(Arrays.copyOfRange(coded, at, Math.min(coded.length, at + piece)));
            }
            assertArrayEquals(BODY, received.toByteArray());
            assertTrue(chain.finished());
        }
    }

    @Test
    void piecesAreBounded() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        chain.write(ByteBuffer.wrap(Feed.gzip(BODY)), piece -> {
            assertTrue(piece.remaining() <= Limits.WRITE_PIECE_BYTES);
            return take(piece);
        });
        assertArrayEquals(BODY, received.toByteArray());
    }

    @Test
    @Tag("T081")
    void pauseStopsDecodingAtOnce() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        welcome = 1;
        assertEquals(Progress.PAUSED, write(Feed.gzip(BODY)));
        assertTrue(chain.holdsData());
        int first = received.size();
        assertTrue(first > 0 && first <= Limits.WRITE_PIECE_BYTES);
        welcome = 1;
        assertEquals(Progress.PAUSED, chain.resume(this::take));
        assertTrue(received.size() > first);
        welcome = Integer.MAX_VALUE;
        assertEquals(Progress.DRAINED, chain.resume(this::take));
        assertFalse(chain.holdsData());
        assertArrayEquals(BODY, received.toByteArray());
        assertEquals(Progress.DRAINED, chain.resume(this::take));
    }

    @Test
    void whatComesDuringAPauseQueuesUp() throws TransferException {
        begin(Kind.CONTENT, "deflate, gzip");
        byte[] coded = Feed.gzip(Feed.zlib(BODY));
        welcome = 1;
        assertEquals(Progress.PAUSED, write(Arrays.copyOf(coded, coded.length / 2)));
        assertEquals(Progress.PAUSED, write(Arrays.copyOfRange(coded, coded.length / 2, coded.length)));
        int runs = 0;
        while (chain.holdsData()) {
            welcome = 1;
            chain.resume(this::take);
            runs++;
        }
        assertTrue(runs > 1);
        assertArrayEquals(BODY, received.toByteArray());
        assertTrue(chain.finished());
    }

    @Test
    void pauseAtTheLastPieceEndsWithoutMore() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        welcome = 1;
        assertEquals(Progress.PAUSED, write(Feed.gzip(Feed.ascii("small"))));
        assertEquals(Progress.DRAINED, chain.resume(this::take));
        assertArrayEquals(Feed.ascii("small"), received.toByteArray());
    }

    @Test
    void pauseWithoutCodingKeepsNothing() throws TransferException {
        begin(Kind.CONTENT, "identity");
        welcome = 1;
        assertEquals(Progress.PAUSED, write(BODY));
        assertEquals(Progress.DRAINED, chain.resume(this::take));
        assertArrayEquals(BODY, received.toByteArray());
    }

    @Test
    @Tag("T081")
    void bombIsGivenOutRunByRun() throws TransferException {
        int size = 5 * Limits.DECODED_BYTES_PER_RUN;
        byte[] coded = Feed.gzip(Feed.gzip(new byte[size]));
        begin(Kind.CONTENT, "gzip, gzip");
        long[] sum = {0};
        DecodingChain.Receiver counter = piece -> {
            sum[0] += piece.remaining();
            return true;
        };
        assertEquals(Progress.BUDGET_SPENT, chain.write(ByteBuffer.wrap(coded), counter));
        int runs = 1;
        while (chain.holdsData()) {
            assertTrue(sum[0] < (runs + 1L) * (Limits.DECODED_BYTES_PER_RUN + Limits.WRITE_PIECE_BYTES));
            chain.resume(counter);
            runs++;
        }
        assertEquals(size, sum[0]);
        assertTrue(runs >= 5);
    }

    @Test
    @Tag("T081")
    void receiverThatCountsStopsABomb() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        byte[] coded = Feed.gzip(new byte[Limits.DECODED_BYTES_PER_RUN]);
        int[] pieces = {0};
        TransferException refused = assertThrows(
                TransferException.class,
                () -> chain.write(ByteBuffer.wrap(coded), piece -> {
                    pieces[0]++;
                    throw new TransferException(ResultCode.FILESIZE_EXCEEDED, "too large");
                }));
        assertEquals(ResultCode.FILESIZE_EXCEEDED, refused.result());
        assertEquals(1, pieces[0]);
    }

    @Test
    @Tag("T082")
    void fiveCodingsAreTheMost() throws TransferException {
        byte[] coded = BODY;
        for (int i = 0; i < Limits.CONTENT_CODINGS; i++) {
            coded = Feed.gzip(coded);
        }
        begin(Kind.CONTENT, GZIPS);
        write(coded);
        assertArrayEquals(BODY, received.toByteArray());
        refused("Reject response exceeding limit of 5 content encodings", Kind.CONTENT, GZIPS + ",gzip");
        refused("Reject response exceeding limit of 5 content encodings", Kind.CONTENT, GZIPS, "gzip");
        refused("Reject response exceeding limit of 5 content encodings", Kind.CONTENT, GZIPS, "identity");
        refused("Reject response exceeding limit of 5 content encodings", Kind.CONTENT, "a,b,c,,d", "e", "f");
        refused("Reject response exceeding limit of 5 transfer encodings", Kind.TRANSFER, GZIPS + ",chunked");
    }

    @Test
    @Tag("T082")
    void listsWithoutEndCostOnlyFiveDecoders() throws TransferException {
        begin(Kind.CONTENT);
        assertThrows(TransferException.class, () -> chain.add("gzip,".repeat(10_000)));
        assertEquals(Limits.CONTENT_CODINGS, buffers.lent());
        chain.close();
        assertEquals(0, buffers.lent());
    }

    @Test
    void unknownCodingFailsAtTheFirstByteOnly() throws TransferException {
        begin(Kind.CONTENT, "gzip, magic");
        assertEquals(Progress.DRAINED, write(new byte[0]));
        TransferException refused = assertThrows(TransferException.class, () -> write(new byte[1]));
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
        assertEquals("Unrecognized content encoding type", refused.getMessage());
    }

    @Test
    void chunkedIsNoContentCoding() throws TransferException {
        begin(Kind.CONTENT, "chunked");
        assertFalse(chain.chunked());
        assertThrows(TransferException.class, () -> write(new byte[1]));
    }

    @Test
    void transferCodingsThatWereAskedForAreUndoneBehindTheChunks() throws TransferException {
        begin(Kind.TRANSFER, "gzip", "Chunked, chunked");
        assertTrue(chain.chunked());
        write(Feed.gzip(BODY));
        assertArrayEquals(BODY, received.toByteArray());
    }

    @Test
    @Tag("T054")
    void nothingComesBehindChunked() throws TransferException {
        refused(
                "Reject response due to 'chunked' not being the last Transfer-Encoding",
                Kind.TRANSFER,
                "chunked, gzip");
        refused(
                "Reject response due to 'chunked' not being the last Transfer-Encoding",
                Kind.TRANSFER,
                "chunked",
                "identity");
        refused("A Transfer-Encoding (identity) was listed after chunked", Kind.TRANSFER_UNASKED, "chunked, identity");
    }

    @Test
    @Tag("T054")
    void transferCodingsNobodyAskedForAreRefused() throws TransferException {
        refused("Unsolicited Transfer-Encoding (gzip) found", Kind.TRANSFER_UNASKED, "gzip, chunked");
        refused("Unsolicited Transfer-Encoding (chunked;q=1) found", Kind.TRANSFER_UNASKED, "chunked;q=1");
        refused("Unsolicited Transfer-Encoding (xchunked) found", Kind.TRANSFER_UNASKED, "xchunked");
        begin(Kind.TRANSFER_UNASKED, "identity, chunked");
        assertTrue(chain.chunked());
        assertTrue(chain.isEmpty());
    }

    @Test
    @Tag("T083")
    void bytesBehindTheEndFailAfterTheBodyIsDelivered() throws TransferException {
        for (byte[] coded :
                List.of(Feed.join(Feed.gzip(BODY), Feed.ascii("x")), Feed.join(Feed.gzip(BODY), Feed.gzip(BODY)))) {
            received.reset();
            begin(Kind.CONTENT, "gzip");
            TransferException refused = assertThrows(TransferException.class, () -> write(coded));
            assertEquals(ResultCode.WRITE_ERROR, refused.result());
            assertArrayEquals(BODY, received.toByteArray());
        }
    }

    @Test
    @Tag("T083")
    void bytesBehindTheEndFailInALaterWriteToo() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        write(Feed.gzip(BODY));
        assertEquals(
                ResultCode.WRITE_ERROR,
                assertThrows(TransferException.class, () -> write(Feed.ascii("x")))
                        .result());
    }

    @Test
    @Tag("T083")
    void truncatedStreamIsToldFromACompleteOne() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        byte[] coded = Feed.gzip(BODY);
        assertEquals(Progress.DRAINED, write(Arrays.copyOf(coded, coded.length - 1)));
        assertArrayEquals(BODY, received.toByteArray());
        assertFalse(chain.finished());
        write(new byte[] {coded[coded.length - 1]});
        assertTrue(chain.finished());
    }

    @Test
    @Tag("T084")
    void failuresGiveEverythingBack() throws TransferException {
        CountingCoding counting = new CountingCoding();
        counting.swallows = true;
        DecodingChain counted = new DecodingChain(ContentCodings.builtIn().with(List.of(counting)), buffers);
        byte[] broken = Feed.gzip(BODY);
        broken[broken.length - 1]++;
        for (int i = 0; i < 10_000; i++) {
            counted.begin(Kind.CONTENT);
            counted.add("counting, gzip");
            assertThrows(TransferException.class, () -> counted.write(ByteBuffer.wrap(broken), piece -> true));
        }
        counted.close();
        counted.close();
        assertEquals(0, counting.open);
        assertEquals(0, buffers.lent());
    }

    @Test
    @Tag("T083")
    void damagedStreamsGiveBytesOrARefusal() throws TransferException {
        Random random = new Random(20);
        byte[] coded = Feed.gzip(Feed.zlib(Feed.body(3000)));
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = coded.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(Math.min(damaged.length, 1 << (2 + random.nextInt(12))))] =
                        (byte) random.nextInt();
            }
            begin(Kind.CONTENT, random.nextBoolean() ? "deflate, gzip" : "gzip, deflate");
            received.reset();
            try {
                while (write(damaged) == Progress.BUDGET_SPENT) {
                    received.reset();
                }
            } catch (TransferException e) {
                assertTrue(e.result() == ResultCode.BAD_CONTENT_ENCODING || e.result() == ResultCode.WRITE_ERROR);
            }
        }
        chain.close();
        assertEquals(0, buffers.lent());
    }

    @Test
    void receiverMayCloseInTheMiddle() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        Progress progress = chain.write(ByteBuffer.wrap(Feed.gzip(BODY)), piece -> {
            chain.close();
            return true;
        });
        assertEquals(Progress.DRAINED, progress);
        assertFalse(chain.holdsData());
        assertEquals(0, buffers.lent());
    }

    @Test
    void receiverMayCloseWhileHeldBytesAreDecoded() throws TransferException {
        begin(Kind.CONTENT, "gzip");
        welcome = 1;
        write(Feed.gzip(BODY));
        chain.resume(piece -> {
            chain.close();
            return false;
        });
        assertFalse(chain.holdsData());
        assertEquals(0, buffers.lent());
    }

    @Test
    void decoderThatDoesNothingIsAMistakeAndNoEndlessLoop() throws TransferException {
        for (ContentCoding.Decoder.State state :
                List.of(ContentCoding.Decoder.State.NEEDS_OUTPUT, ContentCoding.Decoder.State.NEEDS_INPUT)) {
            CountingCoding idle = new CountingCoding();
            idle.answer = state;
            DecodingChain stuck = new DecodingChain(ContentCodings.builtIn().with(List.of(idle)), buffers);
            stuck.begin(Kind.CONTENT);
            stuck.add("counting");
            assertThrows(IllegalStateException.class, () -> stuck.write(ByteBuffer.wrap(BODY), piece -> true));
            stuck.close();
        }
    }

    private void begin(Kind kind, String... fields) throws TransferException {
        chain.begin(kind);
        for (String field : fields) {
            chain.add(field);
        }
    }

    private void refused(String message, Kind kind, String... fields) throws TransferException {
        TransferException refused = assertThrows(TransferException.class, () -> begin(kind, fields));
        assertEquals(ResultCode.BAD_CONTENT_ENCODING, refused.result());
        assertEquals(message, refused.getMessage());
    }

    private Progress write(byte[] data) throws TransferException {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        Progress progress = chain.write(buffer, this::take);
        assertFalse(buffer.hasRemaining(), "all input is taken");
        return progress;
    }

    private boolean take(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        received.writeBytes(bytes);
        return --welcome > 0;
    }

    /** Counts its decoders, which answer what they are told and give nothing out. */
    private static final class CountingCoding implements ContentCoding {
        int open;
        boolean swallows;
        Decoder.State answer = Decoder.State.NEEDS_INPUT;

        @Override
        public List<String> names() {
            return List.of("counting");
        }

        @Override
        public Decoder newDecoder() {
            open++;
            return new Decoder() {
                @Override
                public State decode(ByteBuffer input, ByteBuffer output) {
                    if (swallows) {
                        input.position(input.limit());
                    }
                    return answer;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }
}
