package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.origin.OriginServer;
import dev.hiper.examples.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All runs of one invocation: scenario by scenario, and in each of them the competitors in turns. */
public final class Session {
    /** An address has about 28,000 ports for connections to one port of another, and some of them rest from before. */
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    /**
     * How to run.
     *
     * @param settleMillis pause between runs: sockets of the one before are closed by then
     * @param graceSeconds what a run may take beyond warm-up and measured window
     * @param openFiles limit for each process
     */
    public record Settings(
            int rounds,
            double warmUpSeconds,
            double seconds,
            Cores cores,
            long settleMillis,
            double graceSeconds,
            long openFiles) {}

    /** Starts a server. */
    @FunctionalInterface
    public interface OriginStarter {
        /**
         * Starts it and returns when it listens.
         *
         * @param prefix what its command line starts with
         * @param addresses how many addresses it has to listen on, from 127.0.0.1 upwards
         */
        OriginServer start(List<String> prefix, int addresses) throws IOException;

        /** Why it cannot serve {@code scenario}; empty if it can. */
        default Optional<String> unsupported(Scenario scenario) {
            return Optional.empty();
        }
    }

    private final Settings settings;
    private final OriginStarter starter;
    private final RunListener listener;
    private volatile boolean stopped;

    public Session(Settings settings, OriginStarter starter, RunListener listener) {
        this.settings = settings;
        this.starter = starter;
        this.listener = listener;
    }

    /** Runs it all, on the calling thread; the listener gets the results. */
    public void run(List<Scenario> scenarios, List<Competitor> competitors) throws InterruptedException {
        List<Turn> turns = Turn.all(scenarios, competitors, settings.rounds());
        for (Scenario scenario : scenarios) {
            List<Turn> here = turns.stream()
                    .filter(turn -> turn.scenario().equals(scenario))
                    .toList();
            if (!stopped && !here.isEmpty()) {
                run(scenario, here);
            }
        }
    }

    /** Lets {@link #run} return after the run that is being made. Its result does not count if it fails. Any thread. */
    public void stop() {
        stopped = true;
    }

    private void run(Scenario scenario, List<Turn> turns) throws InterruptedException {
        Optional<String> impossible =
                OpenFiles.tooFewFor(scenario, settings.openFiles()).or(() -> starter.unsupported(scenario));
        if (impossible.isPresent()) {
            inFirstRound(turns, turn -> RunResult.unsupported(turn, impossible.get()));
            return;
        }
        int connections = scenario.inFlight() + scenario.idle() + scenario.stalled();
        int addresses = (connections + CONNECTIONS_PER_ADDRESS - 1) / CONNECTIONS_PER_ADDRESS;
        OriginServer origin;
        try {
            origin = starter.start(settings.cores().serverPrefix(), addresses);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            inFirstRound(turns, turn -> RunResult.failed(turn, "The server did not start: " + e.getMessage()));
            return;
        }
        try (origin) {
            run(scenario, turns, origin);
        }
    }

    private void run(Scenario scenario, List<Turn> turns, OriginServer origin) throws InterruptedException {
        Runner runner = new Runner(settings.cores(), settings.graceSeconds());
        RunRequest request = new RunRequest(
                scenario,
                origin.info().origins(scenario.tls()),
                scenario.tls() ? Path.of(origin.info().certificate()) : null,
                settings.warmUpSeconds(),
                settings.seconds());
        Set<Competitor> unable = new HashSet<>();
        for (Turn turn : turns) {
            if (stopped) {
                return;
            }
            if (!unable.contains(turn.competitor())) {
                listener.starting(turn);
                RunResult result = result(runner, turn, request, origin);
                if (stopped && result.outcome() == RunResult.Outcome.FAILED) {
                    return;
                }
                if (result.outcome() == RunResult.Outcome.UNSUPPORTED) {
                    unable.add(turn.competitor());
                }
                listener.ended(turn, result);
            }
        }
    }

    private RunResult result(Runner runner, Turn turn, RunRequest request, OriginServer origin)
            throws InterruptedException {
        Optional<String> unsupported = turn.competitor().unsupported(turn.scenario());
        if (unsupported.isPresent()) {
            return RunResult.unsupported(turn, unsupported.get());
        }
        RunResult result = runner.run(turn, request, origin);
        Thread.sleep(settings.settleMillis());
        return result;
    }

    /** Gives every competitor the same result, once. */
    private void inFirstRound(List<Turn> turns, Function<Turn, RunResult> result) {
        for (Turn turn : turns) {
            if (turn.round() == 1) {
                listener.starting(turn);
                listener.ended(turn, result.apply(turn));
            }
        }
    }
}
