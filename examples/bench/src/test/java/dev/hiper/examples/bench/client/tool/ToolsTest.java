package dev.hiper.examples.bench.client.tool;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.RunRequest;
import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The processes of both tools, against an origin in this one. Skipped is what is not installed here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ToolsTest {
    private static final double SECONDS = 0.3;
    private static final int NOT_INSTALLED = 2;
    private static final int MISUSED = 2;
    private static final Path BUILD = Path.of(System.getProperty("basedir", ""), "src/main/c/build");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private final WatchedOrigin origin;
    private final Path program;
    private final Ended build;

    ToolsTest(@TempDir Path directory) throws Exception {
        origin = new WatchedOrigin();
        program = directory.resolve("multi-socket");
        build = ended(List.of(BUILD.toString(), program.toString()), Map.of());
    }

    /** How a process ended, and what it said on both outputs. */
    private record Ended(int status, String said) {
        String last() {
            return said.isEmpty() ? "" : said.lines().reduce("", (before, line) -> line);
        }
    }

    @AfterAll
    void close() {
        origin.close();
    }

    static Stream<Scenario> forLibcurl() {
        return Stream.concat(
                Stream.of("tiny-1", "tiny-64", "body64k", "tls-tiny", "handshake", "reconnect", "upload", "timeouts-on")
                        .map(Scenarios::named),
                Stream.of(
                        new Scenario("idle-700", "idle", Resource.TINY, false, 16, 700, 0, false),
                        new Scenario("timeouts-600", "timeouts", Resource.TINY, false, 16, 0, 600, true)));
    }

    @ParameterizedTest
    @MethodSource("forLibcurl")
    void libcurlMakesTheRequestsThatItReports(Scenario scenario) throws Exception {
        WatchedOrigin.Seen seen = measuredAsTheOriginSaw(new Libcurl(built()), scenario, SECONDS);
        if (!scenario.newConnections()) {
            assertEquals(
                    Math.max(scenario.inFlight(), scenario.idle()) + scenario.stalled(),
                    seen.accepted(),
                    "Connections are used again, and those that are idle stay open.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls-tiny", "reconnect", "upload"})
    void wrkMakesTheRequestsThatItReports(String scenario) throws Exception {
        Wrk wrk = new Wrk();
        assumeTrue(wrk.unavailable().isEmpty(), () -> wrk.unavailable().orElse(""));
        measuredAsTheOriginSaw(wrk, Scenarios.named(scenario), 1);
    }

    @Test
    void wrkWarmsUpBeforeItIsMeasured() throws Exception {
        Wrk wrk = new Wrk();
        assumeTrue(wrk.unavailable().isEmpty(), () -> wrk.unavailable().orElse(""));
        Ended ended = run(wrk, Scenarios.named("tiny-1"), 0.1, 1);
        assertTrue(ended.said().matches("(?s)warm-up: \\d+ requests\nmeasuring\nresult .*"), ended::said);
    }

    @Test
    void libcurlMovesBytesOfAnAnswerThatDoesNotEnd() throws Exception {
        Measurement measured = measurement(run(new Libcurl(built()), Scenarios.named("big-8"), 0, SECONDS));
        assertTrue(measured.bytes() > 1 << 20, measured::toString);
        assertNull(measured.firstError());
    }

    @Test
    void wrongAnswersEndTheProgramOnLibcurl() throws Exception {
        List<String> command = new ArrayList<>(libcurl(Scenarios.named("tiny-16"), 10));
        command.set(command.indexOf("--expect") + 1, "14");
        Ended ended = ended(command, Map.of());
        assertEquals(1, ended.status(), ended::said);
        String url = http() + Resource.TINY.path();
        String first = " errors; first: " + url + " answered 200 with 13 bytes instead of 200 with 14";
        assertTrue(ended.last().startsWith("failed ") && ended.last().endsWith(first), ended::said);
    }

    @Test
    void certificateOfSomebodyElseIsNotTrustedByLibcurl() throws Exception {
        Scenario opening = new Scenario("idle-1", "idle", Resource.TINY, true, 1, 1, 0, false);
        List<String> command = new ArrayList<>(libcurl(opening, SECONDS));
        int certificate = command.indexOf("--cacert");
        command.subList(certificate, certificate + 2).clear();
        Ended ended = ended(command, Map.of());
        assertEquals(1, ended.status(), ended::said);
        assertTrue(ended.last().startsWith("failed Connections did not open: "), ended::said);
        assertTrue(ended.last().contains("certificate"), ended::said);
    }

    @Test
    void misuseIsNamed() throws Exception {
        Ended ended = ended(List.of(built().toString(), "--scenario", "tiny-64"), Map.of());
        assertEquals(MISUSED, ended.status());
        assertTrue(ended.said().contains("'--scenario'"), ended::said);
    }

    @Test
    void originThatIsNotThereIsSaidByWrk() throws Exception {
        Wrk wrk = new Wrk();
        assumeTrue(wrk.unavailable().isEmpty(), () -> wrk.unavailable().orElse(""));
        // A port that nobody listens on: below those that a system gives away.
        RunRequest nobody =
                new RunRequest(Scenarios.named("tiny-1"), List.of(URI.create("http://127.0.0.1:1")), null, 0, 1);
        Ended ended = ended(wrk.command(nobody), Map.of());
        assertEquals(1, ended.status());
        assertTrue(ended.last().startsWith("failed wrk ended with status 1 and said: "), ended::said);
        assertTrue(ended.last().contains("unable to connect"), ended::said);
    }

    @Test
    void missingCompilerIsSaidInOneLine(@TempDir Path directory) throws Exception {
        Ended ended =
                ended(List.of(BUILD.toString(), directory.resolve("out").toString()), Map.of("CC", "no-such-compiler"));
        assertEquals(NOT_INSTALLED, ended.status());
        assertEquals(1, ended.said().lines().count(), ended::said);
        assertTrue(ended.said().contains("no-such-compiler"), ended::said);
    }

    @Test
    void programThatIsNotBuiltIsUnavailable(@TempDir Path directory) throws Exception {
        Path absent = directory.resolve("absent");
        assertTrue(new Libcurl(absent).unavailable().orElse("").contains("not built"));
        assertEquals(Optional.empty(), new Libcurl(built()).unavailable());
    }

    @Test
    void wrkSaysWhatItCannotDo() {
        Wrk wrk = new Wrk();
        List<String> cannot = Scenarios.all().stream()
                .filter(scenario -> wrk.unsupported(scenario).isPresent())
                .map(Scenario::name)
                .toList();
        assertEquals(
                List.of(
                        "idle-10000",
                        "idle-50000",
                        "stalled-1000",
                        "stalled-10000",
                        "timeouts-on",
                        "timeouts-on-1000",
                        "timeouts-on-10000",
                        "relay"),
                cannot);
    }

    /** As many as the origin answered, but for those that were under way at the end. */
    private WatchedOrigin.Seen measuredAsTheOriginSaw(Competitor tool, Scenario scenario, double seconds)
            throws Exception {
        WatchedOrigin.Seen before = origin.seen();
        Measurement measured = measurement(run(tool, scenario, 0, seconds));
        WatchedOrigin.Seen seen = origin.seen().minus(before);
        long answered = seen.requests() - scenario.idle();
        assertAll(
                () -> assertNull(measured.firstError()),
                () -> assertEquals(0, measured.errors()),
                () -> assertTrue(measured.requests() > 0),
                () -> assertBetween(measured.requests(), answered, measured.requests() + scenario.inFlight()),
                () -> assertBetween(
                        measured.requests() * scenario.resource().responseBytes(),
                        measured.bytes(),
                        (measured.requests() + scenario.inFlight())
                                * scenario.resource().responseBytes()),
                () -> assertTrue(!scenario.newConnections() || seen.accepted() >= measured.requests()),
                () -> assertTrue(measured.seconds() >= seconds),
                () -> assertTrue(measured.userMicros() + measured.systemMicros() > 0),
                () -> assertEquals(-1, measured.allocatedBytes()),
                () -> assertBetween(1, measured.p50Nanos(), measured.p99Nanos()),
                () -> assertBetween(measured.p99Nanos(), measured.p999Nanos(), measured.maxNanos()));
        return seen;
    }

    private static void assertBetween(long least, long value, long most) {
        assertTrue(least <= value && value <= most, () -> value + " is not from " + least + " to " + most);
    }

    private Path built() {
        assumeTrue(build.status() != NOT_INSTALLED, build::said);
        assertEquals(0, build.status(), build::said);
        return program;
    }

    private static Measurement measurement(Ended ended) throws IOException {
        assertEquals(0, ended.status(), ended::said);
        assertTrue(ended.said().startsWith("measuring\n"), ended::said);
        assertTrue(ended.last().startsWith("result "), ended::said);
        return JSON.readValue(ended.last().substring("result ".length()), Measurement.class);
    }

    private List<String> libcurl(Scenario scenario, double seconds) {
        return new Libcurl(built()).command(request(scenario, 0, seconds));
    }

    private Ended run(Competitor tool, Scenario scenario, double warmUp, double seconds) throws Exception {
        return ended(tool.command(request(scenario, warmUp, seconds)), Map.of());
    }

    private RunRequest request(Scenario scenario, double warmUp, double seconds) {
        URI uri =
                scenario.tls() ? URI.create("https://127.0.0.1:" + origin.info().httpsPort()) : http();
        Path certificate = Path.of(origin.info().certificate());
        return new RunRequest(scenario, List.of(uri), scenario.tls() ? certificate : null, warmUp, seconds);
    }

    private URI http() {
        return URI.create("http://127.0.0.1:" + origin.info().httpPort());
    }

    private static Ended ended(List<String> command, Map<String, String> environment) throws Exception {
        Path output = Files.createTempFile("hiper-bench-", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            int status = process.waitFor();
            return new Ended(status, Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
