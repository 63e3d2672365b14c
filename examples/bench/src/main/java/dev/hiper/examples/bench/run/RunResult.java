package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.load.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * One run of one competitor.
 *
 * @param scenario its name
 * @param round from 1
 * @param client the competitor's name
 * @param reason why there is no measurement; null if there is one
 * @param measurement null unless {@code outcome} is {@link Outcome#MEASURED}. Where a proxy is measured, its
 *     CPU time is the proxy's, and the rest is what the load saw
 * @param server null unless {@code outcome} is {@link Outcome#MEASURED}
 */
public record RunResult(
        String scenario,
        int round,
        String client,
        Competitor.Kind kind,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Measurement measurement,
        @Nullable ServerUse server) {
    /** How a run ended. */
    public enum Outcome {
        /** With a measurement, which may have errors in it. */
        MEASURED,
        /** Not made: the competitor or this machine cannot do that. */
        UNSUPPORTED,
        /** Without a measurement. */
        FAILED
    }

    static RunResult measured(Turn turn, Measurement measurement, ServerUse server) {
        return of(turn, Outcome.MEASURED, null, measurement, server);
    }

    static RunResult unsupported(Turn turn, String reason) {
        return of(turn, Outcome.UNSUPPORTED, reason, null, null);
    }

    static RunResult failed(Turn turn, String reason) {
        return of(turn, Outcome.FAILED, reason, null, null);
    }

    private static RunResult of(
            Turn turn,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Measurement measurement,
            @Nullable ServerUse server) {
        Competitor competitor = turn.competitor();
        return new RunResult(
                turn.scenario().name(),
                turn.round(),
                competitor.name(),
                competitor.kind(),
                outcome,
                reason,
                measurement,
                server);
    }

    /** Whether something went wrong. */
    public boolean wrong() {
        return outcome == Outcome.FAILED || (measurement != null && measurement.errors() > 0);
    }
}
