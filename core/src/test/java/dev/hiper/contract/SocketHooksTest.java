package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.CloseSocketCallback;
import dev.hiper.EasyOption;
import dev.hiper.SockoptResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import dev.hiper.sim.SimSocket;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The callbacks that open, adjust and close sockets. */
class SocketHooksTest {
    private final SimHarness sim = new SimHarness();
    private final SimServer server = sim.serverAt("10.0.0.2", 80).reply(SimReply.ok("x"));
    private final List<String> closed = new ArrayList<>();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    @Tag("C8")
    @Tag("C22")
    void anAddressThatIsRefusedIsGivenUpForTheNext() {
        sim.resolver().host("a.test", "10.0.0.1", "10.0.0.2");
        List<String> asked = new ArrayList<>();
        SimCall call = sim.call("http://a.test/").set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
            asked.add(request.remote().toString());
            return asked.size() == 1 ? null : factory.open(request);
        });
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of("/10.0.0.1:80", "/10.0.0.2:80"), asked);
        assertEquals(1, sim.network().sockets().size());
    }

    @Test
    @Tag("C8")
    @Tag("C28")
    void withAllAddressesRefusedTheTransferCannotConnect() {
        sim.resolver().host("a.test", "10.0.0.1", "10.0.0.2");
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall refused =
                sim.call("http://a.test/").set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> null);
        run(refused);
        assertEquals(ResultCode.COULDNT_CONNECT, refused.result());
        SimCall thrown = sim.call("http://a.test/").set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
            throw mine;
        });
        run(thrown);
        assertEquals(ResultCode.COULDNT_CONNECT, thrown.result());
        SimCall failed = sim.call("http://a.test/").set(EasyOption.OPENSOCKETFUNCTION, (easy, request, sockets) -> {
            throw new IOException("no descriptors");
        });
        run(failed);
        assertEquals(ResultCode.COULDNT_CONNECT, failed.result());
        assertEquals(0, sim.network().sockets().size());
    }

    @Test
    @Tag("C9")
    @Tag("C22")
    void aSocketIsAdjustedAfterItIsOpenedAndBeforeItIsConnected() {
        List<String> order = new ArrayList<>();
        SimCall call = sim.call("http://10.0.0.2/")
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                    order.add("open");
                    return factory.open(request);
                })
                .set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> {
                    order.add("adjust");
                    assertSame(sim.network().socket(1), socket);
                    assertFalse(sim.network().socket(1).isConnected());
                    assertEquals(List.of(), sim.socketCallbacks());
                    return SockoptResult.OK;
                });
        run(call);
        assertEquals(List.of("open", "adjust"), order);
        run(sim.call("http://10.0.0.2/").set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> SockoptResult.ERROR));
        assertEquals(1, sim.network().sockets().size(), "nothing is opened, so nothing is adjusted");
    }

    @Test
    @Tag("C9")
    @Tag("C28")
    void anAdjustmentThatFailsEndsTheTransfer() {
        SimCall refused =
                sim.call("http://10.0.0.2/").set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> SockoptResult.ERROR);
        run(refused);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, refused.result());
        assertEquals(1, sim.network().socket(1).closes());
        IllegalStateException mine = new IllegalStateException("mine");
        SimCall thrown = sim.call("http://10.0.0.2/").set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> {
            throw mine;
        });
        run(thrown);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, thrown.result());
        assertSame(mine, Objects.requireNonNull(thrown.message().failure()).cause());
    }

    @Test
    @Tag("C9")
    @Tag("C22")
    void aSocketThatIsConnectedAlreadyIsNotConnectedAgain() {
        sim.network().reach(SimServer.address("10.0.0.2", 80), SimReach.atOnce());
        SimCall call = sim.call("http://10.0.0.2/")
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                    TransportSocket socket = factory.open(request);
                    socket.connect(request.remote());
                    return socket;
                })
                .set(EasyOption.SOCKOPTFUNCTION, (easy, socket) -> SockoptResult.ALREADY_CONNECTED);
        run(call);
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of("IN#1", "REMOVE#1"), sim.socketCallbacks());
    }

    @Test
    @Tag("C22")
    void eachAttemptOpensASocketOfItsOwn() {
        sim.resolver().host("a.test", "10.0.0.1", "10.0.0.2");
        sim.network().reach(SimServer.address("10.0.0.1", 80), SimReach.blackHole());
        int[] opened = new int[1];
        SimCall call = sim.call("http://a.test/")
                .set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
                    opened[0]++;
                    return factory.open(request);
                })
                .set(EasyOption.CLOSESOCKETFUNCTION, closer("a"));
        run(call);
        assertEquals(2, opened[0]);
        assertEquals(List.of("a#1"), closed, "the loser of the race");
    }

    @Test
    @Tag("C10")
    @Tag("C23")
    void aConnectionIsClosedByTheCallbackOfItsMaker() {
        SimCall maker = sim.call("http://10.0.0.2/").set(EasyOption.CLOSESOCKETFUNCTION, closer("maker"));
        run(maker);
        sim.remove(maker);
        maker.easy().close();
        SimCall other = sim.call("http://10.0.0.2/")
                .set(EasyOption.CLOSESOCKETFUNCTION, closer("other"))
                .set(EasyOption.FORBID_REUSE, true);
        run(other);
        assertEquals(1, sim.network().sockets().size());
        assertEquals(List.of("maker#1"), closed);
    }

    @Test
    @Tag("C10")
    @Tag("C23")
    void theCallbackMayComeWhenTheMultiIsClosed() {
        run(sim.call("http://10.0.0.2/").set(EasyOption.CLOSESOCKETFUNCTION, closer("a")));
        assertEquals(List.of(), closed);
        sim.close();
        assertEquals(List.of("a#1"), closed);
    }

    @Test
    @Tag("C10")
    @Tag("C28")
    void aCallbackThatThrowsLeavesNoSocketOpen() {
        run(sim.call("http://10.0.0.2/")
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    throw new IllegalStateException("mine");
                }));
        assertEquals(1, sim.network().socket(1).closes());
    }

    @Test
    @Tag("C23")
    @Tag("S6")
    void theCallbackComesAfterRemove() {
        boolean[] called = new boolean[1];
        run(sim.call("http://10.0.0.2/")
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.CLOSESOCKETFUNCTION, socket -> {
                    called[0] = true;
                    assertEquals(0, sim.loop().watched());
                    assertEquals("REMOVE#1", sim.socketCallbacks().get(2));
                    socket.close();
                }));
        assertTrue(called[0]);
        assertEquals(1, server.requests().size());
    }

    private CloseSocketCallback closer(String name) {
        return socket -> {
            closed.add(name + "#" + ((SimSocket) socket).id());
            socket.close();
        };
    }

    private void run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
    }
}
