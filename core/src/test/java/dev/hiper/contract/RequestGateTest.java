package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hiper.CallbackResult;
import dev.hiper.EasyOption;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The callbacks that agree to a lookup and to a request. */
class RequestGateTest {
    private final SimHarness sim = new SimHarness();
    private final SimServer server = sim.server("a.test").reply(SimReply.ok("x"));

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C11")
    @Tag("C24")
    void eachRequestIsAskedForOnReusedConnectionsToo() {
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            run(sim.call("http://a.test/").set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
                assertEquals(peers.size(), server.requests().size(), "nothing of the request was sent");
                peers.add(String.valueOf(remote));
                return CallbackResult.OK;
            }));
        }
        assertEquals(List.of("/10.0.0.1:80", "/10.0.0.1:80"), peers);
        assertEquals(1, sim.network().sockets().size());
    }

    @Test
    @Tag("C24")
    void anotherLegIsAskedForAgain() {
        run(sim.call("http://a.test/"));
        server.peer(0).close();
        sim.runFor(2);
        server.answer(
                request -> request.peer().index() == 0 ? SimReply.nothing().reset() : SimReply.ok("x"));
        int[] calls = new int[1];
        SimCall call = sim.call("http://a.test/").set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
            calls[0]++;
            return CallbackResult.OK;
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(sim.network().socket(1).writes() > 1 ? 2 : 1, calls[0]);
    }

    @Test
    @Tag("C11")
    @Tag("C28")
    void aRefusedRequestEndsTheTransferAndItsConnection() {
        SimCall refused = sim.call("http://a.test/")
                .set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> CallbackResult.ABORT);
        run(refused);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, refused.result());
        assertFalse(sim.network().socket(1).isOpen());
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall thrown = sim.call("http://a.test/").set(EasyOption.PREREQFUNCTION, (easy, remote, local) -> {
            throw mine;
        });
        run(thrown);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, thrown.result());
        assertSame(mine, Objects.requireNonNull(thrown.message().failure()).cause());
        assertEquals(0, server.requests().size());
    }

    @Test
    @Tag("C12")
    @Tag("C25")
    void eachLookupIsAskedForButNotCachedNamesAndLiterals() {
        List<String> asked = new ArrayList<>();
        for (String url : new String[] {"http://a.test/", "http://a.test/", "http://10.0.0.1/"}) {
            run(sim.call(url)
                    .set(EasyOption.FRESH_CONNECT, true)
                    .set(EasyOption.RESOLVER_START_FUNCTION, (easy, host) -> {
                        asked.add(host);
                        return CallbackResult.OK;
                    }));
        }
        assertEquals(List.of("a.test"), asked);
        assertEquals(List.of("a.test"), sim.resolver().questions());
        assertEquals(3, sim.network().sockets().size());
    }

    @Test
    @Tag("C12")
    @Tag("C28")
    void aRefusedLookupEndsTheTransfer() {
        SimCall refused = sim.call("http://a.test/")
                .set(EasyOption.RESOLVER_START_FUNCTION, (easy, host) -> CallbackResult.ABORT);
        run(refused);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, refused.result());
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall thrown = sim.call("http://a.test/").set(EasyOption.RESOLVER_START_FUNCTION, (easy, host) -> {
            throw mine;
        });
        run(thrown);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, thrown.result());
        assertSame(mine, Objects.requireNonNull(thrown.message().failure()).cause());
        assertEquals(List.of(), sim.resolver().questions());
    }

    private void run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
    }
}
