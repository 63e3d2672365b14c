package dev.hiper.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulated world itself: what it promises to the tests that stand on it. */
class SimNetworkTest {
    private static final InetSocketAddress ADDRESS = SimServer.address("10.0.0.1", 80);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n";

    private final SimNetwork network = new SimNetwork(1);
    private final SimServer server = new SimServer(network, ADDRESS);

    @Test
    void connectionTakesTimeAndThenCarriesBytesBothWays() throws IOException {
        server.reply(SimReply.ok("hello"));
        SimSocket socket = open();

        assertFalse(socket.connect(ADDRESS));
        assertFalse(socket.finishConnect());
        assertEquals(0, socket.readiness());
        network.runNext();
        assertEquals(SimSocket.OUT, socket.readiness());
        assertTrue(socket.finishConnect());
        assertEquals(GET.length(), write(socket, GET));
        network.runFor(10);

        assertEquals(SimSocket.IN | SimSocket.OUT, socket.readiness());
        assertEquals("HTTP/1.1 200 Said\r\nContent-Length: 5\r\n\r\nhello", readAll(socket));
        assertEquals(GET, server.request(0).head());
        assertTrue(server.request(0).isComplete());
    }

    @Test
    void repliesCutToBytesArriveByteByByte() throws IOException {
        server.reply(SimReply.raw("HTTP/1.1 204 x\r\n\r\n").cut(SimReply.Cut.BYTES));
        SimSocket socket = connected();
        write(socket, GET);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int largest = 0;
        while (network.runNext()) {
            largest = Math.max(largest, socket.read(buffer));
        }
        assertEquals(1, largest);
        assertEquals("HTTP/1.1 204 x\r\n\r\n", new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
    }

    @Test
    void fullBuffersStopTheWriterUntilTheReaderReads() throws IOException {
        network.bufferBytes(10, 10);
        server.raw().onAccept(SimPeer::stopReading);
        SimSocket socket = connected();
        assertEquals(10, write(socket, "0123456789abcdef"));
        assertEquals(0, write(socket, "abcdef"));
        assertEquals(0, socket.readiness());
        network.runFor(10);
        server.peer(0).resumeReading();
        assertEquals("0123456789", server.peer(0).receivedText());
        assertEquals(6, write(socket, "abcdef"));

        server.peer(0).send("a longer text than fits");
        network.runFor(10);
        assertEquals(10, socket.readable());
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            all.append(readAll(socket));
            network.runFor(10);
        }
        assertEquals("a longer text than fits", all.toString());
    }

    @Test
    void endsOfTheStreamComeAfterTheBytes() throws IOException {
        SimSocket socket = connected();
        server.peer(0).send("bye").close();
        network.runFor(10);
        assertEquals("bye", readAll(socket));
        assertEquals(-1, socket.read(ByteBuffer.allocate(1)));
        assertEquals(SimSocket.IN | SimSocket.OUT, socket.readiness());
        write(socket, "too late");
        network.runFor(10);
        assertThrows(IOException.class, () -> write(socket, "too late"));
        assertEquals(SimSocket.IN | SimSocket.OUT | SimSocket.ERR, socket.readiness());
    }

    @Test
    void resetsFailReadsAndWrites() throws IOException {
        SimSocket socket = connected();
        server.peer(0).reset();
        network.runFor(10);
        assertThrows(IOException.class, () -> socket.read(ByteBuffer.allocate(1)));
        assertThrows(IOException.class, () -> write(socket, "x"));
    }

    @Test
    void addressesWithoutServerRefuse() throws IOException {
        SimSocket socket = open();
        socket.connect(SimServer.address("10.0.0.9", 80));
        network.runFor(10);
        assertThrows(ConnectException.class, socket::finishConnect);
    }

    @Test
    void blackHolesNeverAnswer() throws IOException {
        network.reach(ADDRESS, SimReach.blackHole());
        SimSocket socket = open();
        socket.connect(ADDRESS);
        assertFalse(network.runNext());
        assertFalse(socket.finishConnect());
        assertEquals(0, socket.readiness());
    }

    @Test
    void misuseOfSocketsFailsLoudly() throws IOException {
        SimSocket socket = open();
        assertThrows(SimViolation.class, () -> write(socket, "x"));
        socket.close();
        assertThrows(SimViolation.class, socket::close);
        assertThrows(SimViolation.class, () -> socket.read(ByteBuffer.allocate(1)));
        SimSocket other = connected();
        assertThrows(SimViolation.class, () -> other.read(ByteBuffer.allocate(0)));
        network.after(0, other::close);
        assertThrows(SimViolation.class, network::runDue);
        assertThrows(SimViolation.class, network::checkViolations);
    }

