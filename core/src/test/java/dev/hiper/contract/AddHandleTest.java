package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static dev.hiper.contract.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.Pipelining;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new multi, and what joining it does. */
class AddHandleTest {
    private static final String URL = "http://a.test/";

    @Test
    @Tag("A1")
    void newMultiHoldsNothingAndPlansNothing() {
        try (Multi multi = Multi.create()) {
            for (MultiCount count : MultiCount.values()) {
                assertEquals(0, multi.count(count), count.name());
            }
            assertEquals(List.of(), multi.handles());
            assertEquals(-1, multi.timeoutMillis());
            assertNull(multi.infoRead());
            assertEquals(0, multi.running());
        }
        assertEquals(Pipelining.MULTIPLEX, MultiOption.PIPELINING.defaultValue());
        assertEquals(100, MultiOption.MAX_CONCURRENT_STREAMS.defaultValue());
    }

    /** The first table has 512 places. */
    @Test
    @Tag("A1")
    @Tag("A30")
    void tableOfTransfersGrows() {
        try (Multi multi = Multi.create()) {
            List<Easy> added = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                Easy easy = Easy.create();
                multi.add(easy);
                added.add(easy);
            }
            assertEquals(added, multi.handles());
            assertEquals(1500, multi.count(MultiCount.XFERS_RUNNING));
        }
    }

    @Test
    @Tag("A2")
    void closedMultiComesFirst() {
        Multi multi = Multi.create();
        multi.close();
        Easy closed = Easy.create();
        closed.close();
        assertEquals(MultiCode.BAD_HANDLE, refused(() -> multi.add(closed)));
    }

    @Test
    @Tag("A2")
    @Tag("H1")
    void nestingIsLookedAtBeforeTheArgument() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x"));
            Easy closed = Easy.create();
            closed.close();
            List<MultiCode> codes = new ArrayList<>();
            SimCall call = sim.call(URL).writer((easy, data) -> {
                codes.add(codeOf(() -> sim.multi().add(closed)));
                return WriteResult.ACCEPTED;
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of(MultiCode.RECURSIVE_API_CALL), codes);
        }
    }

    @Test
    @Tag("A2")
    void closedEasyAndMembersOfAnyMultiAreRefused() {
        try (Multi multi = Multi.create();
                Multi other = Multi.create()) {
            Easy closed = Easy.create();
            closed.close();
            assertEquals(MultiCode.BAD_EASY_HANDLE, refused(() -> multi.add(closed)));
            Easy member = Easy.create();
            multi.add(member);
            assertEquals(MultiCode.ADDED_ALREADY, refused(() -> multi.add(member)));
            assertEquals(MultiCode.ADDED_ALREADY, refused(() -> other.add(member)));
            assertEquals(List.of(member), multi.handles());
            assertEquals(List.of(), other.handles());
        }
    }

    @Test
    @Tag("A2")
    void membershipIsLookedAtBeforeDeath() {
        Application application = new Application();
        Easy first = Easy.create();
        application.multi.add(first);
        application.timerAnswer = -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.timeoutAction()));
        assertEquals(MultiCode.ADDED_ALREADY, refused(() -> application.multi.add(first)));
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.add(Easy.create())));
        application.close();
    }

    /** The resolver's answers are housekeeping, which must have survived (deviation 2). */
    @Test
    @Tag("A3")
    void deadMultiWithoutMembersComesAliveWithItsHousekeeping() {
        Application application = new Application();
        application.resolver.host("a.test", "10.0.0.1");
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        Easy easy = quiet();
        application.multi.add(easy);
        application.timerAnswer = -1;
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.timeoutAction()));
        application.multi.remove(easy);
        application.timerAnswer = 0;

        Easy next = quiet();
        application.multi.add(next);
        application.runUntilMessages(1);
        assertEquals(ResultCode.OK, application.result());
        assertEquals(List.of(next), application.multi.handles());
        application.close();
    }

    @Test
    @Tag("A4")
    @Tag("A14")
    void joiningAgainForgetsTheLastRun() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.status(404, new byte[3]));
            SimCall call = sim.get(URL);
            long firstId = call.easy().info(EasyInfo.XFER_ID);
            sim.runUntilDone();
            assertEquals(404, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertNotEquals(-1, call.easy().info(EasyInfo.CONN_ID));
            sim.remove(call);

            sim.add(call.forget());
            assertEquals(firstId + 1, call.easy().info(EasyInfo.XFER_ID));
            assertEquals(-1, call.easy().info(EasyInfo.CONN_ID));
            assertEquals(0, call.easy().info(EasyInfo.RESPONSE_CODE));
            assertEquals(1, sim.multi().running());
            assertEquals(2, sim.multi().count(MultiCount.XFERS_ADDED));
            sim.runUntilDone();
            assertEquals(404, call.easy().info(EasyInfo.RESPONSE_CODE));
        }
    }

    @Test
    @Tag("A5")
    void joiningTouchesNothingAndChecksNothing() {
        try (SimHarness sim = new SimHarness()) {
            SimCall nonsense = sim.get("http://[nonsense/");
            SimCall call = sim.get("http://unknown.test/");
            assertEquals(List.of("timer 0", "timer 0"), sim.callbacks());
            assertEquals(List.of(), sim.resolver().questions());
            assertEquals(List.of(), sim.network().sockets());
            assertEquals(2, sim.multi().running());
            sim.runUntilDone();
            assertEquals(ResultCode.URL_MALFORMAT, nonsense.result());
            assertEquals(ResultCode.COULDNT_RESOLVE_HOST, call.result());
        }
    }

    /** Rolled back completely (deviation 1). */
    @Test
    @Tag("A6")
    void timerCallbackThatRefusesLeavesTheEasyOutside() {
        Application application = new Application();
        application.timerAnswer = -1;
        Easy easy = quiet();
        assertEquals(MultiCode.ABORTED_BY_CALLBACK, refused(() -> application.multi.add(easy)));
        for (MultiCount count : MultiCount.values()) {
            assertEquals(0, application.multi.count(count), count.name());
        }
        assertEquals(0, application.multi.running());
        assertEquals(List.of(), application.multi.handles());
        assertEquals(0, application.multi.timeoutMillis(), "it is dead");

        application.timerAnswer = 0;
        application.multi.add(easy);
        assertEquals(1, application.multi.count(MultiCount.XFERS_ADDED));
        application.close();
    }

    private static Easy quiet() {
        return Easy.create()
                .set(EasyOption.URL, URL)
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
