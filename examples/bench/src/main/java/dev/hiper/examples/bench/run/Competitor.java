package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * Something that is measured: a process that prints {@code measuring} when the measured window begins, and ends with
 * one line on its standard output that is
 *
 * <ul>
 *   <li>{@code result} and a {@link dev.hiper.examples.bench.load.Measurement} as JSON,
 *   <li>{@code unsupported} and a reason, or
 *   <li>{@code failed} and a reason.
 * </ul>
 *
 * Both on lines of their own that are flushed at once; other lines are ignored. Its standard error is shown when it
 * fails. The process may be killed at any time and must not leave children behind that live on.
 */
public interface Competitor {
    /** What it stands for in a table. */
    enum Kind {
        /** What this is about. */
        HIPER,
        /** A loop that knows its one request by heart. */
        FLOOR,
        /** A pipeline with a codec, written for the purpose. */
        NETTY,
        /** An HTTP client in Java: the best of them is what ratios are given to. */
        PEER,
        /** No Java: a load generator, or a client in C. */
        TOOL
    }

    /** Its name on the command line and in the tables. */
    String name();

    Kind kind();

    /** One line for the list of what there is. */
    String description();

    /** Why it cannot run at all on this machine, such as {@code wrk is not installed}; empty if it can. */
    Optional<String> unavailable();

    /** Whether it is a reverse proxy: those are for the relay scenario, and all others are not. */
    default boolean isProxy() {
        return false;
    }

    /** Why it cannot do {@code scenario}; empty if it can, or if only the process itself can tell. */
    Optional<String> unsupported(Scenario scenario);

    /**
     * The command line of the process. It is run below {@code taskset} where there is one: a child of the process
     * stays on the same core.
     */
    List<String> command(RunRequest run);
}
