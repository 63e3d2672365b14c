package dev.hiper.examples.bench.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.scenario.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OriginTest {
    private final Origin origin;
    private final List<URI> plain;
    private final List<URI> secure;

    /** What the control port says. */
    private record Stats(long accepted, long requests, long open) {}

    OriginTest() throws IOException {
        origin = Origin.start(OriginSettings.anyPorts(2));
        plain = origin.info().origins(false);
        secure = origin.info().origins(true);
    }

    @AfterAll
    void close() {
        origin.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TINY", "BODY64K", "BIG"})
    void servesAndGoesOn(Resource resource) throws Exception {
        try (Wire wire = Wire.open(plain.get(0))) {
            assertEquals(resource.responseBytes(), wire.get(resource.path()).length());
            assertEquals(200, wire.get("/tiny").status());
        }
    }

    @Test
    void takesUploads() throws Exception {
        try (Wire wire = Wire.open(plain.get(1))) {
            assertEquals(400, wire.post("/upload", 65_535).status());
            assertEquals(200, wire.post("/upload", 65_536).status());
            assertEquals(13, wire.post("/upload", 65_536).length());
        }
    }

    @Test
    void whatIsNotThereHasABodyToo() throws Exception {
        try (Wire wire = Wire.open(plain.get(0))) {
            Wire.Response response = wire.get("/nothing");

            assertEquals(404, response.status());
            assertEquals("Not found\n", response.start());
            assertFalse(response.closes());
        }
    }

    @Test
    void closesFirst() throws Exception {
        try (Wire wire = Wire.open(plain.get(0))) {
            Wire.Response response = wire.get("/close");

            assertEquals(13, response.length());
            assertTrue(response.closes());
            assertTrue(wire.atEnd());
        }
    }

    @Test
    void holdsAnswersBackUntilAllWait() throws Exception {
        try (Wire first = Wire.open(plain.get(0));
                Wire second = Wire.open(plain.get(1));
                Wire other = Wire.open(plain.get(0))) {
            first.send("GET /gate?2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            other.get("/tiny");
            assertFalse(first.answered());

            assertEquals(13, second.get("/gate?2").length());
            assertEquals(13, first.receive().length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTlsWithTheCertificateItNames(String version) throws Exception {
        SSLContext tls = Wire.trusting(Path.of(origin.info().certificate()));
        URI byName = URI.create("https://localhost:" + origin.info().httpsPort());

        for (URI uri : List.of(secure.get(0), secure.get(1), byName)) {
            try (Wire wire = Wire.open(uri, tls, version)) {
                assertEquals(13, wire.get("/tiny").length());
                assertEquals(65_536, wire.get("/64k").length());
                assertEquals(200, wire.post("/upload", 65_536).status());
                assertEquals(
                        "EC",
                        wire.tls()
                                .getSession()
                                .getPeerCertificates()[0]
                                .getPublicKey()
                                .getAlgorithm());
                assertEquals(13, wire.get("/close").length());
                assertTrue(wire.atEnd());
            }
        }
    }

    @Test
    void isNotTrustedByWhoeverDoesNotKnowTheCertificate() throws Exception {
        SSLContext usual = SSLContext.getDefault();

        assertThrows(SSLHandshakeException.class, () -> Wire.open(secure.get(0), usual, "TLSv1.3")
                .close());
    }

    @Test
    void countsWhatItDoes() throws Exception {
        try (Wire control =
                        Wire.open(URI.create("http://127.0.0.1:" + origin.info().controlPort()));
                Wire wire = Wire.open(plain.get(0))) {
            wire.get("/tiny");
            Stats before = stats(control);
            wire.get("/tiny");
            wire.get("/nothing");
            try (Wire another = Wire.open(plain.get(1))) {
                another.get("/tiny");
                Stats after = stats(control);

                assertEquals(before.accepted() + 1, after.accepted());
                assertEquals(before.requests() + 3, after.requests());
                assertEquals(after.accepted(), origin.accepted());
                assertEquals(after.requests(), origin.requests());
                another.get("/close");
                assertTrue(another.atEnd());
            }
            assertEquals(before.open(), stats(control).open());
            assertEquals(
                    "{\"error\":\"There is only stats\"}",
                    control.send("other\n").line());
        }
    }

    private static Stats stats(Wire control) throws IOException {
        return new ObjectMapper().readValue(control.send("stats\n").line(), Stats.class);
    }

    @Test
    void saysWhichPortIsTaken(@TempDir Path directory) {
        int taken = origin.info().httpPort();

        IOException e =
                assertThrows(IOException.class, () -> Origin.start(new OriginSettings(1, taken, 0, 0, directory)));

        assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1:" + taken), e.toString());
    }

    @Test
    void deletesATemporaryDirectoryAndNoOther(@TempDir Path directory) throws Exception {
        Path temporary;
        try (Origin other = Origin.start(OriginSettings.anyPorts(1))) {
            temporary = Path.of(other.info().certificate());
            assertTrue(Files.exists(temporary));
        }
        try (Origin other = Origin.start(new OriginSettings(1, 0, 0, 0, directory))) {
            assertEquals(directory, Path.of(other.info().certificate()).getParent());
        }

        assertFalse(Files.exists(temporary.resolveSibling("")));
        assertTrue(Files.exists(directory.resolve("origin.pem")));
    }
}
