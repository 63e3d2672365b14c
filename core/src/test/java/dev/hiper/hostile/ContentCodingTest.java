package dev.hiper.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimReply.Cut;
import dev.hiper.sim.SimServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coded bodies on their way through the engine: small on the wire, large at the application. */
class ContentCodingTest {
    private static final int BOMB = 16 << 20;
    private static final String TEXT = "a body that is worth to be compressed, ".repeat(40);

    /** Ways of ending a transfer while decoded bytes are waiting. */
    enum Cancellation {
        REMOVE_PAUSED,
        REMOVE_RUNNING,
        WRITE_ABORT,
        TIMEOUT
    }

    @ParameterizedTest
    @Tag("T081")
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "deflate, gzip"})
    void aBombComesInSmallPiecesBetweenWhichOthersGoOn(String codings) {
        byte[] coded = coded(codings, new byte[BOMB]);
        assertTrue(coded.length < BOMB / 500);
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.status(200, coded, "Content-Encoding: " + codings));
            sim.server("b.test").reply(SimReply.ok("small").delayedMillis(1));
            sim.clock().nanosPerRead(500_000);
            long[] delivered = new long[2];
            SimCall bystander = sim.call("http://b.test/");
            SimCall bomb = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "");
            bomb.writer((easy, data) -> {
                delivered[0] += data.remaining();
                assertTrue(data.remaining() <= Limits.WRITE_PIECE_BYTES, "a piece of " + data.remaining());
                return WriteResult.ACCEPTED;
            });
            sim.loop().check(() -> {
                long now = delivered[0] - delivered[1];
                delivered[1] = delivered[0];
                assertTrue(
                        now <= 2L * (Limits.DECODED_BYTES_PER_RUN + Limits.WRITE_PIECE_BYTES),
                        () -> now + " bytes in one call");
            });
            sim.add(bomb);
            sim.add(bystander);
            sim.loop().runUntil(bystander::isDone);
            assertFalse(bomb.isDone(), "It was overtaken.");
            sim.runUntilDone();
            assertEquals(ResultCode.OK, bomb.result());
            assertEquals("small", bystander.body());
            assertEquals(BOMB, delivered[0]);
            assertEquals(coded.length, bomb.easy().info(EasyInfo.SIZE_DOWNLOAD_T));
        }
    }

    @ParameterizedTest
    @Tag("T081")
    @Tag("T086")
    @ValueSource(strings = {"gzip", "deflate", "gzip, gzip"})
    void theLargestSizeCountsDecodedBytes(String codings) {
        Consumer<SimCall> limited = call -> call.set(EasyOption.MAXFILESIZE_LARGE, 1000L);
        assertSize(codings, 1000, ResultCode.OK, limited);
        assertSize(codings, 1001, ResultCode.FILESIZE_EXCEEDED, limited);
        assertSize(codings, BOMB, ResultCode.FILESIZE_EXCEEDED, limited);
    }

    private static void assertSize(String codings, int size, ResultCode expected, Consumer<SimCall> setUp) {
        for (boolean chunked : new boolean[] {true, false}) {
            try (SimHarness sim = new SimHarness()) {
                byte[] coded = coded(codings, new byte[size]);
                SimServer server = sim.server("a.test")
                        .reply(
                                chunked
                                        ? chunkedBody(codings, coded)
                                        : SimReply.status(200, coded, "Content-Encoding: " + codings));
                SimCall call = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "");
                setUp.accept(call);
                sim.add(call);
                sim.runUntilDone();
                assertEquals(expected, call.result(), () -> call.message().toString());
                assertTrue(call.bodyBytes().length <= 1000);
                assertEquals(expected == ResultCode.OK, server.peer(0).socket().isOpen());
            }
        }
    }

    private static SimReply chunkedBody(String codings, byte[] body) {
        return SimReply.raw("HTTP/1.1 200 OK\r\nContent-Encoding: " + codings + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length) + "\r\n")
                .then(body)
                .then("\r\n0\r\n\r\n");
    }

    /** Only coded bytes wait; nothing more is decoded, and the server is not read on. */
    @ParameterizedTest
    @Tag("T081")
    @Tag("T085")
    @ValueSource(ints = {1, 2, 3, 64, 65, 100})
    void aPauseInTheMiddleOfABombHoldsEverythingUp(int piece) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.status(200, coded("gzip", new byte[BOMB]), "Content-Encoding: gzip"),
                            SimReply.ok("next"));
            SimCall call = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "gzip");
            int[] calls = new int[1];
            call.writer((easy, data) -> ++calls[0] == piece ? WriteResult.PAUSE : WriteResult.ACCEPTED);
            sim.add(call);
            sim.loop().runUntil(() -> calls[0] == piece);
            sim.runFor(60_000);
            assertEquals(piece, calls[0]);
            assertEquals(piece - 1, call.pieces().size());
            assertFalse(sim.loop().interest(1).in(), "The server is not read.");
            sim.loop().pause(call.easy(), Pause.CONT);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(BOMB, call.bodyBytes().length);
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("next", next.body());
            assertEquals(1, server.peers().size(), "The connection was fine.");
        }
    }

    @ParameterizedTest
    @Tag("T085")
    @CsvSource({"WHOLE, gzip", "BYTES, gzip", "SEEDED, 'deflate, gzip'", "BYTES, 'gzip, deflate'"})
    void aBodyWithManyPausesArrivesAsItWas(Cut cut, String codings) {
        byte[] body = noise(200_000);
        byte[] coded = coded(codings, body);
        byte[] sent = cut == Cut.BYTES ? coded("gzip", TEXT.getBytes(ISO_8859_1)) : coded;
        byte[] expected = cut == Cut.BYTES ? TEXT.getBytes(ISO_8859_1) : body;
        String names = cut == Cut.BYTES ? "gzip" : codings;
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test")
                    .reply(SimReply.status(200, sent, "Content-Encoding: " + names)
                            .cut(cut));
            SimCall call = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "");
            Random random = new Random(7);
            call.writer((easy, data) -> {
                if (random.nextInt(3) > 0) {
                    return WriteResult.ACCEPTED;
                }
                sim.loop().post(random.nextInt(3) * 1_000_000L, () -> sim.loop().pause(easy, Pause.CONT));
                return WriteResult.PAUSE;
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            assertArrayEquals(expected, call.bodyBytes());
        }
    }

    @ParameterizedTest
    @Tag("T081")
    @Tag("T098")
    @EnumSource
    void aBombThatIsCancelledIsGone(Cancellation how) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.status(200, coded("gzip", new byte[BOMB]), "Content-Encoding: gzip"),
                            SimReply.ok("next"));
            SimCall call = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "");
            int[] calls = new int[1];
            call.writer((easy, data) -> {
                calls[0]++;
                return switch (how) {
                    case REMOVE_PAUSED, TIMEOUT -> calls[0] == 3 ? WriteResult.PAUSE : WriteResult.ACCEPTED;
                    case REMOVE_RUNNING -> WriteResult.ACCEPTED;
                    case WRITE_ABORT -> calls[0] == 3 ? WriteResult.ABORT : WriteResult.ACCEPTED;
                };
            });
            call.set(EasyOption.TIMEOUT_MS, how == Cancellation.TIMEOUT ? 500L : 0L);
            sim.add(call);
            sim.loop().runUntil(() -> calls[0] >= 3);
            switch (how) {
                case REMOVE_PAUSED, REMOVE_RUNNING -> sim.remove(call);
                case WRITE_ABORT, TIMEOUT -> sim.runUntilDone();
            }
            int before = calls[0];
            assertTrue(before < BOMB / Limits.WRITE_PIECE_BYTES, "It was still going on.");
            sim.runFor(1000);
            assertEquals(before, calls[0]);
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("next", next.body());
            assertFalse(how != Cancellation.REMOVE_RUNNING && server.peers().size() != 2, "It was not used again.");
        }
    }

    @ParameterizedTest
    @Tag("T082")
    @ValueSource(
            strings = {
                "Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip",
                "Content-Encoding: gzip|Content-Encoding: gzip|Content-Encoding: gzip|Content-Encoding: gzip"
                        + "|Content-Encoding: gzip|Content-Encoding: gzip",
                "Content-Encoding: gzip, , identity,,identity, identity|Content-Encoding: deflate, gzip",
                "Content-Encoding: br, zstd, br, zstd, br, zstd",
            })
    void aChainOfTooManyCodingsIsRefused(String fields) {
        Answers.assertRefused(
                ResultCode.BAD_CONTENT_ENCODING,
                "",
                Answers.ok(fields + "|Content-Length: 4", "body"),
                call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
    }

    @ParameterizedTest
    @Tag("T082")
    @ValueSource(strings = {", gzip", "|Content-Encoding: gzip"})
    void aHundredCodingsAreRefused(String another) {
        Answers.assertRefused(
                ResultCode.BAD_CONTENT_ENCODING,
                "",
                Answers.ok("Content-Encoding: gzip" + another.repeat(99) + "|Content-Length: 4", "body"),
                call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
    }

    @ParameterizedTest
    @Tag("T082")
    @ValueSource(strings = {"gzip, gzip, gzip, gzip, gzip", "deflate, gzip, deflate, gzip", ", gzip,, identity,"})
    void aShortChainIsUndone(String codings) {
        byte[] coded = coded(codings, TEXT.getBytes(ISO_8859_1));
        Answers.assertDelivered(
                TEXT,
                true,
                SimReply.status(200, coded, "Content-Encoding: " + codings),
                call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
    }

    /** Without ACCEPT_ENCODING, or with HTTP_CONTENT_DECODING off, the body is what came. */
    @Test
    @Tag("T082")
    void nobodyDecodesUnasked() {
        byte[] coded = coded("gzip", TEXT.getBytes(ISO_8859_1));
        SimReply reply = SimReply.status(200, coded, "Content-Encoding: gzip");
        Answers.assertDelivered(new String(coded, ISO_8859_1), true, reply);
        Answers.assertDelivered(
                new String(coded, ISO_8859_1), true, reply, call -> call.set(EasyOption.ACCEPT_ENCODING, "")
                        .set(EasyOption.HTTP_CONTENT_DECODING, false));
        Answers.assertDelivered(
                "x", true, Answers.ok("Content-Encoding: " + "gzip, ".repeat(99) + "gzip|Content-Length: 1", "x"));
    }

    @Test
    @Tag("T083")
    void damagedBodiesAreRefused() {
        byte[] good = coded("gzip", TEXT.getBytes(ISO_8859_1));
        byte[] checksum = good.clone();
        checksum[good.length - 7] ^= 1;
        byte[] size = good.clone();
        size[good.length - 1] ^= 1;
        byte[] magic = good.clone();
        magic[0] ^= 1;
        byte[] method = good.clone();
        method[2] = 7;
        byte[] block = good.clone();
        block[10] = (byte) 0xff;
        for (byte[] bad : List.of(checksum, size, magic, method, block)) {
            assertEnds(ResultCode.BAD_CONTENT_ENCODING, "gzip", bad);
        }
        assertEnds(ResultCode.BAD_CONTENT_ENCODING, "deflate", "neither zlib nor deflate".getBytes(ISO_8859_1));
        assertEnds(ResultCode.BAD_CONTENT_ENCODING, "nobody-knows", good);
    }

    @Test
    @Tag("T083")
    void bytesBehindTheEndAreRefused() {
        byte[] good = coded("gzip", TEXT.getBytes(ISO_8859_1));
        assertEnds(ResultCode.WRITE_ERROR, "gzip", joined(good, "garbage".getBytes(ISO_8859_1)));
    }

    /** As in libcurl: what came counts, and Content-Length says that all came. */
    @Test
    @Tag("T083")
    void aStreamThatEndsEarlyIsDelivered() {
        byte[] good = coded("gzip", TEXT.getBytes(ISO_8859_1));
        Answers.assertDelivered(
                TEXT,
                true,
                SimReply.status(200, Arrays.copyOf(good, good.length - 4), "Content-Encoding: gzip"),
                call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
    }

    @Test
    @Tag("T083")
    void bothKindsOfDeflateAreUnderstood() {
        for (boolean raw : new boolean[] {true, false}) {
            byte[] coded = deflated(TEXT.getBytes(ISO_8859_1), raw);
            Answers.assertDelivered(
                    TEXT,
                    true,
                    SimReply.status(200, coded, "Content-Encoding: deflate"),
                    call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
        }
    }

    @ParameterizedTest
    @Tag("T083")
    @CsvSource({"4, 60000, true", "8, 60000, true", "8, 200000, false", "16, 200000, false"})
    void theHeaderOfAGzipStreamIsBounded(int flag, int size, boolean fine) {
        byte[] stream = gzipWithHeader(flag, size, TEXT.getBytes(ISO_8859_1));
        if (fine) {
            Answers.assertDelivered(
                    TEXT,
                    true,
                    SimReply.status(200, stream, "Content-Encoding: gzip").cut(Cut.WHOLE),
                    call -> call.set(EasyOption.ACCEPT_ENCODING, ""));
        } else {
            assertEnds(ResultCode.BAD_CONTENT_ENCODING, "gzip", stream);
        }
    }

    @ParameterizedTest
    @Tag("T083")
    @CsvSource({"HEAD, 200", "GET, 304", "GET, 204"})
    void anAnswerWithoutBodyMayBeCalledWhatItWants(String method, int status) {
        Answers.assertDelivered(
                "", true, SimReply.bodyless(status, "Content-Encoding: nobody-knows, gzip"), call -> call.set(
                                EasyOption.ACCEPT_ENCODING, "")
                        .set(EasyOption.NOBODY, method.equals("HEAD")));
    }

    @Test
    @Tag("T084")
    void aThousandFailingDecodersLeaveNothing() {
        byte[] bad = coded("gzip", noise(40_000));
        bad[bad.length - 8] ^= 1;
        byte[] good = coded("gzip", TEXT.getBytes(ISO_8859_1));
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.status(200, bad, "Content-Encoding: gzip"));
            for (int i = 0; i < 1000; i++) {
                SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "gzip"));
                sim.runUntilDone();
                assertEquals(ResultCode.BAD_CONTENT_ENCODING, call.result());
                assertEquals(0, sim.network().openSockets());
                sim.remove(call);
                call.easy().close();
                call.forget();
            }
            server.reply(SimReply.status(200, good, "Content-Encoding: gzip"));
            SimCall fine = sim.add(sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "gzip"));
            sim.runUntilDone();
            assertEquals(TEXT, fine.body());
        }
    }

    @Test
    @Tag("T087")
    void droppedCodedBodiesLeaveNothing() {
        byte[] coded = coded("gzip", noise(200_000));
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.status(200, coded, "Content-Encoding: gzip"));
            List<SimCall> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                SimCall call = sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, "gzip");
                call.writer((easy, data) -> WriteResult.PAUSE);
                calls.add(sim.add(call));
            }
            sim.runFor(1000);
            for (SimCall call : calls) {
                assertFalse(call.isDone());
                sim.remove(call);
                call.easy().close();
            }
            assertEquals(0, sim.network().openSockets());
            assertEquals(-1, sim.loop().timerMillis());
        }
    }

    private static void assertEnds(ResultCode expected, String codings, byte[] body) {
        for (Cut cut : List.of(Cut.WHOLE, Cut.SEEDED)) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test")
                        .reply(
                                SimReply.status(200, body, "Content-Encoding: " + codings)
                                        .cut(cut),
                                SimReply.ok("next"));
                SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.ACCEPT_ENCODING, ""));
                sim.runUntilDone();
                assertEquals(expected, call.result(), () -> cut + ": " + call.message());
                assertTrue(TEXT.startsWith(call.body()));
                assertFalse(server.peer(0).socket().isOpen());
                SimCall next = sim.get(Answers.URL);
                sim.runUntilDone();
                assertEquals("next", next.body());
            }
        }
    }

    private static byte[] coded(String codings, byte[] body) {
        byte[] result = body;
        for (String coding : codings.split(",", -1)) {
            result = switch (coding.trim()) {
                case "gzip", "x-gzip" -> gzipped(result);
                case "deflate" -> deflated(result, false);
                default -> result;
            };
        }
        return result;
    }

    private interface Wrapping {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] gzipped(byte[] body) {
        return through(GZIPOutputStream::new, body);
    }

    private static byte[] deflated(byte[] body, boolean raw) {
        return through(out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw)), body);
    }

    private static byte[] through(Wrapping wrapping, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = wrapping.around(out)) {
            wrapped.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A stream with an extra field (4), a file name (8) or a comment (16) of {@code size} bytes. */
    private static byte[] gzipWithHeader(int flag, int size, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flag, 0, 0, 0, 0, 0, 3});
        byte[] field = new byte[size];
        Arrays.fill(field, (byte) 'n');
        if (flag == 4) {
            out.write(size & 0xff);
            out.write(size >> 8);
        }
        out.writeBytes(field);
        if (flag != 4) {
            out.write(0);
        }
        out.writeBytes(deflated(body, true));
        CRC32 checksum = new CRC32();
        checksum.update(body);
        for (long value : new long[] {checksum.getValue(), body.length}) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (value >> shift));
            }
        }
        return out.toByteArray();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
