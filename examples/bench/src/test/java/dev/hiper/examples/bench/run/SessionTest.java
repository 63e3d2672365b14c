package dev.hiper.examples.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.origin.OriginInfo;
import dev.hiper.examples.bench.origin.OriginServer;
import dev.hiper.examples.bench.run.RunResult.Outcome;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator with competitors that are small shell scripts, and a server that only counts. */
class SessionTest {
    private static final double WINDOW_SECONDS = 0.05;
    private static final double PATIENT_SECONDS = 60;
    private static final double IMPATIENT_SECONDS = 0.3;
    private static final Scenario TINY = Scenarios.named("tiny-16");
    private static final String MEASURED = "echo measuring; sleep 0.1; echo 'result {\"seconds\":0.1,\"requests\":40,"
            + "\"bytes\":520,\"errors\":0,\"firstError\":null,\"userMicros\":3000,\"systemMicros\":2000,"
            + "\"allocatedBytes\":-1,\"p50Nanos\":1,\"p99Nanos\":2,\"p999Nanos\":3,\"maxNanos\":4,"
            + "\"extras\":{\"heapPerIdle\":5.5},\"unheardOf\":1}'";

    private final List<String> started = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private final CountingOrigin origin = new CountingOrigin();
    private final RunListener listener = new RunListener() {
        @Override
        public void starting(Turn turn) {
            started.add(turn.round() + turn.competitor().name());
        }

        @Override
        public void ended(Turn turn, RunResult result) {
            results.add(result);
        }
    };

    @Test
    void competitorsTakeTurns() throws Exception {
        run(3, script("a", MEASURED), script("b", MEASURED), script("c", MEASURED));

        assertEquals(List.of("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c"), started);
        assertTrue(results.stream().allMatch(result -> result.outcome() == Outcome.MEASURED));
        assertTrue(origin.closed.get());
    }

    @Test
    void serverIsSampledAtBothEndsOfTheWindow() throws Exception {
        RunResult result = runOne(MEASURED);

        ServerUse server = Objects.requireNonNull(result.server());
        assertEquals(CountingOrigin.CONNECTIONS_PER_SAMPLE, server.newConnections());
        assertEquals(CountingOrigin.MICROS_PER_SAMPLE, server.userMicros());
        assertEquals(CountingOrigin.MICROS_PER_SAMPLE, server.systemMicros());
        assertEquals(40, Objects.requireNonNull(result.measurement()).requests());
        assertEquals(5.5, Objects.requireNonNull(result.measurement()).extras().get("heapPerIdle"));
        assertNull(result.reason());
    }

    @Test
    void childThatEndsWithoutResultHasFailedAndItsErrorsAreShown() throws Exception {
        RunResult result = runOne("echo measuring; echo no such library >&2; exit 3");

        assertEquals(Outcome.FAILED, result.outcome());
        assertEquals("ended with status 3: no such library", result.reason());
    }

    @Test
    void childThatSaysThatItFailedHasFailed() throws Exception {
        RunResult result = runOne("echo 'failed 1000 errors'; exit 1");

        assertEquals(Outcome.FAILED, result.outcome());
        assertEquals("1000 errors; it ended with status 1", result.reason());
    }

    @Test
    void resultThatMakesNoSenseIsAFailure() throws Exception {
        RunResult result = runOne("echo measuring; echo 'result {'");

        assertEquals(Outcome.FAILED, result.outcome());
        assertEquals("gave a result that makes no sense: {", result.reason());
    }

    @Test
    void resultWithoutAWindowIsAFailure() throws Exception {
        RunResult result = runOne(MEASURED.replace("echo measuring;", ""));

        assertEquals(Outcome.FAILED, result.outcome());
        assertNull(result.measurement());
    }

    @Test
    void nothingAnsweredIsAFailure() throws Exception {
        RunResult result = runOne(MEASURED.replace("\"requests\":40", "\"requests\":0"));

        assertEquals("nothing was answered", result.reason());
    }

