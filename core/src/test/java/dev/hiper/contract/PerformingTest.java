package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.PollAction;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The exchange itself: its pace, its end, and what ends an upload. */
class PerformingTest {
    private static final String URL = "http://a.test/";
    private static final int LARGE = 300_000;

    /** Narrow enough that a large upload takes a while. */
    private final SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(8192, 8192));

    private final SimServer server = sim.server("a.test");

    @Test
    @Tag("M21")
    void usedUpSpeedLimitLetsGoOfTheSocketUntilTheTimer() {
        server.reply(SimReply.ok(Bodies.text(LARGE)));
        SimCall call = sim.call(URL).set(EasyOption.MAX_RECV_SPEED_LARGE, 100_000L);
        sim.add(call);
        assertTrue(sim.loop().runUntil(() -> sim.socketCallbacks().contains("REMOVE#1")));
        assertFalse(call.isDone());
        assertEquals(PollAction.NONE, sim.loop().interest(1));
        assertTrue(sim.loop().timerMillis() > 0);
        assertTrue(sim.network().socket(1).isOpen());
        sim.runUntilDone();
        assertEquals(Bodies.text(LARGE), call.body());
        assertTrue(sim.clock().elapsedMillis() > 1500, "took " + sim.clock().elapsedMillis());
        sim.close();
    }

    @Test
    @Tag("M23")
    void locationThatIsNotFollowedIsResolved() {
        server.reply(SimReply.status(302, new byte[2], "Location: ../other?q"));
        SimCall call = sim.get(URL + "deep/path/");
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(302, call.easy().info(EasyInfo.RESPONSE_CODE));
        assertEquals("http://a.test/deep/other?q", call.easy().info(EasyInfo.REDIRECT_URL));
        assertEquals(1, server.requests().size());
        sim.close();
    }

    @Test
    @Tag("M24")
    void completeResponseThatIsHeldBackKeepsTheTransferAlive() {
        server.reply(SimReply.ok("hello"));
        WriteResult[] answer = {WriteResult.PAUSE};
        SimCall call = sim.call(URL).writer((easy, data) -> answer[0]);
        sim.add(call);
        sim.runUntilQuiet();
        assertFalse(call.isDone());
        assertEquals(1, sim.multi().running());
        answer[0] = WriteResult.ACCEPTED;
        assertEquals(ResultCode.OK, sim.loop().pause(call.easy(), Pause.CONT));
        assertEquals("hello", call.body());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        sim.close();
    }

    @Test
    @Tag("M25")
    void refusalStopsTheUploadAndCostsTheConnection() {
        server.reply(SimReply.status(403, new byte[3]).early());
        SimCall call = sim.add(upload());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(403, call.easy().info(EasyInfo.RESPONSE_CODE));
        assertTrue(server.request(0).body().length < LARGE);
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M25")
    void uploadGoesOnDespiteARefusalIfAskedTo() {
        server.reply(SimReply.status(403, new byte[3]).early());
        SimCall call = sim.add(upload().set(EasyOption.KEEP_SENDING_ON_ERROR, true));
        sim.runUntilDone();
        sim.runFor(20);
        assertEquals(403, call.easy().info(EasyInfo.RESPONSE_CODE));
        assertEquals(Bodies.text(LARGE), server.request(0).bodyText());
        assertTrue(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M25")
    void refusedExpectationIsDropped() {
        server.reply(SimReply.status(417, new byte[0]).early(), SimReply.ok("stored"));
        SimCall call = upload().set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue"));
        sim.add(call);
        sim.runUntilDone();
        assertEquals("stored", call.body());
        assertEquals("100-continue", server.request(0).field("Expect"));
        assertNull(server.request(1).field("Expect"));
        assertEquals(Bodies.text(LARGE), server.request(1).bodyText());
        sim.close();
    }

    @Test
    @Tag("M25")
    void earlySuccessOnAKeptConnectionFinishesTheUploadFirst() {
        server.reply(SimReply.ok("fine").early());
        SimCall call = sim.add(upload());
        sim.runUntilDone();
        sim.runFor(20);
        assertEquals("fine", call.body());
        assertEquals(Bodies.text(LARGE), server.request(0).bodyText());
        assertTrue(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M25")
    void earlySuccessOnAConnectionThatWillCloseEndsTheUpload() {
        server.reply(SimReply.status(200, "fine".getBytes(US_ASCII), "Connection: close")
                .early());
        SimCall call = sim.add(upload());
        sim.runUntilDone();
        assertEquals("fine", call.body());
        assertTrue(server.request(0).body().length < LARGE);
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M26")
    void errorClosesTheConnection() {
        server.reply(SimReply.ok("hello").stall());
        SimCall call = sim.call(URL).writer((easy, data) -> WriteResult.ABORT);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.WRITE_ERROR, call.result());
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M27")
    void fewerBytesThanAnnouncedArePartial() {
        server.reply(
                SimReply.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")
                        .close(),
                SimReply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n")
                        .close());
        for (int i = 0; i < 2; i++) {
            SimCall call = sim.get(URL);
            sim.runUntilDone();
            assertEquals(ResultCode.PARTIAL_FILE, call.result());
            assertEquals("four", call.body());
        }
        sim.close();
    }

    @Test
    @Tag("M27")
    void noByteAtAllIsNothing() {
        server.reply(SimReply.nothing().close());
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals(ResultCode.GOT_NOTHING, call.result());
        sim.close();
    }

    private SimCall upload() {
        return sim.call(URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, (long) LARGE)
                .set(EasyOption.HTTPHEADER, List.of("Expect:"))
                .set(EasyOption.READFUNCTION, Bodies.reader(Bodies.bytes(LARGE)));
    }
}
