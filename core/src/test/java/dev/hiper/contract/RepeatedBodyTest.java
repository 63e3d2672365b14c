package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copied body that the same handle sends again and again goes out of memory laid out once; nobody may notice. */
class RepeatedBodyTest {
    private static final String URL = "http://a.test/";
    private static final byte[] BODY = new byte[100_000];

    static {
        for (int i = 0; i < BODY.length; i++) {
            BODY[i] = (byte) (i % 251);
        }
    }

    private static void again(SimHarness sim, SimCall call) {
        sim.remove(call);
        sim.add(call.forget());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
    }

    @Test
    void everyTurnSendsTheSameAndCountsTheSame() {
        // Buffers that take it in many pieces.
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(3_000, 2_000))) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("thanks"));
            SimCall call = sim.call(URL).set(EasyOption.COPYPOSTFIELDS, BODY.clone());
            sim.add(call);
            sim.runUntilDone();
            long requestSize = call.easy().infoLong(EasyInfo.REQUEST_SIZE);
            for (int turn = 1; turn < 4; turn++) {
                again(sim, call);
                assertEquals("thanks", call.body());
                assertEquals(requestSize, call.easy().infoLong(EasyInfo.REQUEST_SIZE));
                assertEquals(BODY.length, call.easy().infoLong(EasyInfo.SIZE_UPLOAD_T));
                SimRequest request = server.request(turn);
                assertEquals(server.request(0).head(), request.head());
                assertArrayEquals(BODY, request.body());
            }
            assertEquals(1, server.peers().size());
        }
    }

    @Test
    void anotherBodyOrHeaderIsSentAsItIs() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("thanks"));
            SimCall call = sim.call(URL).set(EasyOption.COPYPOSTFIELDS, BODY);
            sim.add(call);
            sim.runUntilDone();
            again(sim, call);
            byte[] other = Arrays.copyOf(BODY, 10);
            call.set(EasyOption.COPYPOSTFIELDS, other);
            again(sim, call);
            again(sim, call);
            call.set(EasyOption.HTTPHEADER, List.of("A: b"));
            again(sim, call);
            again(sim, call);
            assertArrayEquals(BODY, server.request(1).body());
            assertArrayEquals(other, server.request(2).body());
            assertArrayEquals(other, server.request(3).body());
            assertEquals("b", server.request(4).field("A"));
            assertEquals("b", server.request(5).field("A"));
            assertArrayEquals(other, server.request(5).body());
        }
    }

    /** POSTFIELDS is not copied: what the application wrote into it meanwhile counts. */
    @Test
    void aBodyOfTheApplicationIsReadAnewEachTime() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("thanks"));
            byte[] body = BODY.clone();
            SimCall call = sim.call(URL).set(EasyOption.POSTFIELDS, body);
            sim.add(call);
            sim.runUntilDone();
            again(sim, call);
            body[5] = 77;
            again(sim, call);
            assertArrayEquals(BODY, server.request(1).body());
            assertArrayEquals(body, server.request(2).body());
        }
    }

    @Test
    void aDeadConnectionMeansTheWholeRequestOnceMore() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.ok("a"),
                            SimReply.ok("b"),
                            SimReply.nothing().close(),
                            SimReply.ok("c"));
            SimCall call = sim.call(URL).set(EasyOption.COPYPOSTFIELDS, BODY);
            sim.add(call);
            sim.runUntilDone();
            again(sim, call);
            again(sim, call);
            assertEquals("c", call.body());
            assertEquals(4, server.requests().size());
            assertEquals(2, server.peers().size());
            assertArrayEquals(BODY, server.request(3).body());
        }
    }

    @Test
    void anEarlyRefusalStopsIt() {
        try (SimHarness sim = new SimHarness(new SimNetwork(1).bufferBytes(3_000, 2_000))) {
            SimServer server = sim.server("a.test")
                    .reply(
                            SimReply.ok("a"),
                            SimReply.status(413, "too large".getBytes(US_ASCII), "Connection: close")
                                    .early());
            SimCall call = sim.call(URL).set(EasyOption.COPYPOSTFIELDS, BODY);
            sim.add(call);
            sim.runUntilDone();
            again(sim, call);
            assertEquals(413, call.easy().infoLong(EasyInfo.RESPONSE_CODE));
            assertEquals("too large", call.body());
            assertEquals(1, server.peers().size());
        }
    }
}
