package dev.hiper.examples.bench.client.tool;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.scenario.Scenario;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code wrk.lua} printed, as figures.
 *
 * @param bytes as wrk counts them: heads are in it
 * @param statusErrors answers with a status of 400 and more; {@code requests} has them, too
 * @param timeouts answers that took longer than wrk's limit; likewise
 */
record WrkReport(
        Scenario scenario,
        long micros,
        long requests,
        long bytes,
        long connectErrors,
        long readErrors,
        long writeErrors,
        long statusErrors,
        long timeouts,
        WrkLatencies latencies) {
    private static final int FIELDS = 8;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final long NANOS_PER_MICRO = 1_000;

    /**
     * Reads both lines, without their labels.
     *
     * @throws IllegalStateException if they are not what the script prints
     */
    static WrkReport of(String summary, String latencies, Scenario scenario) {
        long[] fields;
        try {
            fields = Arrays.stream(summary.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalStateException("wrk's summary is no list of numbers: " + summary, e);
        }
        if (fields.length != FIELDS) {
            throw new IllegalStateException("wrk's summary does not have " + FIELDS + " numbers: " + summary);
        }
        long micros = fields[0];
        long requests = fields[1];
        long timeouts = fields[7];
        WrkLatencies recorded = WrkLatencies.parse(latencies)
                .withoutCorrection(micros, requests, scenario.inFlight(), requests - timeouts);
        return new WrkReport(
                scenario, micros, requests, fields[2], fields[3], fields[4], fields[5], fields[6], timeouts, recorded);
    }

    /** Of what wrk itself used in its whole life; that is a few milliseconds more than its requests took. */
    Measurement measurement(ProcessCpu cpu) {
        long right = requests - statusErrors;
        String wrong = wrong();
        // Where answers are large, what arrived of those that are under way counts, as with every client.
        long bodies = scenario.bulk() ? bytes : right * scenario.resource().responseBytes();
        return new Measurement(
                micros / MICROS_PER_SECOND,
                right,
                bodies,
                errors(),
                wrong,
                cpu.userMicros(),
                cpu.systemMicros(),
                -1,
                latencies.percentile(50) * NANOS_PER_MICRO,
                latencies.percentile(99) * NANOS_PER_MICRO,
                latencies.percentile(99.9) * NANOS_PER_MICRO,
                latencies.max() * NANOS_PER_MICRO,
                Map.of());
    }

    private long errors() {
        long errors = connectErrors + readErrors + writeErrors + statusErrors + timeouts;
        return errors == 0 && tooShort() ? 1 : errors;
    }

    private @Nullable String wrong() {
        if (errors() == 0) {
            return null;
        }
        return tooShort()
                ? "answers have less than " + scenario.resource().responseBytes() + " bytes"
                : "connect " + connectErrors + ", read " + readErrors + ", write " + writeErrors + ", status "
                        + statusErrors + ", timeout " + timeouts;
    }

    /** wrk does not check the length of an answer; their sum tells at least that. */
    private boolean tooShort() {
        return statusErrors == 0 && bytes < requests * scenario.resource().responseBytes();
    }
}
