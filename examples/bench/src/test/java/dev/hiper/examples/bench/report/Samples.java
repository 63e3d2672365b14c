package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.run.Competitor.Kind;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.run.RunResult.Outcome;
import dev.hiper.examples.bench.run.ServerUse;
import java.util.List;
import java.util.Map;

/** Results with figures that are easy to follow: a window of one second, and all that is not said is fixed. */
final class Samples {
    private static final long LATENCY_NANOS = 100_000;

    private String scenario = "tiny-64";
    private String client = "hiper";
    private Kind kind = Kind.HIPER;
    private int round = 1;
    private long requests = 10_000;
    private long bytes = 130_000;
    private long errors;
    private long userMicros = 400_000;
    private long systemMicros = 400_000;
    private long allocated = 20_000;
    private long serverMicros = 500_000;
    private long newConnections;
    private Map<String, Double> extras = Map.of();

    static Samples of(String scenario, String client, Kind kind, int round) {
        Samples samples = new Samples();
        samples.scenario = scenario;
        samples.client = client;
        samples.kind = kind;
        samples.round = round;
        return samples;
    }

    Samples requests(long count) {
        requests = count;
        return this;
    }

    Samples bytes(long count) {
        bytes = count;
        return this;
    }

    Samples errors(long count) {
        errors = count;
        return this;
    }

    /** In user mode and in the kernel. */
    Samples cpu(long user, long system) {
        userMicros = user;
        systemMicros = system;
        return this;
    }

    Samples allocated(long count) {
        allocated = count;
        return this;
    }

    Samples server(long micros) {
        serverMicros = micros;
        return this;
    }

    Samples newConnections(long count) {
        newConnections = count;
        return this;
    }

    Samples extra(String name, double value) {
        extras = Map.of(name, value);
        return this;
    }

    RunResult measured() {
        Measurement measurement = new Measurement(
                1,
                requests,
                bytes,
                errors,
                errors == 0 ? null : "it answered 500",
                userMicros,
                systemMicros,
                allocated,
                LATENCY_NANOS,
                2 * LATENCY_NANOS,
                3 * LATENCY_NANOS,
                4 * LATENCY_NANOS,
                extras);
        ServerUse server = new ServerUse(1, serverMicros, 0, newConnections);
        return new RunResult(scenario, round, client, kind, Outcome.MEASURED, null, measurement, server);
    }

    RunResult without(Outcome outcome, String reason) {
        return new RunResult(scenario, round, client, kind, outcome, reason, null, null);
    }

    static BenchReport report(RunResult... runs) {
        return new BenchReport(
                BenchReport.SCHEMA,
                "2025-01-01T00:00:00Z",
                new Machine("A CPU", 2, "Linux 6", "A JVM 17"),
                new BenchReport.Options(
                        List.of("tiny-64"), List.of("hiper", "wrk"), 5, 10, 2, "own", 1, 0, List.of("wrk", "floor")),
                List.of(runs));
    }
}
