package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CallbackResult;
import dev.hiper.Easy;
import dev.hiper.EasyException;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.Notification;
import dev.hiper.SeekResult;
import dev.hiper.SockoptResult;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimResolver;
import dev.hiper.sim.SimServer;
import dev.hiper.sim.SimSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callbacks that try to end the transfer, or the engine, that they are called from. */
@Tag("T212")
class RecursionTest {
    private final Set<String> visited = new TreeSet<>();

    @Test
    void everyCallbackOfATransferIsRefusedWhatWouldPullTheEngineFromUnderIt() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .answer(request -> request.method().equals("PUT")
                            ? request.isFirst()
                                    ? SimReply.ok("x")
                                    : SimReply.nothing().close()
                            : SimReply.ok("x"));
            sim.get(Answers.URL);
            sim.runUntilDone();
            SimCall call = nosy(sim);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            assertEquals("x", call.body());
            assertEquals(3, server.requests().size(), "It was retried, so that the seek callback had its turn.");
            sim.network().runFor(0);
        }
        assertEquals(
                Set.of(
                        "close",
                        "debug",
                        "header",
                        "open",
                        "prereq",
                        "progress",
                        "read",
                        "resolve",
                        "seek",
                        "sockopt",
                        "trailer",
                        "write"),
                visited);
    }

    @Test
    void socketAndTimerListenersAreRefusedTheSame() {
        SimNetwork network = new SimNetwork(1);
        SimResolver resolver = new SimResolver(network).host("a.test", "10.0.0.1");
        new SimServer(network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
        Easy easy = Easy.create().set(EasyOption.URL, Answers.URL);
        StringBuilder body = new StringBuilder();
        easy.set(EasyOption.WRITEFUNCTION, (from, data) -> {
            body.append((char) data.get());
            return WriteResult.ACCEPTED;
        });
        List<ResultCode> results = new ArrayList<>();
        try (Multi multi = Multi.create(
                MultiServices.standard().sockets(network).resolver(resolver).clock(network.clock()))) {
            multi.set(MultiOption.SOCKETFUNCTION, (self, socket, what, socketp) -> {
                assertRefusals("socket", multi, easy);
                assertPauseRefused(easy);
                return 0;
            });
            multi.set(MultiOption.TIMERFUNCTION, (self, millis) -> {
                assertRefusals("timer", multi, easy);
                return 0;
            });
            multi.add(easy);
            for (int turns = 0; results.isEmpty() && turns < 1000; turns++) {
                network.runFor(1);
                multi.timeoutAction();
                for (SimSocket socket : List.copyOf(network.sockets())) {
                    multi.socketAction(socket, socket.readiness());
                }
                for (var message = multi.infoRead(); message != null; message = multi.infoRead()) {
                    results.add(message.result());
                }
            }
        }
        assertEquals(List.of(ResultCode.OK), results);
        assertEquals("x", body.toString());
        assertEquals(Set.of("socket", "timer"), visited);
        assertEquals(0, network.openSockets());
    }

    @Test
    void theNotificationMayRemoveAndAddButNotDrive() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = sim.call(Answers.URL);
            List<String> seen = new ArrayList<>();
            sim.multi().notifyEnable(Notification.EASY_DONE);
            sim.multi().set(MultiOption.NOTIFYFUNCTION, (multi, kind, easy) -> {
                seen.add(kind.name());
                if (seen.size() == 1) {
                    assertRefused(() -> multi.timeoutAction());
                    assertRefused(() -> multi.perform());
                    assertRefused(multi::close);
                    multi.remove(call.easy());
                    multi.add(call.easy());
                }
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of("EASY_DONE", "EASY_DONE"), seen);
            assertEquals("xx", call.body());
        }
    }

    /** A PUT with trailers whose callbacks all try everything. */
    private SimCall nosy(SimHarness sim) {
        Multi multi = sim.multi();
        SimCall call = sim.call(Answers.URL);
        Easy self = call.easy();
        int[] read = new int[1];
        call.writer((easy, data) -> visit("write", multi, easy, WriteResult.ACCEPTED));
        call.headerReader((easy, line) -> visit("header", multi, easy, WriteResult.ACCEPTED));
        return call.set(EasyOption.UPLOAD, true)
                .set(EasyOption.HTTPHEADER, List.of("Transfer-Encoding: chunked", "Expect:"))
                .set(EasyOption.NOPROGRESS, false)
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.XFERINFOFUNCTION, (easy, a, b, c, d) -> visit("progress", multi, easy, 0))
                .set(EasyOption.DEBUGFUNCTION, (easy, kind, data) -> visit("debug", multi, easy, 0))
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    read[0] = 0;
                    return visit("seek", multi, easy, SeekResult.OK);
                })
                .set(EasyOption.TRAILERFUNCTION, (easy, trailers) -> visit("trailer", multi, easy, CallbackResult.OK))
                .set(
                        EasyOption.PREREQFUNCTION,
                        (easy, remote, local) -> visit("prereq", multi, easy, CallbackResult.OK))
                .set(
                        EasyOption.RESOLVER_START_FUNCTION,
                        (easy, host) -> visit("resolve", multi, easy, CallbackResult.OK))
                .set(EasyOption.DNS_CACHE_TIMEOUT, 0L)
                .set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> visit("sockopt", multi, easy, SockoptResult.OK))
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
                    visit("open", multi, easy, 0);
                    return sockets.open(request);
                })
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    visit("close", multi, self, 0);
                    socket.close();
                })
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.READFUNCTION, (easy, destination) -> {
                    int count = visit("read", multi, easy, read[0] == 0 ? 1 : 0);
                    read[0]++;
                    if (count == 1) {
                        destination.put((byte) 'u');
                    }
                    return count;
                });
    }

    private <T> T visit(String name, Multi multi, Easy easy, T answer) {
        assertRefusals(name, multi, easy);
        return answer;
    }

    /** What is done inside callbacks that swallow exceptions counts only if all of it was refused. */
    private void assertRefusals(String name, Multi multi, Easy easy) {
        assertRefused(() -> multi.remove(easy));
        assertRefused(() -> multi.add(Easy.create()));
        assertRefused(() -> multi.socketAction(null, 0));
        assertRefused(() -> multi.perform());
        assertRefused(() -> multi.timeoutMillis());
        assertRefused(() -> multi.set(MultiOption.MAXCONNECTS, 1L));
        assertRefused(multi::close);
        try {
            easy.perform();
            throw new AssertionError("performed inside " + name);
        } catch (EasyException expected) {
            assertEquals(ResultCode.RECURSIVE_API_CALL, expected.code());
        }
        String url = easy.option(EasyOption.URL);
        easy.reset();
        easy.close();
        assertEquals(url, easy.option(EasyOption.URL), "Neither reset nor closed.");
        assertTrue(multi.handles().contains(easy));
        visited.add(name);
    }

    private static void assertPauseRefused(Easy easy) {
        try {
            easy.pause(0);
            throw new AssertionError("paused inside a listener");
        } catch (EasyException expected) {
            assertEquals(ResultCode.RECURSIVE_API_CALL, expected.code());
        }
    }

    private static void assertRefused(Runnable call) {
        try {
            call.run();
        } catch (MultiException expected) {
            assertEquals(MultiCode.RECURSIVE_API_CALL, expected.code());
            return;
        }
        assertFalse(true, "not refused");
    }
}
