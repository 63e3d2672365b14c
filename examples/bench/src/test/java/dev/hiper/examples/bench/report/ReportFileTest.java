package dev.hiper.examples.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.run.Competitor.Kind;
import dev.hiper.examples.bench.run.RunResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        Path file = directory.resolve("report.json");
        BenchReport report = Samples.report(
                Samples.of("idle-10000", "hiper", Kind.HIPER, 1)
                        .errors(1)
                        .extra("heapPerIdle", 12.5)
                        .measured(),
                Samples.of("idle-10000", "wrk", Kind.TOOL, 1).without(Outcome.UNSUPPORTED, "no idle connections"));

        ReportFile.write(file, Samples.report());
        ReportFile.write(file, report);

        assertEquals(report, ReportFile.read(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void otherSchemaIsRefused() throws IOException {
        Path file = directory.resolve("report.json");
        ReportFile.write(file, Samples.report());
        Files.writeString(file, Files.readString(file).replace("\"schema\" : 1", "\"schema\" : 2"));

        IOException refused = assertThrows(IOException.class, () -> ReportFile.read(file));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("has schema 2 and not 1"));
    }
}
