package dev.hiper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One scenario again and again, each time with the next operation or callback failing. */
@Tag("T215")
class TortureTest {
    /** A run that needs more operations than this does not end. */
    private static final int MOST_OPERATIONS = 2_000;

    @Test
    void eachFailingSocketOperationEndsTransfersOnceAndLeavesNothing() {
        long operations;
        long number = 0;
        do {
            number++;
            try (SimHarness sim = harness()) {
                sim.network().failOperation(number);
                List<SimCall> calls = start(sim);
                sim.runUntilDone();
                assertAllDone(calls, number);
                operations = sim.network().operations();
            } catch (AssertionError e) {
                throw new AssertionError("with operation " + number + " failing: " + e.getMessage(), e);
            }
        } while (number <= operations && number < MOST_OPERATIONS);
        assertTrue(number < MOST_OPERATIONS, "the scenario does not end");
    }

    @Test
    @Tag("S22")
    @Tag("S23")
    @Tag("S24")
    void eachFailingContractCallbackKillsTheMultiAndEndsEveryTransfer() {
        int callbacks;
        int number = 0;
        do {
            number++;
            try (SimHarness sim = harness()) {
                sim.loop().failCallback(number);
                callbacks = runWithDeath(sim, number);
            } catch (AssertionError e) {
                throw new AssertionError("with callback " + number + " failing: " + e.getMessage(), e);
            }
        } while (number <= callbacks && number < MOST_OPERATIONS);
        assertTrue(number < MOST_OPERATIONS, "the scenario does not end");
    }

    private static int runWithDeath(SimHarness sim, int number) {
        List<SimCall> calls = new ArrayList<>();
        boolean died = false;
        try {
            calls.addAll(start(sim));
            sim.runUntilDone();
        } catch (MultiException e) {
            assertEquals(MultiCode.ABORTED_BY_CALLBACK, e.code());
            died = true;
        }
        if (!died) {
            assertAllDone(calls, number);
            return sim.loop().contractCallbacks();
        }
        try {
            sim.loop().call("timeoutAction", sim.multi()::timeoutAction);
        } catch (MultiException e) {
            assertEquals(MultiCode.ABORTED_BY_CALLBACK, e.code());
        }
        assertTrue(sim.loop().unfinished().isEmpty(), "a dead multi still holds unfinished transfers");
        List.copyOf(sim.loop().added()).forEach(sim.loop()::remove);
        return Integer.MAX_VALUE;
    }

    private static SimHarness harness() {
        SimHarness sim = new SimHarness();
        sim.set(MultiOption.MAX_HOST_CONNECTIONS, 2L);
        sim.server("a.test").answer(request -> {
            SimReply reply = SimReply.ok("an answer").delayedMillis(3);
            return request.target().equals("/last") ? reply.close() : reply;
        });
        sim.resolver().lookup("b.test", SimLookup.afterMillis(2, "fd00::9", "10.9.9.9"));
        sim.network().reach(SimServer.address("fd00::9", 80), SimReach.blackHole());
        sim.serverAt("10.9.9.9", 80)
                .reply(SimReply.chunked(new byte[3000], new byte[20]).cut(SimReply.Cut.SEEDED));
        return sim;
    }

    private static List<SimCall> start(SimHarness sim) {
        List<SimCall> calls = new ArrayList<>();
        for (String path : List.of("1", "2", "3", "last")) {
            calls.add(sim.get("http://a.test/" + path));
        }
        calls.add(sim.add(sim.call("http://b.test/").set(EasyOption.POSTFIELDS, new byte[100_000])));
        return calls;
    }

    private static void assertAllDone(List<SimCall> calls, long number) {
        int failed = 0;
        for (SimCall call : calls) {
            if (!call.isDone()) {
                fail("a transfer did not end");
            }
            failed += call.result() == ResultCode.OK ? 0 : 1;
        }
        assertTrue(failed <= calls.size() && (number > 0 || failed == 0), "too many failures");
    }
}
