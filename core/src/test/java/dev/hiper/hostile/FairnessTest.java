package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimLookup;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimPeer;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import dev.hiper.sim.SimSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one transfer, name or address may take from the others. */
class FairnessTest {
    private static final int SMALL_TRANSFERS = 200;

    @Test
    @Tag("T218")
    void aFastTransferDoesNotStarveSmallOnes() {
        int buffer = 1 << 21;
        try (SimHarness sim =
                new SimHarness(new SimNetwork(1).latencyNanos(1000, 1000).bufferBytes(buffer, buffer))) {
            SimServer endless = sim.server("fast.test").reply(SimReply.raw("HTTP/1.1 200 OK\r\n\r\n"));
            byte[] piece = new byte[1 << 20];
            endless.onRequest(
                    request -> sim.network().afterMillis(1, () -> flood(sim.network(), request.peer(), piece)));
            sim.server("small.test").reply(SimReply.ok("small").delayedMillis(5));
            long[] taken = new long[1];
            SimCall fast = sim.add(sim.call("http://fast.test/").set(EasyOption.WRITEFUNCTION, (easy, data) -> {
                taken[0] += data.remaining();
                return WriteResult.ACCEPTED;
            }));
            sim.loop().runUntil(() -> taken[0] > buffer);
            long[] reads = {sim.network().socket(1).reads(), 0};
            sim.loop().check(() -> {
                long now = sim.network().socket(1).reads();
                reads[1] = Math.max(reads[1], now - reads[0]);
                reads[0] = now;
            });
            List<SimCall> small = new ArrayList<>();
            for (int i = 0; i < SMALL_TRANSFERS; i++) {
                small.add(sim.get("http://small.test/" + i));
            }
            long before = taken[0];
            long began = sim.clock().elapsedMillis();
            sim.loop().runUntil(() -> small.stream().allMatch(SimCall::isDone));
            small.forEach(call -> assertEquals("small", call.body()));
            assertTrue(taken[0] - before > buffer, "The fast one went on, too.");
            assertTrue(reads[1] <= 2 * Limits.READS_PER_RUN, "reads in one call: " + reads[1]);
            assertTrue(sim.clock().elapsedMillis() - began < 30, "The small ones were done in time.");
            sim.remove(fast);
        }
    }

    /** Sends for ever as fast as the connection takes it. */
    private static void flood(SimNetwork network, SimPeer peer, byte[] piece) {
        if (!peer.isDead()) {
            if (peer.socket().readable() < piece.length) {
                peer.send(piece);
            }
            network.after(10_000, () -> flood(network, peer, piece));
        }
    }

    @ParameterizedTest
    @Tag("T219")
    @ValueSource(longs = {10 * 1024, 1024 * 1024})
    void aSpeedLimitIsKeptWithinFivePercentAndOnlyByItsTransfer(long bytesPerSecond) {
        try (SimHarness sim = new SimHarness()) {
            int size = (int) (10 * bytesPerSecond);
            sim.server("a.test").reply(SimReply.ok(new byte[size]));
            sim.server("b.test").reply(SimReply.ok(new byte[size]));
            SimCall limited = sim.add(sim.call(Answers.URL).set(EasyOption.MAX_RECV_SPEED_LARGE, bytesPerSecond));
            SimCall free = sim.get("http://b.test/");
            sim.loop().runUntil(free::isDone);
            assertTrue(
                    sim.clock().elapsedMillis() < 1000,
                    "free after " + sim.clock().elapsedMillis());
            sim.runUntilDone();
            assertEquals(size, limited.bodyBytes().length);
            Answers.assertNear(10_000, sim.clock().elapsedMillis(), 500);
        }
    }

