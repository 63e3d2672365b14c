package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.SocketHooks.Prepared;
import dev.hiper.internal.transfer.TransferClient;
import dev.hiper.internal.transfer.TransferClient.Info;
import dev.hiper.internal.transfer.TransferClient.Seek;
import dev.hiper.internal.transfer.TransferClient.Verdict;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Callbacks as the machinery sees them: answers, guard, and what happens when they throw. */
class EasyClientTest {
    private static final SocketRequest REQUEST = new SocketRequest(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
            new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1));

    private final Easy easy = Easy.create();
    private final EasyClient client = easy.client;
    private final RuntimeException thrown = new RuntimeException("from the callback");
    private final FakeSocket socket = new FakeSocket();
    private final List<String> seen = new ArrayList<>();

    @Test
    void theBodyGoesToTheWriteCallback() {
        for (WriteResult answer : WriteResult.values()) {
            easy.set(EasyOption.WRITEFUNCTION, (self, data) -> {
                assertSame(easy, self);
                assertActive(Activity.WRITE);
                seen.add(text(data));
                data.position(data.limit());
                return answer;
            });
            ByteBuffer data = bytes("body");
            data.position(1);
            assertEquals(verdict(answer), client.body(data));
            assertEquals(1, data.position(), "the position after the call does not matter");
            assertEquals(4, data.limit());
            assertNull(client.thrown());
        }
        assertEquals(List.of("ody", "ody", "ody"), seen);
        assertTrue(easy.guard().idle());
    }

    @Test
    void headerLinesGoToTheHeaderCallback() {
        assertFalse(client.wantsHeaders());
        assertEquals(Verdict.ACCEPTED, client.header(bytes("A: 1\r\n")));
        for (WriteResult answer : WriteResult.values()) {
            easy.set(EasyOption.HEADERFUNCTION, (self, line) -> {
                assertActive(Activity.HEADER);
                seen.add(text(line));
                line.limit(0);
                return answer;
            });
            assertTrue(client.wantsHeaders());
            ByteBuffer line = bytes("A: 1\r\n");
            assertEquals(verdict(answer), client.header(line));
            assertEquals(6, line.remaining());
        }
        assertEquals("A: 1\r\n", seen.get(0));
    }

    @Test
    void theReadCallbackFillsTheBuffer() {
        easy.set(EasyOption.READFUNCTION, (self, destination) -> {
            assertActive(Activity.READ);
            destination.put((byte) 'x').put((byte) 'y');
            return 2;
        });
        ByteBuffer destination = ByteBuffer.allocate(4);
        assertEquals(2, client.read(destination));
        assertEquals(2, destination.position());
    }

    @Test
    void theReadCallbackEndsPausesAndAborts() {
        assertEquals(0, readAnswering(0));
        assertEquals(TransferClient.READ_PAUSE, readAnswering(ReadCallback.PAUSE));
        assertEquals(TransferClient.READ_ABORT, readAnswering(ReadCallback.ABORT));
        assertNull(client.thrown());
    }

    @Test
    void aCountThatIsNotWhatWasPutAborts() {
        for (int claimed : new int[] {-1, 1, 4}) {
            assertEquals(TransferClient.READ_ABORT, readAnswering(claimed));
            assertEquals(
                    "The read callback put 0 bytes and answered " + claimed,
                    client.thrown().getMessage());
        }
    }

    @Test
    void aCountAboveTheRoomIsPassedOn() {
        assertEquals(5, readAnswering(5));
        assertEquals(Integer.MAX_VALUE, readAnswering(Integer.MAX_VALUE));
    }

    @Test
    void aNeededBodyWithoutReadCallbackAborts() {
        assertEquals(TransferClient.READ_ABORT, client.read(ByteBuffer.allocate(4)));
        assertEquals(
                "The request needs a body, but READFUNCTION is not set",
                client.thrown().getMessage());
    }

    @Test
    @Tag("T048")
    void theReadCallbackStaysForOneTransferAndNotLonger() {
        easy.set(EasyOption.READFUNCTION, (self, destination) -> 0);
        client.begin(request -> socket);
        assertEquals(0, client.read(ByteBuffer.allocate(4)));
        easy.set(EasyOption.READFUNCTION, (self, destination) -> ReadCallback.PAUSE);
        assertEquals(0, client.read(ByteBuffer.allocate(4)));
        client.begin(request -> socket);
        assertEquals(TransferClient.READ_PAUSE, client.read(ByteBuffer.allocate(4)));
        easy.set(EasyOption.READFUNCTION, null);
        client.begin(request -> socket);
        assertEquals(TransferClient.READ_ABORT, client.read(ByteBuffer.allocate(4)));
    }

    @Test
    void seeking() {
        assertEquals(Seek.NONE, client.seek(5));
        for (SeekResult answer : SeekResult.values()) {
            easy.set(EasyOption.SEEKFUNCTION, (self, offset) -> {
                assertActive(Activity.SEEK);
                assertEquals(5, offset);
                return answer;
            });
            Seek expected =
                    switch (answer) {
                        case OK -> Seek.OK;
                        case FAIL -> Seek.FAILED;
                        case CANTSEEK -> Seek.CANNOT;
                    };
            assertEquals(expected, client.seek(5));
        }
    }

    @Test
    void progressIsWantedOnlyIfItIsNotSwitchedOff() {
        assertTrue(client.progress(1, 2, 3, 4));
        easy.set(EasyOption.XFERINFOFUNCTION, (self, a, b, c, d) -> {
            assertActive(Activity.PROGRESS);
            seen.add(a + " " + b + " " + c + " " + d);
            return seen.size() == 1 ? 0 : seen.size() == 2 ? XferInfoCallback.CONTINUE : 1;
        });
        assertFalse(client.wantsProgress());
        easy.set(EasyOption.NOPROGRESS, false);
        assertTrue(client.wantsProgress());
        assertTrue(client.progress(1, 2, 3, 4));
        assertTrue(client.progress(1, 2, 3, 4));
        assertFalse(client.progress(1, 2, 3, 4));
        assertEquals("1 2 3 4", seen.get(0));
    }

    @Test
    void prereqAgreesOrAborts() {
        assertTrue(client.prereq(null, null));
        SocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        for (CallbackResult answer : CallbackResult.values()) {
            easy.set(EasyOption.PREREQFUNCTION, (self, peer, local) -> {
                assertActive(Activity.PREREQ);
                assertSame(remote, peer);
                assertNull(local);
                return answer;
            });
            assertEquals(answer == CallbackResult.OK, client.prereq(remote, null));
        }
    }

    @Test
    @Tag("C26")
    void trailersWithoutColonAndBlankAreLeftOut() throws TransferException {
        assertFalse(client.wantsTrailers());
        assertEquals(List.of(), client.trailers());
        easy.set(EasyOption.TRAILERFUNCTION, (self, trailers) -> {
            assertActive(Activity.TRAILER);
            trailers.addAll(List.of("A: 1", "B:2", "C", "D: "));
            return CallbackResult.OK;
        });
        assertTrue(client.wantsTrailers());
        assertEquals(List.of("A: 1", "D: "), client.trailers());
        easy.set(EasyOption.TRAILERFUNCTION, (self, trailers) -> CallbackResult.ABORT);
        assertAborts(() -> client.trailers(), null);
    }

    @Test
    void theDebugCallbackIsShownBytesAndText() {
        assertFalse(client.tracing());
        easy.set(EasyOption.VERBOSE, true).set(EasyOption.DEBUGFUNCTION, (self, kind, data) -> {
            assertActive(Activity.DEBUG);
            seen.add(kind + " " + text(data));
            data.position(data.limit());
        });
        assertTrue(client.tracing());
        ByteBuffer data = bytes("x");
        for (Info kind : Info.values()) {
            client.debug(kind, data);
            assertEquals(1, data.remaining());
        }
        client.trace("remark");
        assertEquals(
                List.of("TEXT x", "HEADER_IN x", "HEADER_OUT x", "DATA_IN x", "DATA_OUT x", "TEXT remark\n"), seen);
    }

    @Test
    void aThrowingDebugCallbackChangesNothing() {
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> raise(thrown)).set(EasyOption.DEBUGFUNCTION, (s, k, d) -> {
            throw new IllegalStateException("debug");
        });
        client.body(bytes("x"));
        client.trace("remark");
        assertSame(thrown, client.thrown());
        assertTrue(easy.guard().idle());
    }

    @Test
    void withoutCallbacksBodiesAndTracesGoToTheStandardStreams() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        ByteArrayOutputStream traced = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(traced, true, StandardCharsets.UTF_8));
        try {
            assertEquals(Verdict.ACCEPTED, client.body(bytes("body\u20ac")));
            client.trace("remark");
            client.debug(Info.HEADER_IN, bytes("in\n"));
            client.debug(Info.HEADER_OUT, bytes("out\n"));
            client.debug(Info.DATA_IN, bytes("never"));
            client.debug(Info.DATA_OUT, bytes("never"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertEquals("body\u20ac", shown.toString(StandardCharsets.UTF_8));
        assertEquals("* remark\n< in\n> out\n", traced.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aStandardOutputThatFailsAborts() {
        PrintStream out = System.out;
        System.setOut(new PrintStream(new java.io.OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        }));
        try {
            assertEquals(Verdict.ABORTED, client.body(bytes("body")));
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void socketsAreOpenedByTheFactoryOrTheCallback() throws IOException {
        client.begin(request -> socket);
        assertSame(socket, client.open(REQUEST));
        FakeSocket other = new FakeSocket();
        easy.set(EasyOption.OPENSOCKETFUNCTION, (self, request, factory) -> {
            assertActive(Activity.OPEN_SOCKET);
            assertSame(REQUEST, request);
            assertSame(socket, factory.open(request));
            return other;
        });
        assertSame(other, client.open(REQUEST));
        easy.set(EasyOption.OPENSOCKETFUNCTION, (self, request, factory) -> null);
        assertNull(client.open(REQUEST));
        IOException failure = new IOException("no more");
        easy.set(EasyOption.OPENSOCKETFUNCTION, (self, request, factory) -> {
            throw failure;
        });
        assertSame(failure, assertThrows(IOException.class, () -> client.open(REQUEST)));
        assertTrue(easy.guard().idle());
    }

    @Test
    @Tag("C9")
    void theSockoptCallbackPreparesSockets() throws TransferException {
        assertEquals(Prepared.CONNECT, client.prepare(socket));
        easy.set(EasyOption.SOCKOPTFUNCTION, (self, opened) -> {
            assertActive(Activity.SOCKOPT);
            assertSame(socket, opened);
            return SockoptResult.OK;
        });
        assertEquals(Prepared.CONNECT, client.prepare(socket));
        easy.set(EasyOption.SOCKOPTFUNCTION, (self, opened) -> SockoptResult.ALREADY_CONNECTED);
        assertEquals(Prepared.ALREADY_CONNECTED, client.prepare(socket));
        easy.set(EasyOption.SOCKOPTFUNCTION, (self, opened) -> SockoptResult.ERROR);
        assertAborts(() -> client.prepare(socket), null);
    }

    @Test
    @Tag("C25")
    void theResolverStartCallbackIsAsked() throws TransferException {
        client.beforeLookup("host");
        easy.set(EasyOption.RESOLVER_START_FUNCTION, (self, host) -> {
            assertActive(Activity.RESOLVER_START);
            assertEquals("host", host);
            return CallbackResult.OK;
        });
        client.beforeLookup("host");
        easy.set(EasyOption.RESOLVER_START_FUNCTION, (self, host) -> CallbackResult.ABORT);
        assertAborts(() -> client.beforeLookup("host"), null);
    }

    @Test
    @Tag("C23")
    void aConnectionKeepsTheCloseCallbackOfItsBeginning() {
        client.closer().close(socket);
        assertEquals(1, socket.closes);
        easy.set(EasyOption.CLOSESOCKETFUNCTION, closed -> {
            assertActive(Activity.CLOSE_SOCKET);
            seen.add("first");
        });
        var closer = client.closer();
        easy.set(EasyOption.CLOSESOCKETFUNCTION, null);
        closer.close(socket);
        assertEquals(List.of("first"), seen);
        assertEquals(1, socket.closes, "the callback decides");
        client.closer().close(socket);
        assertEquals(2, socket.closes);
    }

    @Test
    void aThrowingCloseCallbackDoesNotLeakTheSocket() {
        easy.set(EasyOption.CLOSESOCKETFUNCTION, closed -> {
            throw thrown;
        });
        client.closer().close(socket);
        assertEquals(1, socket.closes);
        assertTrue(easy.guard().idle());
    }

    @Test
    @Tag("C28")
    void whatACallbackThrowsIsItsAbortingAnswerAndIsKept() throws IOException {
        client.begin(request -> socket);
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> raise(thrown))
                .set(EasyOption.HEADERFUNCTION, (self, line) -> raise(thrown))
                .set(EasyOption.READFUNCTION, (self, destination) -> raise(thrown))
                .set(EasyOption.SEEKFUNCTION, (self, offset) -> raise(thrown))
                .set(EasyOption.XFERINFOFUNCTION, (self, a, b, c, d) -> raise(thrown))
                .set(EasyOption.PREREQFUNCTION, (self, remote, local) -> raise(thrown))
                .set(EasyOption.TRAILERFUNCTION, (self, trailers) -> raise(thrown))
                .set(EasyOption.SOCKOPTFUNCTION, (self, opened) -> raise(thrown))
                .set(EasyOption.OPENSOCKETFUNCTION, (self, request, factory) -> raise(thrown))
                .set(EasyOption.RESOLVER_START_FUNCTION, (self, host) -> raise(thrown));
        assertKept(Verdict.ABORTED, client.body(bytes("x")));
        assertKept(Verdict.ABORTED, client.header(bytes("x")));
        assertKept(TransferClient.READ_ABORT, client.read(ByteBuffer.allocate(1)));
        assertKept(Seek.FAILED, client.seek(0));
        assertKept(false, client.progress(0, 0, 0, 0));
        assertKept(false, client.prereq(null, null));
        assertKept(null, client.open(REQUEST));
        assertAborts(() -> client.trailers(), thrown);
        assertAborts(() -> client.prepare(socket), thrown);
        assertAborts(() -> client.beforeLookup("host"), thrown);
    }

    @Test
    void errorsOfTheVirtualMachineAreKeptToo() {
        Error error = new StackOverflowError();
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> {
            throw error;
        });
        assertEquals(Verdict.ABORTED, client.body(bytes("x")));
        assertSame(error, client.thrown());
    }

    @Test
    void aNullAnswerAborts() {
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> null);
        assertEquals(Verdict.ABORTED, client.body(bytes("x")));
        assertInstanceOf(NullPointerException.class, client.thrown());
    }

    @Test
    void anAnswerAfterAnExceptionHasNoCause() {
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> raise(thrown));
        client.body(bytes("x"));
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ABORT);
        client.body(bytes("x"));
        assertNull(client.thrown());
    }

    @Test
    @Tag("H5")
    void callbacksMayNotDriveButMayConfigure() {
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> {
            assertEquals(
                    ResultCode.RECURSIVE_API_CALL,
                    assertThrows(EasyException.class, self::perform).code());
            assertEquals(
                    ResultCode.RECURSIVE_API_CALL,
                    assertThrows(EasyException.class, self::upkeep).code());
            self.reset();
            self.close();
            self.set(EasyOption.USERAGENT, "set inside").duphandle().close();
            assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, self.pause(Pause.RECV), "there is no connection");
            return WriteResult.ACCEPTED;
        });
        assertEquals(Verdict.ACCEPTED, client.body(bytes("x")), () -> String.valueOf(client.thrown()));
        assertEquals("set inside", easy.option(EasyOption.USERAGENT));
        assertFalse(easy.closed());
    }

    private int readAnswering(int answer) {
        easy.set(EasyOption.READFUNCTION, (self, destination) -> answer);
        client.begin(request -> socket);
        return client.read(ByteBuffer.allocate(4));
    }

    private void assertKept(Object expected, Object answer) {
        assertEquals(expected, answer);
        assertSame(thrown, client.thrown());
        assertTrue(easy.guard().idle());
    }

    private void assertAborts(Executable call, Throwable cause) {
        TransferException failure = assertThrows(TransferException.class, call);
        assertEquals(ResultCode.ABORTED_BY_CALLBACK, failure.result());
        assertSame(cause, failure.getCause());
        assertTrue(easy.guard().idle());
    }

    private void assertActive(Activity activity) {
        assertTrue(easy.guard().contains(activity));
    }

    private static Verdict verdict(WriteResult answer) {
        return switch (answer) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case PAUSE -> Verdict.PAUSED;
            case ABORT -> Verdict.ABORTED;
        };
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // It never returns, so it fits everywhere.
    private static <T> T raise(RuntimeException exception) {
        throw exception;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data.duplicate()).toString();
    }

    private static final class FakeSocket implements TransportSocket {
        int closes;

        @Override
        public boolean connect(SocketAddress remote) {
            return false;
        }

        @Override
        public boolean finishConnect() {
            return false;
        }

        @Override
        public int read(ByteBuffer destination) {
            return 0;
        }

        @Override
        public int write(ByteBuffer source) {
            return 0;
        }

        @Override
        public void shutdownOutput() {}

        @Override
        public void close() {
            closes++;
        }

        @Override
        public boolean isOpen() {
            return closes == 0;
        }

        @Override
        public SocketAddress remoteAddress() {
            return null;
        }

        @Override
        public SocketAddress localAddress() {
            return null;
        }
    }
}
