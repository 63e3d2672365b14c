package dev.hiper.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.report.BenchReport;
import dev.hiper.examples.bench.report.ReportFile;
import dev.hiper.examples.bench.report.Tables;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void unknownScenarioIsAnsweredWithThoseThatExist() {
        assertRefused("There is no scenario 'huge'. There are: tiny, ", "--scenario", "tiny,huge");
    }

    @Test
    void unknownClientIsAnsweredWithThoseThatExist() {
        assertRefused("There is no client 'curl'. There are: hiper, hiper-future, ", "--clients", "hiper,curl");
    }

    @Test
    void unknownReferenceIsAnsweredWithThoseThatExist() {
        assertRefused("There is no client 'curl'. There are: hiper, ", "--reference", "curl");
    }

    @Test
    void unknownServerIsAnsweredWithThoseThatExist() {
        assertRefused("There is no server 'apache'. There are: own, nginx", "--server", "apache");
    }

    @Test
    void clientsAreNotForRelay() {
        assertRefused(
                "None of these clients is for these scenarios: relay is for hiper-proxy, ",
                "--scenario",
                "relay",
                "--clients",
                "hiper");
    }

    @Test
    void windowNeedsALength() {
        assertRefused("--seconds has to be more than 0", "--seconds", "0");
        assertRefused("Invalid value for option '--rounds'", "--rounds", "many");
        assertRefused("--rounds has to be 1 or more", "--rounds", "0");
        assertRefused("--warm-up cannot be less than 0", "--warm-up", "-1");
    }

    @Test
    void fileThatCannotBeWrittenIsRefusedBeforeAnythingRuns(@TempDir Path directory) {
        assertRefused(
                "--json: ",
                "--json",
                directory.resolve("missing").resolve("report.json").toString());
    }

    @Test
    void fileThatIsNotThereCannotBePrinted(@TempDir Path directory) {
        Path file = directory.resolve("report.json");
        assertRefused(file + " cannot be read: ", "--from", file.toString());
    }

    @Test
    void unknownOptionIsRefused() {
        assertRefused("Unknown option: '--version'", "--version");
    }

    @Test
    void listNamesScenariosAndClients() {
        assertEquals(0, run("--list"));
        assertTrue(text(out).contains("\n  tiny-64              64 in flight, GET of 13 bytes\n"), text(out));
        assertTrue(text(out).contains("\n  bare-epoll           "));
        assertTrue(text(out).contains("\n  vertx-proxy          "));
    }

    @Test
    void defaultIsEveryScenarioButTheLargest() {
        Catalogue catalogue = new Catalogue();

        assertEquals(
                Scenarios.all().stream()
                        .filter(scenario -> !scenario.name().equals("idle-50000"))
                        .toList(),
                catalogue.scenarios(List.of(), false));
        assertEquals(Scenarios.all(), catalogue.scenarios(List.of(), true));
    }

    @Test
    void scenariosAreInTheOrderOfTheTablesAndClientsAsTheyWereNamed() {
        Catalogue catalogue = new Catalogue();

        assertEquals(
                List.of(Scenarios.named("tiny-1"), Scenarios.named("upload")),
                catalogue.scenarios(List.of("upload", "tiny-1", "upload"), false));
        assertEquals(
                List.of("vertx", "hiper", "jdk"),
                catalogue
                        .competitors(List.of("vertx", "hiper"), List.of("jdk"), Scenarios.named("tiny", false))
                        .stream()
                        .map(competitor -> competitor.name())
                        .toList());
    }

    /** All of it once: a server, a client and a proxy in processes of their own, the tables and the file. */
    @Test
    void clientsAndProxiesAreMeasured(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.json");

        int status = run(
                "--scenario=tiny-16,relay",
                "--clients=hiper,hiper-proxy",
                "--seconds=0.5",
                "--warm-up=0.5",
                "--rounds=1",
                "--json=" + file);

        assertEquals(0, status, () -> text(err));
        BenchReport report = ReportFile.read(file);
        assertEquals(
                List.of("hiper", "hiper-proxy"),
                report.runs().stream().map(RunResult::client).toList());
        for (RunResult run : report.runs()) {
            assertEquals(RunResult.Outcome.MEASURED, run.outcome());
            assertTrue(Objects.requireNonNull(run.measurement()).requests() > 0);
        }
        assertEquals(
                -1, Objects.requireNonNull(report.runs().get(1).measurement()).allocatedBytes());
        assertEquals(Tables.markdown(report), text(out));
        out.reset();
        assertEquals(0, run("--from", file.toString()));
        assertEquals(Tables.markdown(report), text(out));
    }

    private void assertRefused(String message, String... args) {
        err.reset();
        assertEquals(2, run(args));
        assertTrue(text(err).startsWith("bench: " + message), text(err));
        assertEquals("", text(out));
    }

    private int run(String... args) {
        return BenchMain.run(
                new Catalogue(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
