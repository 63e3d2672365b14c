package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** CONNECT. */
@Tag("T232")
@ParameterizedClass
@EnumSource(Transport.class)
class TunnelTest {
    private final Transport transport;
    private RunningProxy proxy;
    private ServerSocket target;

    TunnelTest(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(transport.available(), "no " + transport.text() + " on this machine");
        proxy = RunningProxy.start(transport, "--connect-ports", "*");
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
            target.close();
        }
    }

    private String connect() {
        return connect(target.getLocalPort());
    }

    private static String connect(int port) {
        return "CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    }

    private Socket accept() throws IOException {
        target.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ScriptedOrigin.PATIENCE_SECONDS));
        Socket accepted = target.accept();
        accepted.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ScriptedOrigin.PATIENCE_SECONDS));
        return accepted;
    }

    private static void assertEstablished(RawClient client) throws IOException {
        Wire.Message head = client.bodilessResponse();
        assertEquals("HTTP/1.1 200 Connection Established", head.start());
        assertEquals("", head.field("Content-Length") + head.field("Transfer-Encoding"));
    }

    @Test
    void bytesPassBothWaysAndEachDirectionEndsByItself() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                client.send("question");
                assertEquals("question", new String(Wire.exactly(server.getInputStream(), 8), StandardCharsets.UTF_8));
                client.socket().shutdownOutput();
                assertEquals(-1, server.getInputStream().read());
                server.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
                assertEquals("answer", new String(Wire.exactly(client.in(), 6), StandardCharsets.UTF_8));
                server.shutdownOutput();
                assertTrue(client.isClosed());
            }
            RequestRecord record = proxy.record();
            assertEquals("CONNECT", record.method());
            assertEquals(200, record.status());
            assertEquals(14, record.bytes());
            assertEquals("tunnel", record.result());
        }
    }

    @Test
    void serverMayEndItsDirectionFirst() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                server.getOutputStream().write("greeting".getBytes(StandardCharsets.UTF_8));
                server.shutdownOutput();
                assertEquals("greeting", new String(client.in().readAllBytes(), StandardCharsets.UTF_8));
                client.send("bye");
                client.socket().shutdownOutput();
                assertEquals("bye", new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void earlyBytesKeepTheirPlace() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(connect() + "GET looks like HTTP\r\n");
            client.send("and is none");
            try (Socket server = accept()) {
                assertEstablished(client);
                String expected = "GET looks like HTTP\r\nand is none";
                assertEquals(
                        expected,
                        new String(Wire.exactly(server.getInputStream(), expected.length()), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void clientThatEndedEarlyStillGetsItsAnswer() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(connect() + "question");
            client.socket().shutdownOutput();
            try (Socket server = accept()) {
                assertEquals("question", new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                server.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
                server.shutdownOutput();
                assertEstablished(client);
                assertEquals("answer", new String(client.in().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void largeAmountsPassBothWaysAtOnce() throws Exception {
        byte[] large = new byte[20_000_000];
        new Random(3).nextBytes(large);
        try (RawClient client = proxy.client()) {
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                // Sends back what it gets, so both directions are full.
                ScriptedOrigin.daemon(() -> echo(server));
                ScriptedOrigin.daemon(() -> sendAll(client, large));
                assertArrayEquals(large, Wire.exactly(client.in(), large.length));
            }
        }
    }

    private static void echo(Socket server) {
        try {
            server.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void sendAll(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            // The reader fails, and with it the test.
        }
    }

    @Test
    void endOfEitherEndIsTheEndOfBoth() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                client.reset();
                assertEquals(-1, server.getInputStream().read());
            }
        }
    }

    @Test
    void refusedConnectionIsBadGateway() throws Exception {
        int port = target.getLocalPort();
        target.close();
        try (RawClient client = proxy.client()) {
            assertEquals(502, client.send(connect(port) + "early").response().status());
            client.socket().shutdownOutput();
            assertTrue(client.isClosed());
            assertEquals("refused", proxy.record().result());
        }
    }

    @Test
    void unknownHostIsBadGateway() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("CONNECT no-such-host.invalid:443 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(502, client.response().status());
        }
    }

    @Test
    void otherPortsThanThoseOfTlsHaveToBeAllowed() throws Exception {
        try (RunningProxy strict = RunningProxy.start(transport);
                RawClient client = strict.client()) {
            client.send("CONNECT 127.0.0.1:25 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(403, client.response().status());
            client.send(connect());
            assertEquals(403, client.response().status());
        }
    }

    @Test
    void tunnelToTheProxyItselfIsALoop() throws Exception {
        try (RawClient client = proxy.client()) {
            assertEquals(508, client.send(connect(proxy.port())).response().status());
        }
    }

    @Test
    void tunnelBehindAnUnansweredRequestIsRefused() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n" + connect());
            assertEquals(200, client.response().status());
            assertEquals(400, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void tunnelMayFollowAnAnsweredRequest() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n")
                    .response();
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                client.send("a");
                assertEquals('a', server.getInputStream().read());
            }
        }
    }

    @Test
    void targetsWithoutHostOrPortAreMalformed() throws Exception {
        for (String bad : new String[] {
            "127.0.0.1", ":443", "127.0.0.1:0", "127.0.0.1:70000", "a/b:443", "u@h:443", "http://h:443"
        }) {
            try (RawClient client = proxy.client()) {
                client.send("CONNECT " + bad + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertEquals(400, client.response().status(), bad);
            }
        }
    }

    @Test
    void tunnelsAreLimited() throws Exception {
        try (RunningProxy small = RunningProxy.start(transport, "--connect-ports", "*", "--max-tunnels", "1");
                RawClient first = small.client();
                RawClient second = small.client()) {
            first.send(connect());
            try (Socket server = accept()) {
                assertEstablished(first);
                assertEquals(503, second.send(connect()).response().status());
                first.send("a");
                assertEquals('a', server.getInputStream().read());
            }
        }
    }

    @Test
    void idleTunnelIsClosed() throws Exception {
        try (RunningProxy hasty = RunningProxy.start(transport, "--connect-ports", "*", "--idle-timeout", "1");
                RawClient client = hasty.client()) {
            client.send(connect());
            try (Socket server = accept()) {
                assertEstablished(client);
                assertEquals(-1, server.getInputStream().read());
                assertTrue(client.isClosed());
            }
        }
    }
}
