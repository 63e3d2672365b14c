package dev.hiper.examples.bench.report;

import dev.hiper.examples.bench.run.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was measured in one invocation, and on what: the JSON file.
 *
 * @param schema version of this form
 * @param date when it began, in UTC
 * @param runs in the order in which they were made
 */
public record BenchReport(int schema, String date, Machine machine, Options options, List<RunResult> runs) {
    /** The form that is written here. */
    public static final int SCHEMA = 1;

    public BenchReport {
        runs = List.copyOf(runs);
    }

    /**
     * What was asked for.
     *
     * @param server {@code own} or {@code nginx}
     * @param clientCore null where the clients were not bound to a core
     * @param serverCore likewise
     * @param references names of the clients that others are compared with; the first that was measured counts
     */
    public record Options(
            List<String> scenarios,
            List<String> clients,
            double warmUpSeconds,
            double seconds,
            int rounds,
            String server,
            @Nullable Integer clientCore,
            @Nullable Integer serverCore,
            List<String> references) {}

    /** The same with other references. */
    public BenchReport withReferences(List<String> references) {
        Options changed = new Options(
                options.scenarios(),
                options.clients(),
                options.warmUpSeconds(),
                options.seconds(),
                options.rounds(),
                options.server(),
                options.clientCore(),
                options.serverCore(),
                references);
        return new BenchReport(schema, date, machine, changed, runs);
    }
}
