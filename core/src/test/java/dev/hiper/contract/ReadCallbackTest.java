package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.EasyOption;
import dev.hiper.HttpVersion;
import dev.hiper.ReadCallback;
import dev.hiper.SeekCallback;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is asked of the source of a request body. */
class ReadCallbackTest {
    private final SimNetwork network = new SimNetwork(1);
    private final SimHarness sim = new SimHarness(network);
    private final SimServer server = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C3")
    void zeroIsTheEndAndItIsNotAskedAgain() {
        int[] calls = new int[1];
        SimCall call = upload(-1, (easy, destination) -> {
            if (calls[0]++ == 0) {
                destination.put(Bodies.bytes(5));
                return 5;
            }
            return 0;
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(2, calls[0]);
        assertEquals(Bodies.text(5), server.request(0).bodyText());
    }

    @Test
    @Tag("C3")
    void anAbortEndsTheTransfer() {
        int[] calls = new int[1];
        SimCall call = upload(10, (easy, destination) -> {
            calls[0]++;
            return ReadCallback.ABORT;
        });
        run(call);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        assertEquals(1, calls[0]);
        assertFalse(network.socket(1).isOpen());
    }

    @Test
    @Tag("C3")
    void moreThanThereIsRoomForIsAReadError() {
        SimCall call = upload(10, (easy, destination) -> destination.remaining() + 1);
        run(call);
        assertEquals(ResultCode.READ_ERROR, call.result());
    }

    @Test
    @Tag("C3")
    @Tag("C28")
    void whatTheCallbackThrowsIsTheCauseOfTheFailure() {
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall call = upload(10, (easy, destination) -> {
            throw mine;
        });
        run(call);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        assertSame(mine, Objects.requireNonNull(call.message().failure()).cause());
    }

    @Test
    @Tag("C19")
    void noMoreThanTheBufferSizeIsAskedFor() {
        List<Integer> asked = new ArrayList<>();
        ReadCallback body = Bodies.reader(Bodies.bytes(100_000));
        SimCall call = upload(100_000, (easy, destination) -> {
                    asked.add(destination.remaining());
                    return body.onRead(easy, destination);
                })
                .set(EasyOption.UPLOAD_BUFFERSIZE, 20_000L);
        run(call);
        assertEquals(Bodies.text(100_000), server.request(0).bodyText());
        assertTrue(asked.stream().allMatch(size -> size > 0 && size <= 20_000), asked::toString);
    }

    @Test
    @Tag("C19")
    void endingBeforeTheAnnouncedSizeIsAReadError() {
        SimCall call = upload(10, Bodies.reader(Bodies.bytes(4)));
        run(call);
        assertEquals(ResultCode.READ_ERROR, call.result());
        assertTrue(server.requests().stream().noneMatch(SimRequest::isComplete));
    }

    @Test
    @Tag("C19")
    void noMoreThanTheAnnouncedSizeIsAskedFor() {
        List<Integer> asked = new ArrayList<>();
        ReadCallback endless = Bodies.reader(Bodies.bytes(1000));
        SimCall call = upload(10, (easy, destination) -> {
            asked.add(destination.remaining());
            return endless.onRead(easy, destination);
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of(10), asked);
        assertEquals(Bodies.text(10), server.request(0).bodyText());
    }

    @Test
    @Tag("C19")
    void aBodyOfUnknownSizeIsChunked() {
        run(upload(-1, Bodies.reader(Bodies.bytes(10))));
        assertEquals("chunked", server.request(0).field("Transfer-Encoding"));
        assertNull(server.request(0).field("Content-Length"));
        assertEquals(Bodies.text(10), server.request(0).bodyText());
    }

    @Test
    @Tag("C19")
    void aBodyOfUnknownSizeCannotBeSentWithTheOldVersion() {
        SimCall call = upload(-1, Bodies.reader(Bodies.bytes(10))).set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0);
        run(call);
        assertEquals(ResultCode.UPLOAD_FAILED, call.result());
        assertEquals(0, server.requests().size());
    }

    @Test
    @Tag("C19")
    void theCallbackServesTheTransferToItsEnd() {
        ReadCallback body = Bodies.reader(Bodies.bytes(100_000));
        SimCall call = upload(100_000, (easy, destination) -> {
            easy.set(EasyOption.READFUNCTION, (self, more) -> ReadCallback.ABORT);
            return body.onRead(easy, destination);
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(Bodies.text(100_000), server.request(0).bodyText());
    }

    @Test
    @Tag("C4")
    @Tag("C21")
    void aBodyFromMemoryIsSentAgainWithoutAsking() {
        deadConnection();
        SimCall call = sim.call("http://10.0.0.1/").set(EasyOption.POSTFIELDS, Bodies.bytes(100));
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(
                Bodies.text(100), server.request(server.requests().size() - 1).bodyText());
    }

    @Test
    @Tag("C4")
    @Tag("C21")
    void aBodyFromTheCallbackIsRewoundBeforeItIsSentAgain() {
        deadConnection();
        List<Long> offsets = new ArrayList<>();
        ByteBuffer source = ByteBuffer.wrap(Bodies.bytes(100));
        SimCall call = upload(100, (easy, destination) -> {
                    int count = Math.min(60, source.remaining());
                    destination.put(source.slice(source.position(), count));
                    source.position(source.position() + count);
                    return count;
                })
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    offsets.add(offset);
                    source.position((int) offset);
                    return SeekResult.OK;
                });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of(0L), offsets);
        assertEquals(
                Bodies.text(100), server.request(server.requests().size() - 1).bodyText());
    }

    @Test
    @Tag("C4")
    @Tag("C21")
    void aBodyThatCannotBeRewoundEndsTheTransfer() {
        List<@Nullable SeekCallback> seekers = new ArrayList<>();
        seekers.add(null);
        seekers.add((easy, offset) -> SeekResult.FAIL);
        seekers.add((easy, offset) -> SeekResult.CANTSEEK);
        seekers.add((easy, offset) -> {
            throw new IllegalStateException("mine");
        });
        for (SeekCallback seeker : seekers) {
            deadConnection();
            SimCall call = upload(100, Bodies.reader(Bodies.bytes(100))).set(EasyOption.SEEKFUNCTION, seeker);
            run(call);
            assertEquals(ResultCode.SEND_FAIL_REWIND, call.result());
        }
    }

    @Test
    @Tag("C21")
    void aResumedUploadSeeksToItsOffset() {
        List<Long> offsets = new ArrayList<>();
        ReadCallback rest = Bodies.reader(Bodies.bytes(60));
        SimCall call = upload(100, rest)
                .set(EasyOption.RESUME_FROM_LARGE, 40L)
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    offsets.add(offset);
                    return SeekResult.OK;
                });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of(40L), offsets);
        assertEquals(Bodies.text(60), server.request(0).bodyText());
    }

    @Test
    @Tag("C21")
    void whatCannotBeSoughtIsReadAndDropped() {
        List<@Nullable SeekCallback> seekers = new ArrayList<>();
        seekers.add(null);
        seekers.add((easy, offset) -> SeekResult.CANTSEEK);
        for (SeekCallback seeker : seekers) {
            SimCall call = upload(100, Bodies.reader(Bodies.bytes(100)))
                    .set(EasyOption.RESUME_FROM_LARGE, 40L)
                    .set(EasyOption.SEEKFUNCTION, seeker);
            run(call);
            assertEquals(ResultCode.OK, call.result());
            assertEquals(
                    Bodies.text(100).substring(40),
                    server.request(server.requests().size() - 1).bodyText());
        }
    }

    @Test
    @Tag("C21")
    void aFailingSeekEndsAResumedUpload() {
        SimCall call = upload(100, Bodies.reader(Bodies.bytes(100)))
                .set(EasyOption.RESUME_FROM_LARGE, 40L)
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> SeekResult.FAIL);
        run(call);
        assertEquals(ResultCode.READ_ERROR, call.result());
    }

    @Test
    @Tag("C21")
    void nothingLeftBehindTheOffsetIsAPartialFile() {
        SimCall call = upload(40, Bodies.reader(Bodies.bytes(40)))
                .set(EasyOption.RESUME_FROM_LARGE, 40L)
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> SeekResult.OK);
        run(call);
        assertEquals(ResultCode.PARTIAL_FILE, call.result());
    }

    @Test
    @Tag("C13")
    @Tag("C26")
    void trailersFollowTheLastChunkAndAreAskedForOnce() {
        int[] calls = new int[1];
        SimCall call = upload(-1, Bodies.reader(Bodies.bytes(10))).set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> {
            calls[0]++;
            trailers.add("X-Sum: 1");
            trailers.add("no field at all");
            trailers.add("X-End: 2");
            return CallbackResult.OK;
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(1, calls[0]);
        assertEquals(List.of("X-Sum: 1", "X-End: 2"), server.request(0).trailers());
    }

    @Test
    @Tag("C13")
    @Tag("C28")
    void trailersThatAreRefusedEndTheTransfer() {
        SimCall refused = upload(-1, Bodies.reader(Bodies.bytes(10)))
                .set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> CallbackResult.ABORT);
        run(refused);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, refused.result());
        SimCall thrown = upload(-1, Bodies.reader(Bodies.bytes(10)))
                .set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> {
                    throw new IllegalStateException("mine");
                });
        run(thrown);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, thrown.result());
    }

    /** Leaves an idle connection that breaks when the next request reaches the server. */
    private void deadConnection() {
        server.reply(SimReply.ok("x"));
        run(sim.call("http://10.0.0.1/").set(EasyOption.FRESH_CONNECT, true).set(EasyOption.FORBID_REUSE, false));
        int used = server.peers().size() - 1;
        server.answer(
                request -> request.peer().index() <= used ? SimReply.nothing().reset() : SimReply.ok("x"));
    }

    private SimCall upload(long size, ReadCallback source) {
        return sim.call("http://10.0.0.1/")
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, size)
                .set(EasyOption.READFUNCTION, source);
    }

    private void run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
    }
}
