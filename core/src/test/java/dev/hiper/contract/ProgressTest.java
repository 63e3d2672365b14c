package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.XferInfoCallback;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the progress callback comes, with what, and what its answers do. */
class ProgressTest {
    private record Progress(long downloadTotal, long downloaded, long uploadTotal, long uploaded) {}

    private final SimHarness sim = new SimHarness();
    private final SimServer server = sim.serverAt("10.0.0.1", 80);
    private final List<Progress> told = new ArrayList<>();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C5")
    @Tag("C20")
    void downloadCountsGrowToTheTotal() {
        server.reply(SimReply.ok(Bodies.text(200)).cut(SimReply.Cut.BYTES));
        run(call());
        Progress last = told.get(told.size() - 1);
        assertEquals(new Progress(200, 200, 0, 0), last);
        for (int i = 1; i < told.size(); i++) {
            assertTrue(told.get(i).downloaded() >= told.get(i - 1).downloaded());
        }
        assertTrue(told.stream().anyMatch(progress -> progress.downloaded() == 100));
    }

    @Test
    @Tag("C20")
    void unknownTotalsAreZero() {
        server.reply(SimReply.chunked(Bodies.bytes(10)));
        run(call());
        assertEquals(new Progress(0, 10, 0, 0), told.get(told.size() - 1));
    }

    @Test
    @Tag("C20")
    void uploadsAreCounted() {
        server.reply(SimReply.ok("x"));
        run(call().set(EasyOption.POSTFIELDS, Bodies.bytes(50)));
        assertEquals(new Progress(1, 1, 50, 50), told.get(told.size() - 1));
    }

    @Test
    @Tag("C20")
    void nothingIsToldBeforeTheConnectionStands() {
        sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.acceptAfterMillis(500));
        server.reply(SimReply.ok("x"));
        sim.add(call());
        sim.runFor(400);
        sim.loop().call("timeoutAction", sim.multi()::timeoutAction);
        assertEquals(List.of(), told);
        sim.runUntilDone();
        assertFalse(told.isEmpty());
    }

    @Test
    @Tag("C20")
    void nothingIsToldWhileItIsSwitchedOff() {
        server.reply(SimReply.ok("x"));
        run(call().set(EasyOption.NOPROGRESS, true));
        assertEquals(List.of(), told);
    }

    @Test
    @Tag("C20")
    void aTransferWithoutEventsIsSilent() {
        server.reply(SimReply.ok("x").delayedMillis(10_000));
        sim.add(call());
        sim.runFor(100);
        int before = told.size();
        sim.runFor(9000);
        assertEquals(before, told.size());
        sim.runUntilDone();
    }

    @Test
    @Tag("C20")
    void theSpeedCheckRunsATransferWithoutEvents() {
        server.reply(SimReply.ok("x").delayedMillis(10_000));
        sim.add(call().set(EasyOption.LOW_SPEED_LIMIT, 1L).set(EasyOption.LOW_SPEED_TIME, 60L));
        sim.runFor(100);
        int before = told.size();
        sim.runFor(9000);
        assertTrue(told.size() >= before + 8);
        sim.runUntilDone();
    }

    @Test
    @Tag("C5")
    void continueGoesOnAndAnythingElseEnds() {
        server.reply(SimReply.ok("x"));
        for (int answer : new int[] {0, XferInfoCallback.CONTINUE, 1, -1}) {
            SimCall call = sim.call("http://10.0.0.1/")
                    .set(EasyOption.NOPROGRESS, false)
                    .set(EasyOption.XFERINFOFUNCTION, (easy, total, now, upTotal, up) -> answer);
            run(call);
            boolean goesOn = answer == 0 || answer == XferInfoCallback.CONTINUE;
            assertEquals(goesOn ? ResultCode.OK : ResultCode.ABORTED_BY_CALLBACK, call.result());
        }
        assertFalse(sim.network().socket(sim.network().sockets().size()).isOpen());
    }

    @Test
    @Tag("C5")
    @Tag("C28")
    void whatTheCallbackThrowsIsTheCauseOfTheFailure() {
        server.reply(SimReply.ok("x"));
        IllegalStateException mine = new IllegalStateException("mine");
        int[] calls = new int[1];
        SimCall call = sim.call("http://10.0.0.1/")
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, total, now, upTotal, up) -> {
                    calls[0]++;
                    throw mine;
                });
        run(call);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
        assertSame(mine, Objects.requireNonNull(call.message().failure()).cause());
        assertEquals(1, calls[0], "it is not called again");
    }

    private SimCall call() {
        return sim.call("http://10.0.0.1/")
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.XFERINFOFUNCTION, (easy, downloadTotal, downloaded, uploadTotal, uploaded) -> {
                    told.add(new Progress(downloadTotal, downloaded, uploadTotal, uploaded));
                    return 0;
                });
    }

    private void run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
    }
}
