package dev.hiper.examples.bench.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hiper.examples.bench.scenario.Resource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** nginx with our configuration; skipped where it is not installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class NginxOriginTest {
    private final NginxOrigin nginx;
    private final URI plain;

    NginxOriginTest() throws IOException {
        assumeTrue(Nginx.program().isPresent(), "nginx is not installed");
        nginx = NginxOrigin.start(List.of(), 2);
        plain = nginx.info().origins(false).get(1);
    }

    @AfterAll
    void close() {
        nginx.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TINY", "BODY64K"})
    void servesAgainAndAgain(Resource resource) throws Exception {
        try (Wire wire = Wire.open(plain)) {
            assertEquals(resource.responseBytes(), wire.get(resource.path()).length());
            assertEquals(resource.responseBytes(), wire.get(resource.path()).length());
        }
    }

    @Test
    void startsToServeTheBigBody() throws Exception {
        try (Wire wire = Wire.open(plain)) {
            wire.send("GET /1g HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String head = wire.head();

            assertTrue(head.contains("\r\nContent-Length: " + Resource.BIG.responseBytes() + "\r\n"), head);
            assertFalse(wire.atEnd());
        }
    }

    @Test
    void readsAnUploadBeforeItAnswers() throws Exception {
        try (Wire wire = Wire.open(plain);
                Wire other = Wire.open(plain)) {
            wire.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65536\r\n\r\n" + "x".repeat(65_535));
            other.get("/tiny");
            assertFalse(wire.answered());

            wire.send("x");

            assertEquals("Hello, world\n", wire.receive().start());
            assertEquals(200, wire.post("/upload", 65_536).status());
            assertEquals(400, wire.post("/upload", 65_535).status());
            assertEquals(400, other.get("/upload").status());
        }
    }

    @Test
    void closesFirst() throws Exception {
        try (Wire wire = Wire.open(plain)) {
            assertEquals(13, wire.get("/close").length());
            assertTrue(wire.atEnd());
        }
    }

    @Test
    void speaksTls() throws Exception {
        SSLContext tls = Wire.trusting(Path.of(nginx.info().certificate()));

        try (Wire wire = Wire.open(nginx.info().origins(true).get(0), tls, "TLSv1.3")) {
            assertEquals(13, wire.get("/tiny").length());
        }
    }

    @Test
    void countsConnectionsAndRequestsOfClientsOnly() throws Exception {
        long accepted = nginx.accepted();
        long requests = nginx.requests();
        try (Wire wire = Wire.open(plain)) {
            wire.get("/tiny");
            wire.get("/64k");
            wire.post("/upload", 65_536);
        }

        assertEquals(accepted + 1, nginx.accepted());
        assertEquals(requests + 3, nginx.requests());
    }

    @Test
    void doesNotServeWhatHasToWait() throws Exception {
        assertFalse(NginxOrigin.serves(Resource.GATE));
        try (Wire wire = Wire.open(plain)) {
            assertEquals(404, wire.get("/gate?1").status());
        }
    }

    @Test
    void endsWithItsWorker() throws Exception {
        NginxOrigin other = NginxOrigin.start(List.of("env", "A=b"), 1);
        List<ProcessHandle> processes =
                ProcessHandle.of(other.info().pid()).orElseThrow().descendants().toList();
        assertTrue(other.cpu().totalMicros() >= 0);

        other.close();

        assertEquals(1, processes.size());
        assertFalse(processes.get(0).isAlive());
        assertFalse(Files.exists(Path.of(other.info().certificate())));
        assertThrows(
                ConnectException.class,
                () -> Wire.open(other.info().origins(false).get(0)).close());
    }

    @Test
    void relaysOverConnectionsThatItKeeps(@TempDir Path directory) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        long accepted = nginx.accepted();
        try (ServerProcess relay = ServerProcess.start(Nginx.relay(directory, port, plain));
                Wire wire = openWhenItListens(relay, URI.create("http://127.0.0.1:" + port))) {
            assertEquals("Hello, world\n", wire.get("/tiny").start());
            assertEquals(65_536, wire.get("/64k").length());
            assertEquals(200, wire.post("/upload", 65_536).status());
        }

        assertEquals(accepted + 1, nginx.accepted());
    }

    private static Wire openWhenItListens(ServerProcess process, URI uri) throws IOException {
        while (process.process().isAlive()) {
            try {
                return Wire.open(uri);
            } catch (ConnectException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("The relay ended");
    }
}
