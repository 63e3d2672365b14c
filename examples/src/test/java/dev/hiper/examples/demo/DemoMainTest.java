package dev.hiper.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The README's first command. */
class DemoMainTest {
    private static final long LIMIT_SECONDS = 60;

    @Test
    void allFetchesComeBackAsExpected() throws Exception {
        Process process = new ProcessBuilder(ChildJvm.command(DemoMain.class))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("All 1000 fetches came back as expected."), output);
        assertTrue(output.contains("1000 in "), output);
        assertTrue(output.contains("socket callbacks"), output);
    }

    @Test
    void wrongAnswerIsCountedAndNamed() {
        Tally tally = new Tally(2);
        Errand errand = Errand.number(0);
        tally.fetched(errand, errand.status(), errand.length(), 10, null);
        tally.fetched(errand, 502, 7, 20, null);
        assertEquals(1, tally.failed());
        assertEquals(
                "GET /bytes/200: expected 200 with 200 bytes, got 502 with 7 bytes",
                tally.wrong().get(0));
        assertEquals(10, tally.percentileMicros(0.5));
        assertEquals(20, tally.percentileMicros(0.99));
    }
}