    @Test
    void childThatHangsIsKilledAndHasFailed(@TempDir Path directory) throws Exception {
        Path pids = directory.resolve("pids");
        String hanging = "sleep 600 & echo $! > " + pids + "; echo $$ >> " + pids + "; echo measuring; wait";

        session(1, IMPATIENT_SECONDS, Long.MAX_VALUE, origin).run(List.of(TINY), List.of(script("a", hanging)));

        assertEquals(Outcome.FAILED, results.get(0).outcome());
        assertTrue(String.valueOf(results.get(0).reason()).startsWith("gave no result in time"));
        for (String pid : Files.readAllLines(pids)) {
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(pid));
            child.ifPresent(process -> process.onExit().join());
            assertFalse(child.map(ProcessHandle::isAlive).orElse(false));
        }
    }

    @Test
    void whoCannotDoItIsAskedOnce() throws Exception {
        run(2, script("a", "echo 'unsupported no TLS'"), script("b", MEASURED));

        assertEquals(List.of("1a", "1b", "2b"), started);
        assertEquals(Outcome.UNSUPPORTED, results.get(0).outcome());
        assertEquals("no TLS", results.get(0).reason());
    }

    @Test
    void whoSaysBeforehandThatItCannotDoItIsNotStarted() throws Exception {
        Script unable = new Script("a", "exit 1", Optional.of("sends one kind of request only"), false);

        run(1, unable);

        assertEquals(Outcome.UNSUPPORTED, results.get(0).outcome());
        assertEquals("sends one kind of request only", results.get(0).reason());
    }

    @Test
    void scenarioThatNeedsMoreFilesThanThereMayBeIsNotRun() throws Exception {
        session(2, PATIENT_SECONDS, 10_000, origin)
                .run(List.of(Scenarios.named("idle-10000")), List.of(script("a", MEASURED), script("b", MEASURED)));

        assertEquals(List.of("1a", "1b"), started);
        assertEquals(
                "needs 11064 open files, and the limit (ulimit -n) is 10000",
                results.get(0).reason());
        assertEquals(0, origin.starts);
    }

    @Test
    void serverThatDoesNotStartFailsItsScenarioOnly() throws Exception {
        Session.OriginStarter failingOnce = (prefix, addresses) -> {
            if (origin.starts++ == 0) {
                throw new IOException("the port is taken");
            }
            return origin;
        };
        new Session(settings(1, PATIENT_SECONDS, Long.MAX_VALUE), failingOnce, listener)
                .run(List.of(TINY, Scenarios.named("tiny-64")), List.of(script("a", MEASURED)));

        assertEquals(
                "The server did not start: the port is taken", results.get(0).reason());
        assertEquals(Outcome.MEASURED, results.get(1).outcome());
    }

    @Test
    void addressesAreAsManyAsConnectionsNeed() throws Exception {
        List<Integer> addresses = new ArrayList<>();
        Session.OriginStarter starter = (prefix, count) -> {
            addresses.add(count);
            return origin;
        };
        new Session(settings(1, PATIENT_SECONDS, Long.MAX_VALUE), starter, listener)
                .run(
                        List.of(TINY, Scenarios.named("idle-10000"), Scenarios.named("idle-50000")),
                        List.of(script("a", MEASURED)));

        assertEquals(List.of(1, 1, 3), addresses);
    }

    @Test
    void stoppedSessionStartsNothingMoreAndDropsTheFailureThatCameOfIt() throws Exception {
        Session[] session = new Session[1];
        RunListener stopping = new RunListener() {
            @Override
            public void starting(Turn turn) {
                started.add(turn.competitor().name());
                if (started.size() == 2) {
                    session[0].stop();
                }
            }

            @Override
            public void ended(Turn turn, RunResult result) {
                results.add(result);
            }
        };
        session[0] = new Session(settings(1, PATIENT_SECONDS, Long.MAX_VALUE), (prefix, addresses) -> origin, stopping);
        session[0].run(
                List.of(TINY, Scenarios.named("tiny-64")),
                List.of(script("a", MEASURED), script("b", "exit 130"), script("c", MEASURED)));

        assertEquals(List.of("a", "b"), started);
        assertEquals(1, results.size());
        assertTrue(origin.closed.get());
    }

    @Test
    void proxiesAreForRelayAndOthersAreNot() {
        Scenario relay = Scenarios.named("relay");
        List<Competitor> competitors =
                List.of(script("client", MEASURED), new Script("proxy", MEASURED, Optional.empty(), true));

        List<Turn> turns = Turn.all(List.of(TINY, relay), competitors, 1);

        assertEquals(2, turns.size());
        assertEquals("client", turns.get(0).competitor().name());
        assertEquals("proxy", turns.get(1).competitor().name());
        assertEquals(relay, turns.get(1).scenario());
        assertEquals(2, turns.get(1).number());
        assertEquals(2, turns.get(1).count());
    }

    @Test
    void proxyThatDoesNotStartHasFailed() throws Exception {
        Competitor proxy = new ProxyCompetitor(
                "proxy",
                Competitor.Kind.PEER,
                "",
                (directory, port, to) -> List.of("sh", "-c", "echo port " + to.getPort() + " is taken >&2; exit 1"));

        session(1, PATIENT_SECONDS, Long.MAX_VALUE, origin).run(List.of(Scenarios.named("relay")), List.of(proxy));

        assertEquals(Outcome.FAILED, results.get(0).outcome());
        assertEquals(
                "java.io.IOException: The proxy ended with status 1: port 1 is taken",
                results.get(0).reason());
    }

    private RunResult runOne(String script) throws InterruptedException {
        run(1, script("a", script));
        assertEquals(1, results.size());
        assertNotNull(results.get(0));
        return results.get(0);
    }

    private void run(int rounds, Competitor... competitors) throws InterruptedException {
        session(rounds, PATIENT_SECONDS, Long.MAX_VALUE, origin).run(List.of(TINY), List.of(competitors));
    }

    private Session session(int rounds, double graceSeconds, long openFiles, CountingOrigin server) {
        return new Session(
                settings(rounds, graceSeconds, openFiles),
                (prefix, addresses) -> {
                    server.starts++;
                    return server;
                },
                listener);
    }

    private static Session.Settings settings(int rounds, double graceSeconds, long openFiles) {
        Cores anywhere = new Cores(Optional.empty(), Optional.empty());
        return new Session.Settings(rounds, 0, WINDOW_SECONDS, anywhere, 0, graceSeconds, openFiles);
    }

    private static Competitor script(String name, String script) {
        return new Script(name, script, Optional.empty(), false);
    }

    private record Script(String name, String script, Optional<String> cannot, boolean isProxy) implements Competitor {
        @Override
        public Kind kind() {
            return Kind.TOOL;
        }

        @Override
        public String description() {
            return "a script";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public Optional<String> unsupported(Scenario scenario) {
            return cannot;
        }

        @Override
        public List<String> command(RunRequest run) {
            return List.of("sh", "-c", script);
        }
    }

    private static final class CountingOrigin implements OriginServer {
        static final int CONNECTIONS_PER_SAMPLE = 7;
        static final int MICROS_PER_SAMPLE = 20_000;

        final AtomicBoolean closed = new AtomicBoolean();
        int starts;
        private long accepted;
        private long micros;

        @Override
        public OriginInfo info() {
            return new OriginInfo(1, 1, 1, 1, "none", 1);
        }

        @Override
        public long accepted() {
            return accepted += CONNECTIONS_PER_SAMPLE;
        }

        @Override
        public long requests() {
            return 0;
        }

        @Override
        public ProcessCpu cpu() {
            micros += MICROS_PER_SAMPLE;
            return new ProcessCpu(micros, micros);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
