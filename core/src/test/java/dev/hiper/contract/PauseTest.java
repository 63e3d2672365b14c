package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.ReadCallback;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pausing from outside and from callbacks. */
class PauseTest {
    private static final String URL = "http://10.0.0.1/";

    private final SimNetwork network = new SimNetwork(1);
    private final SimHarness sim = new SimHarness(network);
    private final SimServer server = sim.serverAt("10.0.0.1", 80);

    @Test
    @Tag("P1")
    void theBitsAreTheWholeState() {
        network.bufferBytes(1024, 64 * 1024);
        server.reply(SimReply.ok("x")).onAccept(peer -> peer.stopReading());
        SimCall call = sim.add(sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(20_000)));
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.ALL);
        assertEquals(PollAction.OUT, sim.loop().interest(1), "bytes taken from the application must still go out");
        sim.loop().pause(call.easy(), Pause.RECV);
        assertEquals(PollAction.OUT, sim.loop().interest(1));
        sim.loop().pause(call.easy(), Pause.SEND);
        assertTrue(sim.loop().interest(1).in(), "receiving is not paused any more");
        sim.loop().pause(call.easy(), Pause.CONT);
        server.peer(0).resumeReading();
        finishes(call);
    }

    @Test
    @Tag("P2")
    void withoutAConnectionThereIsNothingToPause() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L);
        server.reply(SimReply.ok("x").delayedMillis(100));
        SimCall call = sim.call(URL);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, call.easy().pause(Pause.RECV), "not added");
        sim.add(call);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, sim.loop().pause(call.easy(), Pause.RECV), "not begun");
        SimCall waiting = sim.get(URL);
        sim.runFor(10);
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, sim.loop().pause(waiting.easy(), Pause.RECV), "pending");
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.CONT));
        sim.runUntilDone();
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, sim.loop().pause(call.easy(), Pause.RECV), "over");
        sim.close();
    }

    @Test
    @Tag("P2")
    void aConnectionThatIsKeptForTheApplicationIsNotPaused() {
        server.raw();
        SimCall call = sim.add(sim.call(URL).set(EasyOption.CONNECT_ONLY, 1L));
        sim.runUntilDone();
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, sim.loop().pause(call.easy(), Pause.RECV));
        sim.close();
    }

    @Test
    @Tag("P2")
    void theResultOfDeliveringIsTheResultOfContinuing() {
        server.reply(SimReply.ok("hello"));
        boolean[] resumed = new boolean[1];
        SimCall call = sim.call(URL).writer((easy, data) -> resumed[0] ? WriteResult.ABORT : WriteResult.PAUSE);
        sim.add(call);
        sim.runFor(20);
        resumed[0] = true;
        assertEquals(ResultCode.WRITE_ERROR, sim.loop().pause(call.easy(), Pause.CONT));
        sim.runUntilDone();
        assertEquals(ResultCode.WRITE_ERROR, call.result());
        sim.close();
    }

    @Test
    @Tag("P3")
    void aPausedTransferDoesNotRead() {
        server.reply(SimReply.ok("hello").delayedMillis(20));
        SimCall call = sim.get(URL);
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.RECV);
        long reads = network.socket(1).reads();
        sim.runFor(1000);
        assertEquals(reads, network.socket(1).reads());
        assertTrue(network.socket(1).readiness() != 0);
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals("hello", call.body());
    }

    @Test
    @Tag("P4")
    void aPausedUploadDoesNotAskForMore() {
        network.bufferBytes(70_000, 64 * 1024);
        server.reply(SimReply.ok("x"));
        int[] asked = new int[1];
        ReadCallback body = Bodies.reader(Bodies.bytes(500_000));
        SimCall call = sim.call(URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, 500_000L)
                .set(EasyOption.READFUNCTION, (easy, destination) -> {
                    asked[0]++;
                    return body.onRead(easy, destination);
                });
        sim.add(call);
        sim.loop().runUntil(() -> asked[0] > 0);
        sim.loop().pause(call.easy(), Pause.SEND);
        int before = asked[0];
        sim.runFor(1000);
        assertEquals(before, asked[0]);
        assertEquals(PollAction.IN, sim.loop().interest(1));
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(Bodies.text(500_000), server.request(0).bodyText());
    }

    @Test
    @Tag("P5")
    void continuingDeliversWhatWasHeldBeforeItReturns() {
        server.reply(SimReply.ok("hello"));
        boolean[] resumed = new boolean[1];
        SimCall call = sim.call(URL).writer((easy, data) -> resumed[0] ? WriteResult.ACCEPTED : WriteResult.PAUSE);
        sim.add(call);
        sim.runFor(20);
        assertEquals("", call.body());
        resumed[0] = true;
        sim.loop().call("pause", () -> {
            call.easy().pause(Pause.CONT);
            assertEquals("hello", call.body());
        });
        assertFalse(call.isDone(), "a run follows");
        assertEquals(0, sim.multi().timeoutMillis());
        finishes(call);
    }

    @Test
    @Tag("P5")
    @Tag("P7")
    void aCallbackMayPauseAgainAndTheRestStays() {
        network.bufferBytes(64 * 1024, 200_000);
        server.reply(SimReply.ok(Bodies.text(100_000)));
        int[] calls = new int[1];
        SimCall call = sim.call(URL)
                .set(EasyOption.BUFFERSIZE, 102_400L)
                .writer((easy, data) -> calls[0]++ % 2 == 0 ? WriteResult.PAUSE : WriteResult.ACCEPTED);
        sim.add(call);
        for (int i = 0; i < 100 && !call.isDone(); i++) {
            sim.runFor(5);
            if (!call.isDone()) {
                sim.loop().pause(call.easy(), Pause.CONT);
            }
        }
        assertEquals(ResultCode.OK, call.result());
        assertEquals(Bodies.text(100_000), call.body());
        sim.close();
    }

    @Test
    @Tag("P6")
    void aCallThatChangesNothingIsANudge() {
        server.reply(SimReply.nothing().stall());
        SimCall call = sim.get(URL);
        sim.runFor(10);
        assertEquals(-1, sim.multi().timeoutMillis());
        sim.forgetCallbacks();
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.CONT));
        assertEquals(0, sim.multi().timeoutMillis());
        assertEquals(List.of(), sim.callbacks());
        sim.close();
    }

    @Test
    @Tag("P7")
    void aRefusedPieceComesAgainUnchanged() {
        server.reply(SimReply.ok("hello"));
        List<String> offered = new ArrayList<>();
        SimCall call = sim.call(URL).writer((easy, data) -> {
            offered.add(text(data));
            return offered.size() < 3 ? WriteResult.PAUSE : WriteResult.ACCEPTED;
        });
        sim.add(call);
        sim.runFor(20);
        sim.loop().pause(call.easy(), Pause.CONT);
        sim.runFor(20);
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(List.of("hello", "hello", "hello"), offered);
        assertEquals("hello", call.body());
    }

    @Test
    @Tag("P7")
    void headersAndBodyBehindAPauseKeepTheirOrder() {
        server.reply(SimReply.raw(
                "HTTP/1.1 200 OK\r\nA: 1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: 2\r\n\r\n"));
        List<String> order = new ArrayList<>();
        boolean[] paused = new boolean[1];
        SimCall call = sim.call(URL)
                .headerReader((easy, line) -> {
                    if (text(line).startsWith("A:") && !paused[0]) {
                        paused[0] = true;
                        return WriteResult.PAUSE;
                    }
                    order.add(text(line).strip());
                    return WriteResult.ACCEPTED;
                })
                .writer((easy, data) -> {
                    order.add("body " + text(data));
                    return WriteResult.ACCEPTED;
                });
        sim.add(call);
        sim.runFor(20);
        assertEquals(List.of("HTTP/1.1 200 OK"), order);
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(List.of("HTTP/1.1 200 OK", "A: 1", "Transfer-Encoding: chunked", "", "body hello", "X: 2"), order);
    }

    /** There is one place where bytes are held, and it has one cap (deviation 11). */
    @Test
    @Tag("P7")
    void oneReadThatWasPausedIsHeldWhole() {
        network.bufferBytes(64 * 1024, 3_000_000);
        server.reply(SimReply.ok(Bodies.text(2_000_000)));
        boolean[] resumed = new boolean[1];
        SimCall call = sim.call(URL)
                .set(EasyOption.BUFFERSIZE, 10_485_760L)
                .writer((easy, data) -> resumed[0] ? WriteResult.ACCEPTED : WriteResult.PAUSE);
        sim.add(call);
        sim.runFor(100);
        assertEquals(0, network.socket(1).readiness() & 1, "all of it was read");
        resumed[0] = true;
        sim.loop().pause(call.easy(), Pause.CONT);
        assertEquals(2_000_000, call.body().length());
        finishes(call);
        assertEquals(Bodies.text(2_000_000), call.body());
    }

    @Test
    @Tag("P7")
    void pausingTwiceIsFine() {
        server.reply(SimReply.ok("hello").delayedMillis(20));
        SimCall call = sim.get(URL);
        sim.runFor(10);
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.RECV));
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.RECV));
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
    }

    @Test
    @Tag("P1")
    @Tag("P7")
    void aCallbackMayPauseItsTransferByTheFunction() {
        server.reply(SimReply.chunked(Bodies.bytes(5), Bodies.bytes(5)));
        int[] calls = new int[1];
        SimCall call = sim.call(URL).writer((easy, data) -> {
            if (calls[0]++ == 0) {
                assertEquals(ResultCode.OK, easy.pause(Pause.RECV));
            }
            return WriteResult.ACCEPTED;
        });
        sim.add(call);
        sim.runFor(50);
        assertEquals(Bodies.text(5), call.body(), "the piece was taken, the next one waits");
        assertFalse(call.isDone());
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(Bodies.text(5) + Bodies.text(5), call.body());
    }

    @Test
    @Tag("P8")
    void aReadPauseConsumesNothing() {
        server.reply(SimReply.ok("x"));
        int[] calls = new int[1];
        ReadCallback body = Bodies.reader(Bodies.bytes(100));
        SimCall call = sim.call(URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, 100L)
                .set(
                        EasyOption.READFUNCTION,
                        (easy, destination) -> calls[0]++ == 0 ? ReadCallback.PAUSE : body.onRead(easy, destination));
        sim.add(call);
        sim.runFor(100);
        assertEquals(1, calls[0]);
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(Bodies.text(100), server.request(0).bodyText());
    }

    @Test
    @Tag("P8")
    void waitingForAHundredIsIndependentOfAPause() {
        server.reply(SimReply.ok("x"));
        SimCall call = sim.call(URL)
                .set(EasyOption.POSTFIELDS, Bodies.bytes(100))
                .set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue"));
        sim.add(call);
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.SEND);
        sim.runFor(2000);
        assertFalse(server.request(0).isComplete(), "the time for the answer is over, but sending is paused");
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(Bodies.text(100), server.request(0).bodyText());
    }

    @Test
    @Tag("P9")
    void theTotalLimitGoesOnDuringAPause() {
        server.reply(SimReply.ok("hello").delayedMillis(20));
        SimCall call = sim.add(sim.call(URL).set(EasyOption.TIMEOUT_MS, 1000L));
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.RECV);
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        Times.assertAbout(1000, sim.clock().elapsedMillis(), 1);
        sim.close();
    }

    @Test
    @Tag("P9")
    void theConnectLimitGoesOnDuringAPause() {
        network.reach(SimServer.address("10.0.0.1", 80), SimReach.acceptAfterMillis(100));
        SimCall call = sim.add(sim.call(URL).set(EasyOption.CONNECTTIMEOUT_MS, 1000L));
        sim.runFor(10);
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.RECV));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        sim.close();
    }

    @Test
    @Tag("P9")
    void aPausedTransferReportsNoProgressByItself() {
        server.reply(SimReply.ok("hello").delayedMillis(20));
        int[] calls = new int[1];
        SimCall call = sim.call(URL)
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, total, now, upTotal, up) -> {
                    calls[0]++;
                    return 0;
                });
        sim.add(call);
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.RECV);
        int before = calls[0];
        sim.runFor(10_000);
        assertEquals(before, calls[0]);
        sim.close();
    }

    @Test
    @Tag("P10")
    void aCompleteResponseWaitsForThePausedApplication() {
        server.reply(SimReply.status(200, Bodies.bytes(5), "Connection: close").close());
        boolean[] resumed = new boolean[1];
        SimCall call = sim.call(URL).writer((easy, data) -> resumed[0] ? WriteResult.ACCEPTED : WriteResult.PAUSE);
        sim.add(call);
        sim.runFor(5000);
        assertFalse(call.isDone());
        assertEquals(1, sim.multi().running());
        resumed[0] = true;
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals(Bodies.text(5), call.body());
    }

    @Test
    @Tag("P10")
    void removingAPausedTransferDropsWhatWasHeld() {
        server.reply(SimReply.ok("hello"));
        int[] calls = new int[1];
        SimCall call = sim.call(URL).writer((easy, data) -> {
            calls[0]++;
            return WriteResult.PAUSE;
        });
        sim.add(call);
        sim.runFor(20);
        sim.remove(call);
        int atRemoval = calls[0];
        assertTrue(atRemoval <= 2, "at most one more try");
        sim.runFor(1000);
        assertEquals(atRemoval, calls[0]);
        assertEquals("", call.body());
        assertFalse(network.socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("P11")
    void aReceivePauseStopsConnecting() {
        network.reach(SimServer.address("10.0.0.1", 80), SimReach.acceptAfterMillis(50));
        server.reply(SimReply.ok("hello"));
        SimCall call = sim.get(URL);
        sim.runFor(10);
        assertEquals(PollAction.OUT, sim.loop().interest(1));
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.RECV));
        assertEquals(PollAction.NONE, sim.loop().interest(1));
        sim.runFor(1000);
        assertEquals(0, server.requests().size());
        sim.loop().pause(call.easy(), Pause.CONT);
        finishes(call);
        assertEquals("hello", call.body());
    }

    @Test
    @Tag("P13")
    void aNewTransferOfTheSameHandleIsNotPaused() {
        server.reply(SimReply.ok("hello").delayedMillis(20));
        SimCall call = sim.get(URL);
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.ALL);
        sim.remove(call);
        sim.add(call);
        finishes(call);
        assertEquals("hello", call.body());
    }

    @Test
    @Tag("P13")
    void anotherLegIsNotPaused() {
        network.bufferBytes(1024, 64 * 1024);
        server.reply(SimReply.ok("x"));
        sim.get(URL);
        sim.runUntilDone();
        server.peer(0).stopReading();
        SimCall call = sim.add(sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(20_000)));
        sim.runFor(10);
        sim.loop().pause(call.easy(), Pause.RECV);
        server.reply(SimReply.ok("again"));
        server.peer(0).resetAtOnce();
        finishes(call);
        assertEquals("again", call.body());
        assertEquals(2, network.sockets().size());
    }

    private void finishes(SimCall call) {
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        sim.close();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
