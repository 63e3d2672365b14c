package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.Pause;
import dev.hiper.TransferFailure.Phase;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimResolver;
import dev.hiper.sim.SimServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's end while transfers are at work, and its life without descriptors. */
class EngineCloseTest {
    @ParameterizedTest
    @Tag("T214")
    @EnumSource
    void closingInAnyPhaseLeavesNothing(Phase phase) {
        List<String> after = new ArrayList<>();
        SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(16 * 1024, 16 * 1024));
        SimServer server = sim.server("a.test", phase == Phase.HANDSHAKING ? 443 : 80)
                .answer(request -> phase == Phase.RECEIVING || phase == Phase.FINISHING
                        ? SimReply.ok(new byte[phase == Phase.FINISHING ? 3 : 100_000])
                        : SimReply.nothing().stall());
        SimCall call = sim.call(Answers.URL);
        boolean[] closed = new boolean[1];
        call.writer((easy, data) -> {
            after.add(closed[0] ? "a write after the end" : "a write");
            return phase == Phase.RECEIVING ? WriteResult.PAUSE : WriteResult.ACCEPTED;
        });
        switch (phase) {
            case QUEUED -> {
                sim.set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
                sim.get(Answers.URL);
            }
            case RESOLVING -> sim.resolver().lookup("a.test", SimLookup.silent());
            case CONNECTING -> sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
            case HANDSHAKING -> {
                server.raw();
                call.set(EasyOption.URL, "https://a.test/");
            }
            case SENDING -> {
                server.onAccept(peer -> peer.stopReading());
                call.set(EasyOption.POSTFIELDS, new byte[1 << 20]).set(EasyOption.HTTPHEADER, List.of("Expect:"));
            }
            case WAITING, RECEIVING, FINISHING -> {}
        }
        sim.add(call);
        sim.runFor(200);
        assertEquals(phase == Phase.FINISHING, call.isDone());
        closed[0] = true;
        sim.close();
        assertEquals(0, sim.network().openSockets());
        assertEquals(0, sim.resolver().runningQuestions());
        assertFalse(after.contains("a write after the end") && phase != Phase.RECEIVING, after.toString());
        assertClosed(sim.multi(), call.easy());
    }

    /** The multi refuses everything; the handle is free and works elsewhere. */
    private static void assertClosed(Multi multi, Easy easy) {
        multi.close();
        for (Runnable use : List.<Runnable>of(
                () -> multi.add(easy),
                () -> multi.remove(easy),
                multi::timeoutAction,
                () -> multi.set(MultiOption.MAXCONNECTS, 1L))) {
            MultiException refused = assertThrows(MultiException.class, use::run);
            assertEquals(MultiCode.BAD_HANDLE, refused.code());
        }
        assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, easy.pause(Pause.CONT));
        try (SimHarness other = new SimHarness()) {
            other.server("c.test").reply(SimReply.ok("x"));
            easy.set(EasyOption.URL, "http://c.test/").set(EasyOption.HTTPGET, true);
            easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ACCEPTED);
            other.loop().add(easy);
            other.runUntilDone();
            assertEquals(
                    ResultCode.OK,
                    easy.failure() == null ? ResultCode.OK : easy.failure().result());
        }
    }

    @Test
    @Tag("T214")
    void anAnswerOfTheResolverAfterTheEndIsHarmless() {
        SimNetwork network = new SimNetwork(1);
        SimResolver resolver = new SimResolver(network)
                .lookup("a.test", SimLookup.afterMillis(50, "10.0.0.1"))
                .answerAfterCancel(true);
        Multi multi = Multi.create(
                MultiServices.standard().sockets(network).resolver(resolver).clock(network.clock()));
        int[] wakeups = new int[1];
        multi.set(MultiOption.WAKEUPFUNCTION, () -> wakeups[0]++);
        multi.add(Easy.create().set(EasyOption.URL, Answers.URL));
        multi.timeoutAction();
        multi.close();
        network.runFor(1000);
        assertEquals(1, resolver.cancels());
        assertEquals(0, network.sockets().size());
        assertTrue(resolver.isClosed());
        assertTrue(wakeups[0] <= 1);
    }

    @ParameterizedTest
    @Tag("T217")
    @ValueSource(booleans = {true, false})
    void withoutDescriptorsTransfersFailWithTheReasonAndTheEngineRecovers(boolean byTheFactory) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            sim.server("b.test").reply(SimReply.ok("other").delayedMillis(50));
            SimCall other = sim.get("http://b.test/");
            sim.runFor(20);
            SimCall call = sim.call(Answers.URL);
            String reason = byTheFactory ? "simulated failure of open" : "Too many open files";
            if (byTheFactory) {
                sim.network().failOperation(sim.network().operations() + 2);
            } else {
                call.set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
                    throw new IOException("Too many open files");
                });
            }
            sim.add(call);
            sim.loop().runUntil(call::isDone);
            assertEquals(ResultCode.COULDNT_CONNECT, call.result());
            assertTrue(call.message().failure().message().contains(reason), () -> call.message()
                    .toString());
            assertTrue(call.message().failure().retrySafe());
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
            assertEquals("other", other.body());
            assertEquals(1, server.requests().size());
        }
    }
}
