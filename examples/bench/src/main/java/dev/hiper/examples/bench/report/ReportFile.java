package dev.hiper.examples.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The JSON file. */
public final class ReportFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportFile() {}

    /** Replaces {@code file} at once: a reader sees the report before or this one, and never half of one. */
    public static void write(Path file, BenchReport report) throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        JSON.writeValue(beside.toFile(), report);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a report.
     *
     * @throws IOException also if it is no such report
     */
    public static BenchReport read(Path file) throws IOException {
        BenchReport report = JSON.readValue(file.toFile(), BenchReport.class);
        if (report.schema() != BenchReport.SCHEMA) {
            throw new IOException(file + " has schema " + report.schema() + " and not " + BenchReport.SCHEMA);
        }
        return report;
    }
}
