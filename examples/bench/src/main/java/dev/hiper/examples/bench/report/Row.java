package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.run.ServerUse;
import dev.hiper.examples.bench.scenario.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What the rounds of one client in one scenario gave.
 *
 * @param runs those with a measurement, one at least
 */
record Row(Scenario scenario, String client, Competitor.Kind kind, List<RunResult> runs) {
    /** A core that is in use for this share of the time is the limit. */
    private static final double BUSY = 0.95;

    /** What the connections that are opened in the window may differ from what is right for each request. */
    private static final double FEW = 0.01;

    /** Beside those: nginx is asked for its counters over a connection. */
    private static final int OTHER_CONNECTIONS = 2;

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double BYTES_PER_GIGABYTE = 1e9;

    static Row of(Scenario scenario, List<RunResult> measured) {
        RunResult first = measured.get(0);
        return new Row(scenario, first.client(), first.kind(), List.copyOf(measured));
    }

    Spread requestsPerSecond() {
        return spread(
                run -> (double) measurement(run).requests() / measurement(run).seconds());
    }

    Spread megabytesPerSecond() {
        return spread(run -> bytes(run) / BYTES_PER_MEGABYTE / measurement(run).seconds());
    }

    /** CPU time that one unit takes: microseconds for a request, or milliseconds for a gigabyte. */
    Spread cost() {
        return spread(this::cost);
    }

    Spread userCost() {
        return spread(run -> perUnit(run, measurement(run).userMicros()));
    }

    Spread systemCost() {
        return spread(run -> perUnit(run, measurement(run).systemMicros()));
    }

    Spread millisPerGigabyte() {
        return spread(run -> cpuMicros(run) / 1e3 / (bytes(run) / BYTES_PER_GIGABYTE));
    }

    /** Bytes for a request, or kilobytes for a gigabyte; empty where that is not known. */
    Optional<Spread> allocated() {
        return runs.stream().anyMatch(run -> measurement(run).allocatedBytes() < 0)
                ? Optional.empty()
                : Optional.of(spread(run -> perUnit(run, measurement(run).allocatedBytes())));
    }

    /** In microseconds; empty if no request was completed. */
    Optional<Spread> micros(ToDoubleFunction<Measurement> nanos) {
        return runs.stream().anyMatch(run -> measurement(run).requests() == 0)
                ? Optional.empty()
                : Optional.of(spread(run -> nanos.applyAsDouble(measurement(run)) / NANOS_PER_MICRO));
    }

    long errors() {
        return runs.stream().mapToLong(run -> measurement(run).errors()).sum();
    }

    Optional<String> firstError() {
        return runs.stream()
                .flatMap(run -> Optional.ofNullable(measurement(run).firstError()).stream())
                .findFirst();
    }

    Spread newConnections() {
        return spread(run -> (double) server(run).newConnections());
    }

    /** Whether each round opened as many connections as the scenario asks for. */
    boolean connectionsAsExpected() {
        return runs.stream().allMatch(this::connectionsAsExpected);
    }

    private boolean connectionsAsExpected(RunResult run) {
        long requests = measurement(run).requests();
        long opened = server(run).newConnections();
        // Those in flight at an end of the window may be on either side. wrk begins when the window does.
        return scenario.newConnections()
                ? opened >= (1 - FEW) * requests - scenario.inFlight()
                : opened <= FEW * requests + scenario.inFlight() + OTHER_CONNECTIONS;
    }

    /** Share of the client's core. */
    Spread clientBusy() {
        return spread(
                run -> cpuMicros(run) / MICROS_PER_SECOND / measurement(run).seconds());
    }

    Spread serverBusy() {
        return spread(run -> server(run).busy());
    }

    /** Whether the server was the limit, and not the client. */
    boolean serverBound() {
        return serverBusy().median() >= BUSY && clientBusy().median() < BUSY;
    }

    /** This one's cost in relation to that of {@code other} in the same round; empty if they have no round in common. */
    Optional<Spread> costRelativeTo(Row other) {
        double[] ratios = runs.stream()
                .flatMapToDouble(run -> other.runs.stream()
                        .filter(theirs -> theirs.round() == run.round())
                        .mapToDouble(theirs -> cost(run) / other.cost(theirs)))
                .toArray();
        return ratios.length == 0 ? Optional.empty() : Optional.of(Spread.of(DoubleStream.of(ratios)));
    }

    /** A further figure of the measurements, by its name; empty if none of them has it. */
    Optional<Spread> extra(String name) {
        double[] values = runs.stream()
                .flatMap(run -> Optional.ofNullable(measurement(run).extras().get(name)).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(DoubleStream.of(values)));
    }

    private double cost(RunResult run) {
        return perUnit(run, cpuMicros(run));
    }

    /** Micros per request and millis per gigabyte; bytes per request and kilobytes per gigabyte. */
    private double perUnit(RunResult run, long amount) {
        return scenario.bulk()
                ? amount / 1e3 / (bytes(run) / BYTES_PER_GIGABYTE)
                : (double) amount / measurement(run).requests();
    }

    private double bytes(RunResult run) {
        Measurement measurement = measurement(run);
        return measurement.bytes()
                + (double) measurement.requests() * scenario.resource().requestBytes();
    }

    private static long cpuMicros(RunResult run) {
        return measurement(run).userMicros() + measurement(run).systemMicros();
    }

    private Spread spread(ToDoubleFunction<RunResult> figure) {
        return Spread.of(runs.stream().mapToDouble(figure));
    }

    private static Measurement measurement(RunResult run) {
        return Objects.requireNonNull(run.measurement());
    }

    private static ServerUse server(RunResult run) {
        return Objects.requireNonNull(run.server());
    }
}
