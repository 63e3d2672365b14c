package dev.hiper.examples.bench.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The origin as a process of its own. */
@Timeout(60)
class OriginProcessTest {
    @Test
    void servesAndCountsUntilItIsClosed() throws Exception {
        OriginInfo info;
        try (OriginProcess process = OriginProcess.start(List.of("env", "A=b"), 2)) {
            info = process.info();
            try (Wire wire = Wire.open(info.origins(false).get(1))) {
                wire.get("/tiny");
                wire.get("/64k");
            }

            assertEquals(1, process.accepted());
            assertEquals(2, process.requests());
            assertTrue(process.cpu().totalMicros() > 0);
            resumesNoSession(info);
            assertTrue(ProcessHandle.of(info.pid()).orElseThrow().isAlive());
        }

        assertFalse(ProcessHandle.of(info.pid()).map(ProcessHandle::isAlive).orElse(false));
        assertFalse(Files.exists(Path.of(info.certificate())));
    }

    private static void resumesNoSession(OriginInfo info) throws Exception {
        SSLContext tls = Wire.trusting(Path.of(info.certificate()));
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (Wire wire = Wire.open(info.origins(true).get(0), tls, version)) {
                wire.get("/tiny");
                wire.tls().getSession().putValue("mark", "first");
            }
            try (Wire wire = Wire.open(info.origins(true).get(0), tls, version)) {
                wire.get("/tiny");
                // Values stay with a session that is resumed.
                assertNull(wire.tls().getSession().getValue("mark"), version);
            }
        }
    }

    @Test
    void endsWithItsInput() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OriginMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertTrue(said.readLine().startsWith("ready {"));

            process.getOutputStream().close();

            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void failsWhenItsCommandDoes() {
        assertThrows(IOException.class, () -> OriginProcess.start(List.of("false"), 1)
                .close());
    }
}
