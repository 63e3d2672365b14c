package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.ReadCallback;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connection that died in the pool is not the application's business. */
class RetryTest {
    private static final String URL = "http://a.test/";
    private static final SimReply DIES = SimReply.nothing().close();

    private final SimHarness sim = new SimHarness();

    /** The first request of each connection is answered, the second one ends it. */
    private SimServer secondRequestKills(SimReply end) {
        Function<SimRequest, SimReply> answer = request -> request.isFirst() ? SimReply.ok("answer") : end;
        return sim.server("a.test").answer(answer);
    }

    private void warmUp(int connections) {
        sim.set(MultiOption.MAXCONNECTS, 100L);
        List<SimCall> calls = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            calls.add(sim.get(URL));
        }
        sim.runUntilDone();
        assertEquals(connections, sim.network().openSockets());
        calls.forEach(sim::remove);
    }

    @Test
    @Tag("M17")
    void failingWriteOnAReusedConnectionIsTriedOnAnother() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("answer"));
        warmUp(1);
        SimCall call = sim.get(URL);
        // Within a second of its last use the connection is believed without a look.
        server.peer(0).resetAtOnce();
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals("answer", call.body());
        assertEquals(1, call.easy().info(EasyInfo.NUM_CONNECTS));
        assertFalse(sim.network().socket(1).isOpen());
        sim.close();
    }

    @Test
    @Tag("M20")
    void connectionThatEndsInsteadOfAnAnswerIsTriedOnAnother() {
        SimServer server = secondRequestKills(DIES);
        warmUp(1);
        SimCall call = sim.get(URL + "again");
        sim.runUntilDone();
        assertEquals("answer", call.body());
        assertEquals(
                List.of("/", "/again", "/again"),
                server.requests().stream().map(SimRequest::target).toList());
        sim.close();
    }

    @Test
    @Tag("M20")
    void resetInsteadOfAnAnswerIsTriedOnAnother() {
        secondRequestKills(SimReply.nothing().reset());
        warmUp(1);
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals("answer", call.body());
        sim.close();
    }

    @Test
    @Tag("M18")
    void freshConnectionIsNotTriedAgain() {
        SimServer server = sim.server("a.test").reply(DIES);
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals(ResultCode.GOT_NOTHING, call.result());
        assertEquals(1, server.requests().size());
        sim.close();
    }

    @Test
    @Tag("M18")
    void firstByteOfAnAnswerRulesItOut() {
        SimServer server = secondRequestKills(SimReply.raw("H").close());
        warmUp(1);
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertTrue(call.result() != ResultCode.OK, "a part of an answer is an answer");
        assertEquals(2, server.requests().size());
        sim.close();
    }

    @Test
    @Tag("M18")
    void fiveDeadConnectionsAreForgiven() {
        SimServer server = secondRequestKills(DIES);
        warmUp(5);
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals("answer", call.body());
        assertEquals(5 + 6, server.requests().size());
        sim.close();
    }

    @Test
    @Tag("M18")
    void sixthDeadConnectionIsOneTooMany() {
        SimServer server = secondRequestKills(DIES);
        warmUp(7);
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals(ResultCode.SEND_ERROR, call.result());
        assertEquals(7 + 6, server.requests().size());
        sim.close();
    }

    @Test
    @Tag("M18")
    void bodyInMemoryIsSentAgainWhateverTheMethod() {
        SimServer server = secondRequestKills(DIES);
        warmUp(1);
        SimCall call = sim.call(URL).set(EasyOption.POSTFIELDS, Bodies.bytes(3000));
        sim.add(call);
        sim.runUntilDone();
        assertEquals("answer", call.body());
        assertEquals("POST", server.request(2).method());
        assertEquals(Bodies.text(3000), server.request(2).bodyText());
        sim.close();
    }

    @Test
    @Tag("M18")
    void bodyFromACallbackIsRewoundBySeeking() {
        SimServer server = secondRequestKills(DIES);
        warmUp(1);
        List<Long> seeks = new ArrayList<>();
        ReadCallback[] reader = {Bodies.reader(Bodies.bytes(3000))};
        SimCall call = upload((easy, destination) -> reader[0].onRead(easy, destination))
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    seeks.add(offset);
                    reader[0] = Bodies.reader(Bodies.bytes(3000));
                    return SeekResult.OK;
                });
        sim.add(call);
        sim.runUntilDone();
        assertEquals("answer", call.body());
        assertEquals(List.of(0L), seeks);
        assertEquals(Bodies.text(3000), server.request(2).bodyText());
        sim.close();
    }

    @Test
    @Tag("M18")
    void bodyThatCannotBeRewoundFails() {
        SimServer server = secondRequestKills(DIES);
        warmUp(2);
        SimCall withoutSeek = upload(Bodies.reader(Bodies.bytes(3000)));
        SimCall withFailingSeek = upload(Bodies.reader(Bodies.bytes(3000)))
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> SeekResult.FAIL);
        sim.add(withoutSeek);
        sim.add(withFailingSeek);
        sim.runUntilDone();
        assertEquals(ResultCode.SEND_FAIL_REWIND, withoutSeek.result());
        assertEquals(ResultCode.SEND_FAIL_REWIND, withFailingSeek.result());
        assertEquals(4, server.requests().size());
        sim.close();
    }

    private SimCall upload(ReadCallback reader) {
        return sim.call(URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, 3000L)
                .set(EasyOption.READFUNCTION, reader);
    }
}
