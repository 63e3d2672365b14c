package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the client sees when the upstream fails, and the upstream when the client does. */
class UpstreamFailureTest {
    private RunningProxy proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = RunningProxy.start("--upstream-timeout", "1");
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static String get(ScriptedOrigin origin) {
        return get(origin.authority());
    }

    private static String get(String authority) {
        return "GET http://" + authority + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @Test
    void refusedConnectionIsBadGatewayWithAReason() throws Exception {
        int freePort;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = closed.getLocalPort();
        }
        try (RawClient client = proxy.client()) {
            Wire.Message response = client.send(get("127.0.0.1:" + freePort)).response();

            assertEquals(502, response.status());
            assertEquals("text/plain; charset=utf-8", response.field("Content-Type"));
            assertTrue(response.text().startsWith("COULDNT_CONNECT: "), response.text());
            RequestRecord record = proxy.record();
            assertEquals(502, record.status());
            assertEquals("COULDNT_CONNECT", record.result());
            // The client's connection is none the worse for it.
            assertEquals(
                    502, client.send(get("127.0.0.1:" + freePort)).response().status());
        }
    }

    @Test
    void unknownHostIsBadGateway() throws Exception {
        try (RawClient client = proxy.client()) {
            Wire.Message response = client.send(get("no-such-host.invalid")).response();
            assertEquals(502, response.status());
            assertTrue(response.text().startsWith("COULDNT_RESOLVE_HOST: "), response.text());
        }
    }

    @Test
    void silenceIsGatewayTimeout() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ScriptedOrigin.Call::awaitEnd);
                RawClient client = proxy.client()) {
            Wire.Message response = client.send(get(origin)).response();
            assertEquals(504, response.status());
            assertTrue(response.text().startsWith("OPERATION_TIMEDOUT: "), response.text());
        }
    }

    @Test
    void nonsenseIsBadGateway() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
                RawClient client = proxy.client()) {
            assertEquals(502, client.send(get(origin)).response().status());
        }
    }

    @Test
    void bodyThatIsCutOffStaysCutOff() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
                    call.close();
                });
                RawClient client = proxy.client()) {
            client.send(get(origin));
            assertEquals("100", client.bodilessResponse().field("Content-Length"));
            assertEquals("hello", new String(client.in().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("PARTIAL_FILE", proxy.record().result());
        }
    }

    @Test
    void chunkedBodyThatIsCutOffHasNoLastChunk() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    call.close();
                });
                RawClient client = proxy.client()) {
            client.send(get(origin));
            assertThrows(EOFException.class, client::response);
        }
    }

    @Test
    void bodyUntilCloseThatIsCutOffIsReset() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    seen.await();
                    call.close();
                });
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.0\r\n\r\n");
            client.bodilessResponse();
            assertEquals("hello", new String(Wire.exactly(client.in(), 5), StandardCharsets.UTF_8));
            seen.countDown();
            assertThrows(SocketException.class, () -> client.in().read());
        }
    }

    @Test
    @Tag("T229")
    void clientThatGoesAwayEndsTheUpstreamTransfer() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
            byte[] piece = new byte[64 * 1024];
            try {
                while (true) {
                    call.send(piece);
                }
            } catch (IOException e) {
                ended.countDown();
            }
        })) {
            try (RawClient client = proxy.client()) {
                client.send(get(origin)).bodilessResponse();
            }
            assertTrue(ended.await(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals("client-closed", proxy.record().result());
        }
    }

    @Test
    @Tag("T229")
    void clientThatGoesAwayWhileNothingMovesEndsTheUpstreamTransfer() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RunningProxy patient = RunningProxy.start(Transport.NIO);
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.body();
                    call.awaitEnd();
                    ended.countDown();
                })) {
            try (RawClient client = patient.client()) {
                client.send(get(origin));
                origin.request();
            }
            assertTrue(ended.await(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    @Tag("T229")
    void clientThatGoesAwayInItsUploadEndsTheUpstreamTransfer() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
            begun.countDown();
            call.awaitEnd();
            ended.countDown();
        })) {
            try (RawClient client = proxy.client()) {
                client.send(
                        "PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
                assertTrue(begun.await(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            assertTrue(ended.await(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    /** What the two sockets buffer is the kernel's; beyond that the origin must be held back. */
    @Test
    @Tag("T230")
    @Tag("T085")
    void clientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
        long size = 400_000_000;
        AtomicLong sent = new AtomicLong();
        try (RunningProxy patient = RunningProxy.start();
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    byte[] piece = new byte[64 * 1024];
                    while (sent.addAndGet(piece.length) < size) {
                        call.send(piece);
                    }
                });
                RawClient slow = patient.client();
                RawClient other = patient.client();
                ScriptedOrigin quick = ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            slow.send(get(origin)).bodilessResponse();
            // As many requests on the same event loop as would have moved everything, if it moved.
            for (int i = 0; i < 2000; i++) {
                assertEquals(200, other.send(get(quick)).response().status());
            }
            assertTrue(sent.get() < size / 4, sent.get() + " bytes sent");
            // It goes on when the client does.
            slow.in().skipNBytes(100_000_000);
            assertFalse(sent.get() < 100_000_000);
        }
    }

    @Test
    @Tag("T230")
    void upstreamThatDoesNotReadHoldsTheClientBack() throws Exception {
        CountDownLatch mayRead = new CountDownLatch(1);
        int size = 100_000_000;
        AtomicLong sent = new AtomicLong();
        try (RunningProxy patient = RunningProxy.start();
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    mayRead.await();
                    call.skipBody(size);
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                ScriptedOrigin quick = ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawClient uploader = patient.client();
                RawClient other = patient.client()) {
            uploader.send("PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: " + size
                    + "\r\n\r\n");
            ScriptedOrigin.daemon(() -> upload(uploader, size, sent));
            for (int i = 0; i < 1000; i++) {
                assertEquals(200, other.send(get(quick)).response().status());
            }
            assertTrue(sent.get() < size / 2, sent.get() + " bytes sent");
            mayRead.countDown();
            assertEquals(200, uploader.response().status());
        }
    }

    private static void upload(RawClient client, int size, AtomicLong sent) {
        byte[] piece = new byte[100_000];
        try {
            while (sent.get() < size) {
                client.send(piece);
                sent.addAndGet(piece.length);
            }
        } catch (IOException e) {
            sent.set(-1);
        }
    }
}
