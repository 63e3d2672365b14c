package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How many files, which includes connections, a process may open: {@code ulimit -n}. */
public final class OpenFiles {
    /** Beside the connections: class files, event loops, what a JVM opens by itself. */
    private static final int BESIDE = 1_000;

    private static final String LINE = "Max open files";

    private OpenFiles() {}

    /** The limit of this process, which its children inherit; a very large number where there is none. */
    public static long limit() {
        Path file = Path.of("/proc/self/limits");
        if (!Files.isReadable(file)) {
            return Long.MAX_VALUE;
        }
        try {
            return limit(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The soft limit in the text of {@code /proc/self/limits}. */
    static long limit(String limits) {
        return limits.lines()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split(" ", 2)[0])
                .filter(soft -> !soft.equals("unlimited"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Why {@code scenario} is too much for {@code limit}; empty if it is not. */
    public static Optional<String> tooFewFor(Scenario scenario, long limit) {
        long needed = (long) scenario.inFlight() + scenario.idle() + scenario.stalled() + BESIDE;
        return needed <= limit
                ? Optional.empty()
                : Optional.of("needs " + needed + " open files, and the limit (ulimit -n) is " + limit);
    }
}