    @Test
    void malformedRequestsFailLoudly() throws IOException {
        for (String bad : List.of(
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                GET + GET)) {
            SimNetwork fresh = new SimNetwork(1);
            new SimServer(fresh, ADDRESS).reply(SimReply.nothing().stall());
            SimSocket socket = fresh.open(request());
            socket.connect(ADDRESS);
            fresh.runFor(10);
            socket.finishConnect();
            write(socket, bad);
            assertThrows(SimViolation.class, () -> fresh.runFor(10), bad);
        }
    }

    @Test
    void requestBodiesAreReadInBothFramings() throws IOException {
        server.reply(SimReply.ok(""));
        SimSocket socket = connected();
        write(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        network.runFor(10);
        write(
                socket,
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\nT: x\r\n\r\n");
        network.runFor(10);
        assertEquals("abc", server.request(0).bodyText());
        assertEquals("def", server.request(1).bodyText());
        assertEquals(List.of("T: x"), server.request(1).trailers());
    }

    @Test
    void namesAreAnsweredByScriptAndFilteredByFamily() {
        SimResolver resolver = new SimResolver(network)
                .lookup("both.test", SimLookup.afterMillis(5, "10.0.0.1").and(1, "fd00::1"));
        List<String> said = new ArrayList<>();
        resolver.resolve("both.test", Resolver.Family.ANY, answerTo(said));
        resolver.resolve("both.test", Resolver.Family.IPV4, answerTo(said));
        resolver.resolve("none.test", Resolver.Family.ANY, answerTo(said)).cancel();
        network.runFor(10);
        assertEquals(List.of("/fd00:0:0:0:0:0:0:1", "/10.0.0.1", "end", "/10.0.0.1", "end"), said);
        assertEquals(1, resolver.cancels());
        assertEquals(0, resolver.runningQuestions());
        assertThrows(SimViolation.class, () -> resolver.resolve("10.0.0.1", Resolver.Family.ANY, answerTo(said)));
    }

    @Test
    void sameSeedGivesSameTrace() throws IOException {
        assertEquals(traceOf(7), traceOf(7));
        assertNotEquals(traceOf(7), traceOf(8));
    }

    @Test
    void operationsFailByNumber() throws IOException {
        network.failOperation(2);
        SimSocket socket = open();
        assertThrows(IOException.class, () -> socket.connect(ADDRESS));
        assertEquals(2, network.operations());
        assertNull(socket.remoteAddress());
    }

    @Test
    void contentTellsWhereAByteBelongs() {
        byte[] some = SimRandom.content(5, 100);
        assertArrayEquals(some, SimRandom.content(5, 100));
        assertNotEquals(new String(some, ISO_8859_1), new String(SimRandom.content(6, 100), ISO_8859_1));
        assertEquals(some[77], SimRandom.contentByte(5, 77));
    }

    private static long traceOf(long seed) throws IOException {
        SimNetwork network = new SimNetwork(seed)
                .latencyNanos(1_000, 50_000_000)
                .faults(new SimFaults(0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0));
        SimServer server = new SimServer(network, ADDRESS);
        server.reply(SimReply.ok(SimRandom.content(1, 5000)).cut(SimReply.Cut.SEEDED));
        SimSocket socket = network.open(request());
        socket.connect(ADDRESS);
        network.runNext();
        socket.finishConnect();
        ByteBuffer get = ByteBuffer.wrap(GET.getBytes(ISO_8859_1));
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        do {
            if (get.hasRemaining()) {
                socket.write(get);
            }
            socket.read(buffer);
        } while (network.runNext() || get.hasRemaining() || socket.readable() > 0);
        assertTrue(buffer.position() > 5000);
        return network.trace().hash();
    }

    private SimSocket open() throws IOException {
        return network.open(request());
    }

    private SimSocket connected() throws IOException {
        SimSocket socket = open();
        socket.connect(ADDRESS);
        network.runFor(10);
        assertTrue(socket.finishConnect());
        return socket;
    }

    private static SocketRequest request() {
        return new SocketRequest(ADDRESS, new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1));
    }

    private static int write(SimSocket socket, String text) throws IOException {
        return socket.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    private static String readAll(SimSocket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (socket.read(buffer) > 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(ISO_8859_1);
    }

    private static Resolver.Answer answerTo(List<String> said) {
        return new Resolver.Answer() {
            @Override
            public void onAddresses(List<InetAddress> addresses) {
                addresses.forEach(address -> said.add(address.toString()));
            }

            @Override
            public void onEnd(@Nullable Throwable failure) {
                said.add("end");
            }
        };
    }
}
