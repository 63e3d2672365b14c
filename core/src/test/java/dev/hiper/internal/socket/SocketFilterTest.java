package dev.hiper.internal.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.ManualContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SocketFilterTest {
    private final List<String> log = new ArrayList<>();
    private final ManualContext context = new ManualContext();
    private final ScriptedSocket socket = new ScriptedSocket(request(null));
    private @Nullable IOException openFailure;
    private boolean refused;
    private boolean already;

    @Test
    void wantsOutWhileConnectingAndNothingAfter() throws Exception {
        SocketFilter filter = filter();
        assertEquals(Step.BLOCKED, filter.connect(context));
        assertEquals(PollSet.OUT, wanted(filter));

        socket.reachable = true;
        assertEquals(Step.DONE, filter.connect(context));
        assertEquals(PollSet.NONE, wanted(filter));
        assertEquals(List.of(ConnectPhase.CONNECTED), context.phases);
        assertEquals(1, socket.connects);
        assertSame(socket, filter.socket());
        assertEquals(socket.request.remote(), filter.remoteAddress());
    }

    @Test
    @Tag("C22")
    void socketIsPreparedBeforeItIsConnected() throws Exception {
        socket.reachable = true;
        assertEquals(Step.DONE, filter().connect(context));

        assertEquals(List.of("open", "prepare after 0 connects"), log);
    }

    @Test
    @Tag("C22")
    void socketThatIsConnectedAlreadyIsNotConnected() throws Exception {
        already = true;
        assertEquals(Step.DONE, filter().connect(context));

        assertEquals(0, socket.connects);
    }

    @Test
    @Tag("S6")
    void socketIsForgottenBeforeItIsClosedAndOnlyOnce() throws Exception {
        SocketFilter filter = filter();
        filter.connect(context);
        log.clear();

        filter.close();
        filter.close();

        assertEquals(List.of("forget open", "close"), log);
        assertNull(filter.socket());
        assertThrows(TransferException.class, () -> filter.connect(context));
    }

    @Test
    void nothingIsClosedThatWasNotOpened() {
        filter().close();

        assertTrue(log.isEmpty());
    }

    @Test
    void refusalByThePeerSaysWhy() throws Exception {
        SocketFilter filter = filter();
        filter.connect(context);
        socket.connectFailure = new ConnectException("Connection refused");

        TransferException problem = assertThrows(TransferException.class, () -> filter.connect(context));
        assertEquals(ResultCode.COULDNT_CONNECT, problem.result());
        assertEquals("to there: Connection refused", problem.getMessage());
        assertSame(socket.connectFailure, problem.getCause());
    }

    @Test
    @Tag("C8")
    void refusalByTheApplicationFailsTheAttempt() {
        refused = true;

        assertEquals(ResultCode.COULDNT_CONNECT, connectFailure(null));
    }

    @Test
    @Tag("T217")
    void lackOfDescriptorsFailsTheAttempt() {
        openFailure = new IOException("Too many open files");

        assertEquals(ResultCode.COULDNT_CONNECT, connectFailure(null));
    }

    @Test
    void localEndThatCannotBeHadIsInterfaceFailed() {
        socket.connectFailure = new BindException("Cannot assign requested address");

        assertEquals(ResultCode.INTERFACE_FAILED, connectFailure("10.1.2.3"));
    }

    @Test
    void runningOutOfLocalPortsIsNoInterfaceFailure() {
        socket.connectFailure = new BindException("Cannot assign requested address");

        assertEquals(ResultCode.COULDNT_CONNECT, connectFailure(null));
    }

    @Test
    void timeoutOfTheSystemIsTimeout() {
        socket.connectFailure = new ConnectException("Connection timed out");

        assertEquals(ResultCode.OPERATION_TIMEDOUT, connectFailure(null));
    }

    @Test
    void ioFailuresHaveTheirCodes() throws Exception {
        SocketFilter filter = connected();
        socket.ioFailure = new IOException("Connection reset");

        TransferException sending =
                assertThrows(TransferException.class, () -> filter.send(ByteBuffer.wrap(new byte[1])));
        TransferException receiving =
                assertThrows(TransferException.class, () -> filter.receive(ByteBuffer.allocate(1)));

        assertEquals(ResultCode.SEND_ERROR, sending.result());
        assertEquals(ResultCode.RECV_ERROR, receiving.result());
        assertNotNull(receiving.getMessage());
        assertTrue(receiving.getMessage().contains("Connection reset"));
    }

    @Test
    void bytesAndTheEndArePassedOn() throws Exception {
        SocketFilter filter = connected();
        assertEquals(0, filter.receive(ByteBuffer.allocate(8)));
        socket.readable = new byte[] {1, 2};
        assertEquals(2, filter.receive(ByteBuffer.allocate(8)));
        assertEquals(0, filter.receive(ByteBuffer.allocate(0)));
        socket.readable = new byte[0];
        socket.atEnd = true;
        assertEquals(-1, filter.receive(ByteBuffer.allocate(8)));
        assertEquals(3, filter.send(ByteBuffer.wrap(new byte[3])));
    }

    @Test
    void idleSocketIsAliveWhileNothingLiesThere() throws Exception {
        SocketFilter filter = connected();
        assertTrue(filter.isAlive());
        socket.readable = new byte[] {1};
        assertFalse(filter.isAlive());
        socket.readable = new byte[0];
        socket.atEnd = true;
        assertFalse(filter.isAlive());
        socket.ioFailure = new IOException("Connection reset");
        assertFalse(filter.isAlive());
        filter.close();
        assertFalse(filter.isAlive());
    }

    @Test
    void goodbyeIsOneStep() throws Exception {
        assertEquals(Step.DONE, connected().shutdown(context));
    }

    private SocketFilter connected() throws TransferException {
        socket.reachable = true;
        SocketFilter filter = filter();
        filter.connect(context);
        return filter;
    }

    private ResultCode connectFailure(@Nullable String localInterface) {
        SocketFilter filter = filter(request(localInterface));
        return assertThrows(TransferException.class, () -> filter.connect(context))
                .result();
    }

    private static int wanted(SocketFilter filter) {
        PollSet polls = new PollSet();
        filter.adjust(polls);
        return polls.size() == 0 ? PollSet.NONE : polls.bits(0);
    }

    private SocketFilter filter() {
        return filter(request(null));
    }

    private SocketFilter filter(SocketRequest request) {
        return new SocketFilter(
                new Source(),
                request,
                "to there: ",
                closing -> log.add(closing.isOpen() ? "forget open" : "forget closed"),
                ByteBuffer.allocate(1));
    }

    private static SocketRequest request(@Nullable String localInterface) {
        return new SocketRequest(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                new SocketRequest.Options(true, false, 60, 60, 9, localInterface, 0, 1));
    }

    private final class Source implements SocketSource {
        @Override
        public @Nullable TransportSocket open(SocketRequest request) throws IOException {
            log.add("open");
            if (openFailure != null) {
                throw openFailure;
            }
            return refused ? null : socket;
        }

        @Override
        public boolean prepare(TransportSocket prepared) {
            log.add("prepare after " + socket.connects + " connects");
            return already;
        }

        @Override
        public Closer closer() {
            return closing -> {
                log.add("close");
                closing.close();
            };
        }
    }
}
