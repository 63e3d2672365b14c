package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(print(out), print(new ByteArrayOutputStream()), false, false);

    @Test
    void sizesHaveOneDigitAfterThePoint() {
        assertEquals("1023 bytes", Report.size(1023));
        assertEquals("1.0 KiB", Report.size(1024));
        assertEquals("1.5 MiB", Report.size(1.5 * 1024 * 1024));
        assertEquals("2048.0 TiB", Report.size(Math.pow(2, 51)));
    }

    @Test
    void whatATerminalWouldObeyIsNotPrinted() {
        report.refused(new Line(7, "http://a/\u001b[2J", null), "bell \u0007");
        assertEquals(
                "failed line 7: http://a/?[2J  URL_MALFORMAT (3): bell ?" + System.lineSeparator(),
                out.toString(StandardCharsets.UTF_8));
        assertFalse(report.allWell());
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
