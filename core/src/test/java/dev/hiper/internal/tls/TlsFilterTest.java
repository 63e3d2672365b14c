package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilterTest {
    private static final byte[] REQUEST = TlsPair.text("GET / HTTP/1.1\r\n\r\n");
    private static final byte[] RESPONSE = TlsPair.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

    static Stream<Arguments> waysToTalk() {
        Stream.Builder<Arguments> ways = Stream.builder();
        for (int version : new int[] {12, 13}) {
            for (int piece : new int[] {1, 7, 1000, Integer.MAX_VALUE}) {
                for (boolean swallowing : new boolean[] {false, true}) {
                    ways.add(Arguments.of(version, piece, swallowing));
                }
            }
        }
        return ways.build();
    }

    private static TlsPair pair(int version, boolean swallowing) throws TransferException {
        TlsSettings settings = new TestCertificates.SettingsBuilder()
                .versions(version, version)
                .build();
        TlsEngines engines = swallowing ? TlsPair.swallowing() : new JdkTlsEngines();
        return new TlsPair(
                engines,
                settings,
                TestCertificates.serverEngine(TestCertificates.serverContext(), "http/1.1"),
                new TlsPeer(TlsPair.HOST, 443, false));
    }

    @ParameterizedTest
    @MethodSource("waysToTalk")
    void requestAndResponseCrossInPiecesOfAnySize(int version, int piece, boolean swallowing) throws TransferException {
        TlsPair pair = pair(version, swallowing);
        pair.transport.pieceBytes = piece;
        pair.transport.stutters = true;
        pair.connect();
        pair.sendAll(REQUEST);
        assertArrayEquals(REQUEST, pair.server.received.toByteArray());
        pair.server.send(RESPONSE);
        assertArrayEquals(RESPONSE, pair.receive(RESPONSE.length, 4096));
        assertEquals("http/1.1", pair.filter.alpn());
        assertNotNull(pair.filter.tlsSession());
        assertEquals(List.of(ConnectPhase.TLS_DONE), pair.reached);
        assertEquals(0, pair.filter.verifyResult());
        assertEquals(0, pair.buffers.borrowed(), "an idle connection has no buffers");
        pair.filter.close();
        assertTrue(pair.transport.closed);
    }

    static Stream<Arguments> waysToReceive() {
        Stream.Builder<Arguments> ways = Stream.builder();
        for (int room : new int[] {1, 100, 16 * 1024, 17 * 1024, 64 * 1024}) {
            for (int piece : new int[] {5000, Integer.MAX_VALUE}) {
                for (boolean swallowing : new boolean[] {false, true}) {
                    ways.add(Arguments.of(room, piece, swallowing));
                }
            }
        }
        return ways.build();
    }

    @ParameterizedTest
    @MethodSource("waysToReceive")
    void largeBodiesArriveWhateverRoomThereIs(int room, int piece, boolean swallowing) throws TransferException {
        byte[] body = TlsPair.noise(room == 1 ? 50_000 : 300_000);
        TlsPair pair = pair(13, swallowing).connect();
        pair.transport.pieceBytes = piece;
        pair.server.send(body);
        assertArrayEquals(body, pair.receive(body.length, room));
        assertEquals(0, pair.receiveOnce());
        assertFalse(pair.filter.dataPending());
        assertEquals(0, pair.buffers.borrowed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3000, Integer.MAX_VALUE})
    void largeUploadsLeaveWhateverTheTransportTakes(int piece) throws TransferException {
        byte[] body = TlsPair.noise(200_000);
        TlsPair pair = TlsPair.connected();
        pair.transport.pieceBytes = piece;
        pair.transport.stutters = true;
        pair.sendAll(body);
        assertArrayEquals(body, pair.server.received.toByteArray());
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    void severalRecordsLeaveInOneWrite() throws TransferException {
        TlsPair pair = TlsPair.connected();
        int before = pair.transport.writes;
        pair.sendAll(TlsPair.noise(3 * 16 * 1024));
        assertEquals(1, pair.transport.writes - before);
    }

    @Test
    void severalRecordsArriveWithOneRead() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        pair.server.send(TlsPair.noise(3 * 16 * 1024));
        int before = pair.transport.reads;
        assertEquals(3 * 16 * 1024, pair.receiveOnce());
        assertEquals(1, pair.transport.reads - before);
    }

    @Test
    @Tag("S19")
    void fullTransportKeepsCiphertextAndWantsOut() throws TransferException {
        TlsPair pair = TlsPair.connected();
        assertEquals(PollSet.IN, pair.polled(PollSet.IN));
        pair.transport.room = 100;
        ByteBuffer source = ByteBuffer.wrap(TlsPair.noise(300_000));
        int taken = pair.filter.send(source);
        assertTrue(taken > 0 && taken < 300_000, "taken: " + taken);
        assertTrue(pair.filter.sendPending());
        assertEquals(PollSet.INOUT, pair.polled(PollSet.IN));
        assertEquals(0, pair.filter.send(source), "what waits goes first");
        pair.transport.room = Long.MAX_VALUE;
        assertEquals(0, pair.filter.send(ByteBuffer.allocate(0)));
        assertFalse(pair.filter.sendPending(), "an empty source moves what waits");
        assertEquals(taken, pair.server.received.size());
    }

    @Test
    @Tag("S19")
    void handshakeWantsWhatTheEngineWaitsFor() throws TransferException {
        TlsPair pair = pair(13, false);
        pair.transport.room = 10;
        assertEquals(Step.BLOCKED, pair.filter.connect(pair));
        assertEquals(PollSet.OUT, pair.polled(PollSet.NONE));
        pair.transport.room = Long.MAX_VALUE;
        pair.transport.pieceBytes = 10;
        pair.transport.stutters = true;
        Step step = Step.BLOCKED;
        while (pair.polled(PollSet.NONE) == PollSet.OUT) {
            step = pair.filter.connect(pair);
        }
        assertEquals(Step.BLOCKED, step);
        assertEquals(PollSet.IN, pair.polled(PollSet.NONE));
        pair.connect();
        assertEquals(PollSet.NONE, pair.polled(PollSet.NONE));
    }

    @Test
    @Tag("S17")
    void decryptedBytesThatFoundNoRoomArePending() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        assertFalse(pair.filter.dataPending());
        pair.server.send(TlsPair.text("abcdef"));
        assertEquals(2, pair.filter.receive(ByteBuffer.allocate(2)));
        assertTrue(pair.filter.dataPending());
        assertEquals(4, pair.receiveOnce());
        assertFalse(pair.filter.dataPending());
    }

    @Test
    @Tag("S17")
    void wholeRecordsThatWereReadButNotDecryptedArePending() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        pair.server.send(TlsPair.noise(20_000));
        pair.server.send(TlsPair.noise(20_000));
        int got = pair.filter.receive(ByteBuffer.allocate(17_000));
        assertTrue(got < 17_000, "the second record does not fit");
        int reads = pair.transport.reads;
        while (got < 40_000) {
            assertTrue(pair.filter.dataPending());
            got += pair.filter.receive(ByteBuffer.allocate(17_000));
        }
        assertEquals(reads, pair.transport.reads, "everything was here already");
    }

    @Test
    void partOfARecordWaitsInASmallBuffer() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        byte[] body = TlsPair.noise(16_000);
        pair.server.send(body);
        pair.transport.pieceBytes = 2000;
        assertEquals(0, pair.receiveOnce());
        assertEquals(1, pair.buffers.borrowed());
        assertFalse(pair.filter.dataPending());
        assertArrayEquals(body, pair.receive(body.length, 4096));
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    @Tag("T061")
    void closeNotifyIsTheEnd() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.server.send(TlsPair.text("last"));
        pair.server.sayGoodbye();
        assertEquals(4, pair.receiveOnce());
        assertTrue(pair.filter.dataPending(), "the end is known, and no socket event may come");
        assertEquals(-1, pair.receiveOnce());
        assertEquals(-1, pair.receiveOnce());
        assertFalse(pair.filter.dataPending());
    }

    @Test
    @Tag("T061")
    void endWithoutCloseNotifyComesAfterTheDataAsAnError() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.server.send(TlsPair.text("last"));
        pair.transport.ended = true;
        assertEquals(4, pair.receiveOnce());
        assertCut(pair);
    }

    @Test
    @Tag("T061")
    void endInTheMiddleOfARecordIsAnError() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        pair.server.send(TlsPair.text("never read"));
        pair.transport.untilEnd = pair.server.toClient.size() - 1L;
        assertCut(pair);
    }

    private static void assertCut(TlsPair pair) {
        TransferException cut = assertThrows(TransferException.class, pair::receiveOnce);
        assertEquals(ResultCode.RECV_ERROR, cut.result());
        assertTrue(cut.getMessage().contains("close_notify"), cut.getMessage());
    }

    @Test
    @Tag("T118")
    void bytesInTheClearBeforeTlsFailTheHandshake() throws TransferException {
        TlsPair pair = pair(13, false);
        pair.server.sendRaw(RESPONSE);
        pair.connectFails(ResultCode.SSL_CONNECT_ERROR);
    }

    @Test
    void endAtAnyByteOfTheHandshakeIsAConnectError() throws TransferException {
        TlsPair whole = pair(13, false);
        whole.transport.untilEnd = Long.MAX_VALUE / 2;
        whole.connect();
        long bytes = Long.MAX_VALUE / 2 - whole.transport.untilEnd;
        for (long end = 0; end < bytes; end += 97) {
            TlsPair pair = pair(13, false);
            pair.transport.untilEnd = end;
            pair.transport.pieceBytes = 400;
            pair.connectFails(ResultCode.SSL_CONNECT_ERROR);
        }
    }

    @Test
    void resetDuringTheHandshakeIsAConnectError() throws TransferException {
        TlsPair pair = pair(13, false);
        pair.transport.room = 10;
        assertEquals(Step.BLOCKED, pair.filter.connect(pair));
        pair.transport.reset = true;
        pair.connectFails(ResultCode.SSL_CONNECT_ERROR);
    }

    @Test
    @Tag("T117")
    void silentServerLeavesTheHandshakeWaiting() throws TransferException {
        TlsPair pair = pair(13, false);
        pair.transport.room = 1 << 16;
        pair.server.toClient.clear();
        pair.transport.pieceBytes = 0;
        for (int i = 0; i < 3; i++) {
            assertEquals(Step.BLOCKED, pair.filter.connect(pair));
        }
        pair.filter.close();
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    @Tag("T117")
    void endlessHandshakeIsCutOff() throws TransferException {
        TlsEngines engines = settings -> (host, port) -> new InsatiableEngine();
        TlsPair pair = new TlsPair(
                engines,
                TestCertificates.settings(),
                TestCertificates.serverEngine(TestCertificates.serverContext()),
                new TlsPeer(TlsPair.HOST, 443, false));
        pair.server.sendRaw(new byte[1_000_000]);
        TransferException failure = pair.connectFails(ResultCode.SSL_CONNECT_ERROR);
        assertTrue(failure.getMessage().contains("bytes of handshake"), failure.getMessage());
        assertFalse(pair.server.toClient.isEmpty());
    }

    @Test
    @Tag("T113")
    void ticketsLeaveAnIdleConnectionAlive() throws TransferException {
        TlsPair pair = TlsPair.connected();
        assertFalse(pair.server.toClient.isEmpty(), "the server sent a ticket after its handshake");
        assertTrue(pair.filter.isAlive());
        assertTrue(pair.server.toClient.isEmpty());
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    @Tag("T113")
    void keyUpdateIsAnsweredOnAnIdleConnection() throws Exception {
        TlsPair pair = TlsPair.connected();
        assertTrue(pair.filter.isAlive());
        pair.server.beginAgain();
        int before = pair.transport.writes;
        assertTrue(pair.filter.isAlive());
        assertEquals(1, pair.transport.writes - before);
        pair.sendAll(REQUEST);
        pair.server.send(RESPONSE);
        assertArrayEquals(REQUEST, pair.server.received.toByteArray());
        assertArrayEquals(RESPONSE, pair.receive(RESPONSE.length, 4096));
    }

    @Test
    @Tag("T113")
    void keyUpdateInTheMiddleOfABodyIsAnswered() throws Exception {
        TlsPair pair = TlsPair.connected();
        byte[] body = TlsPair.noise(100_000);
        pair.server.send(body);
        pair.server.beginAgain();
        pair.server.send(body);
        pair.transport.room = 0;
        assertArrayEquals(body, pair.receive(body.length, 16 * 1024));
        while (!pair.filter.sendPending()) {
            pair.receive(1, 5000);
        }
        assertEquals(PollSet.INOUT, pair.polled(PollSet.IN));
        pair.transport.room = Long.MAX_VALUE;
        pair.receive(1, 5000);
        assertFalse(pair.filter.sendPending());
    }

    @Test
    @Tag("T113")
    void floodOfKeyUpdatesStopsWhenAnswersCannotLeave() throws Exception {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        pair.transport.room = 0;
        for (int i = 0; i < 5000; i++) {
            pair.server.beginAgain();
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(0, pair.receiveOnce());
        }
        int reads = pair.transport.reads;
        assertEquals(0, pair.receiveOnce());
        assertEquals(reads, pair.transport.reads, "reading stopped");
        assertFalse(pair.server.toClient.isEmpty());
        assertFalse(pair.filter.dataPending(), "and nothing asks for another run before the socket is writable");
        pair.server.send(RESPONSE);
        pair.transport.room = Long.MAX_VALUE;
        assertArrayEquals(RESPONSE, pair.receive(RESPONSE.length, 4096));
    }

    @Test
    @Tag("T113")
    void renegotiationIsRefused() throws Exception {
        TlsPair pair = TlsPair.connected12();
        pair.server.beginAgain();
        TransferException failure = assertThrows(TransferException.class, pair::receiveOnce);
        assertEquals(ResultCode.RECV_ERROR, failure.result());
        assertTrue(failure.getMessage().contains("renegotiation"), failure.getMessage());
    }

    @Test
    @Tag("T113")
    void renegotiationOnAnIdleConnectionIsItsEnd() throws Exception {
        TlsPair pair = TlsPair.connected12();
        pair.server.beginAgain();
        assertFalse(pair.filter.isAlive());
    }

    @Test
    @Tag("L12")
    void applicationByteOnAnIdleConnectionIsItsEnd() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.server.send(TlsPair.text("x"));
        assertFalse(pair.filter.isAlive());
    }

    @Test
    @Tag("L12")
    void unreadPlaintextOnAnIdleConnectionIsItsEnd() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.server.send(TlsPair.text("xy"));
        assertEquals(1, pair.filter.receive(ByteBuffer.allocate(1)));
        assertFalse(pair.filter.isAlive());
    }

    @Test
    @Tag("L12")
    void endOfAnIdleConnectionIsSeen() throws TransferException {
        TlsPair cut = TlsPair.connected();
        cut.transport.ended = true;
        assertFalse(cut.filter.isAlive());
        TlsPair closed = TlsPair.connected();
        closed.server.sayGoodbye();
        assertFalse(closed.filter.isAlive());
        TlsPair reset = TlsPair.connected();
        reset.transport.reset = true;
        assertFalse(reset.filter.isAlive());
    }

    @Test
    @Tag("L12")
    void forgedRecordOnAnIdleConnectionIsItsEnd() throws TransferException {
        TlsPair pair = TlsPair.connected();
        assertTrue(pair.filter.isAlive());
        pair.server.sendRaw(new byte[] {23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0});
        assertFalse(pair.filter.isAlive());
        pair.filter.close();
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    @Tag("L12")
    void partOfARecordOnAnIdleConnectionIsItsEnd() throws TransferException {
        TlsPair pair = TlsPair.connected();
        assertTrue(pair.filter.isAlive());
        pair.server.send(TlsPair.text("half"));
        pair.server.toClient.removeLast();
        assertFalse(pair.filter.isAlive());
    }

    @Test
    @Tag("M31")
    void shutdownSaysGoodbyeAndDoesNotWaitForThePeers() throws TransferException {
        TlsPair pair = TlsPair.connected();
        assertEquals(Step.DONE, pair.filter.shutdown(pair));
        assertTrue(pair.server.peerSaidGoodbye);
        assertEquals(1, pair.transport.shutdowns);
    }

    @Test
    @Tag("L22")
    void shutdownWaitsUntilTheGoodbyeIsOut() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.transport.room = 5;
        assertEquals(Step.BLOCKED, pair.filter.shutdown(pair));
        assertEquals(PollSet.OUT, pair.polled(PollSet.NONE));
        assertFalse(pair.filter.isAlive());
        pair.transport.room = Long.MAX_VALUE;
        assertEquals(Step.DONE, pair.filter.shutdown(pair));
        assertTrue(pair.server.peerSaidGoodbye);
    }

    @Test
    @Tag("L22")
    void goodbyeComesAfterEverythingThatWaits() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.transport.room = 0;
        byte[] body = TlsPair.noise(65_000);
        assertEquals(65_000, pair.filter.send(ByteBuffer.wrap(body)));
        assertEquals(Step.BLOCKED, pair.filter.shutdown(pair));
        pair.transport.room = Long.MAX_VALUE;
        assertEquals(Step.DONE, pair.filter.shutdown(pair));
        assertArrayEquals(body, pair.server.received.toByteArray());
        assertTrue(pair.server.peerSaidGoodbye);
    }

    @Test
    @Tag("M31")
    void unreadDataDoesNotDisturbTheShutdown() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.server.send(TlsPair.noise(500_000));
        pair.filter.receive(ByteBuffer.allocate(1));
        assertEquals(Step.DONE, pair.filter.shutdown(pair));
        pair.filter.close();
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    void nothingIsSentAfterThePeersFailure() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.transport.reset = true;
        TransferException failure = assertThrows(TransferException.class, () -> pair.sendAll(REQUEST));
        assertEquals(ResultCode.SEND_ERROR, failure.result());
        pair.filter.close();
        assertEquals(0, pair.buffers.borrowed());
    }

    @Test
    void forgedRecordIsAReceiveError() throws TransferException {
        TlsPair pair = TlsPair.connected();
        pair.receiveOnce();
        pair.server.sendRaw(new byte[] {23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0});
        TransferException failure = assertThrows(TransferException.class, pair::receiveOnce);
        assertEquals(ResultCode.RECV_ERROR, failure.result());
    }

    @Test
    void engineIsReleasedOnceHoweverOftenTheFilterIsClosed() throws TransferException {
        int[] releases = new int[1];
        TlsEngines.Context jdk = new JdkTlsEngines().context(TestCertificates.settings());
        TlsEngines engines = settings -> new TlsEngines.Context() {
            @Override
            public javax.net.ssl.SSLEngine newEngine(String host, int port) {
                return jdk.newEngine(host, port);
            }

            @Override
            public void release(javax.net.ssl.SSLEngine engine) {
                releases[0]++;
            }
        };
        TlsPair pair = new TlsPair(
                engines,
                TestCertificates.settings(),
                TestCertificates.serverEngine(TestCertificates.serverContext()),
                new TlsPeer(TlsPair.HOST, 443, false));
        pair.connect();
        pair.filter.close();
        pair.filter.close();
        assertEquals(1, releases[0]);
        assertNull(pair.filter.tlsSession());
    }

    @Test
    void proxyDoesNotCountAsTlsToTheOrigin() throws TransferException {
        TlsPair pair = new TlsPair(
                new JdkTlsEngines(),
                TestCertificates.settings(),
                TestCertificates.serverEngine(TestCertificates.serverContext()),
                new TlsPeer(TlsPair.HOST, 443, true));
        pair.connect();
        assertEquals(List.of(), pair.reached);
        assertTrue(pair.traced.get(0).contains("proxy example.test:443"), pair.traced.get(0));
    }
}