    @Test
    @Tag("T219")
    void aPauseIsNotSavedUpForABurst() {
        try (SimHarness sim = new SimHarness()) {
            long speed = 100_000;
            sim.server("a.test").reply(SimReply.ok(new byte[2_000_000]));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.MAX_RECV_SPEED_LARGE, speed));
            sim.runFor(2000);
            sim.loop().pause(call.easy(), Pause.RECV);
            sim.runFor(10_000);
            int before = call.bodyBytes().length;
            sim.loop().pause(call.easy(), Pause.CONT);
            sim.runFor(1000);
            int within = call.bodyBytes().length - before;
            assertTrue(
                    within <= 2 * speed + Limits.LARGEST_READ_BYTES, "bytes in the second after the pause: " + within);
        }
    }

    @Test
    @Tag("T207")
    void aThousandTransfersToANewNameAreOneLookup() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("x"));
            List<SimCall> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                calls.add(sim.get(Answers.URL + i));
            }
            sim.runUntilDone();
            calls.forEach(call -> assertEquals(ResultCode.OK, call.result()));
            assertEquals(1, sim.resolver().questions().size());
        }
    }

    @Test
    @Tag("T206")
    void aDeadFamilyCostsOneDelayAndItsSocketIsClosed() {
        try (SimHarness sim = new SimHarness()) {
            InetSocketAddress dead = SimServer.address("fd00::9", 80);
            sim.resolver().lookup("dual.test", SimLookup.afterMillis(1, "fd00::9", "10.9.9.9"));
            sim.network().reach(dead, SimReach.blackHole());
            sim.serverAt("10.9.9.9", 80).reply(SimReply.ok("x"));
            SimCall call = sim.get("http://dual.test/");
            sim.runUntilDone();
            assertEquals("x", call.body());
            assertTrue(sim.clock().elapsedMillis() < 300, "took " + sim.clock().elapsedMillis());
            assertEquals(1, sim.network().openSockets());
        }
    }

    @Test
    @Tag("T206")
    void whenEveryAddressFailsAllAreNamed() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().lookup("dual.test", SimLookup.afterMillis(1, "fd00::9", "10.9.9.8", "10.9.9.9"));
            SimCall call = sim.get("http://dual.test/");
            sim.runUntilDone();
            assertEquals(ResultCode.COULDNT_CONNECT, call.result());
            String message = call.message().failure().message();
            for (String address : List.of("fd00", "10.9.9.8", "10.9.9.9")) {
                assertTrue(message.contains(address), message);
            }
            assertEquals(0, sim.network().openSockets());
        }
    }

    @Test
    @Tag("T203")
    void aFilterOfAddressesSeesEachOfThemBeforeItIsContacted() {
        try (SimHarness sim = new SimHarness()) {
            List<String> seen = new ArrayList<>();
            sim.resolver().lookup("dual.test", SimLookup.afterMillis(1, "127.0.0.1", "169.254.169.254", "10.9.9.9"));
            sim.serverAt("127.0.0.1", 80).reply(SimReply.ok("private"));
            sim.serverAt("169.254.169.254", 80).reply(SimReply.ok("private"));
            sim.serverAt("10.9.9.9", 80).reply(SimReply.ok("x"));
            for (String url :
                    List.of("http://dual.test/", "http://127.0.0.1/", "http://0x7f.1/", "http://2130706433/")) {
                SimCall call = sim.call(url);
                call.set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
                    InetSocketAddress remote = (InetSocketAddress) request.remote();
                    seen.add(remote.getAddress().getHostAddress());
                    boolean denied = remote.getAddress().isLoopbackAddress()
                            || remote.getAddress().isLinkLocalAddress();
                    return denied ? null : sockets.open(request);
                });
                sim.add(call);
                sim.runUntilDone();
                boolean fine = url.equals("http://dual.test/");
                assertEquals(fine ? ResultCode.OK : ResultCode.COULDNT_CONNECT, call.result(), url);
                assertEquals(fine ? "x" : "", call.body());
            }
            for (SimSocket socket : sim.network().sockets()) {
                assertEquals(SimServer.address("10.9.9.9", 80), socket.request().remote());
            }
            assertTrue(seen.containsAll(List.of("127.0.0.1", "169.254.169.254", "10.9.9.9")), seen.toString());
        }
    }
}
