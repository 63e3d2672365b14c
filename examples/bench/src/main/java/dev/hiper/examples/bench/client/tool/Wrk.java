package dev.hiper.examples.bench.client.tool;

import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.JavaCommand;
import dev.hiper.examples.bench.run.RunRequest;
import dev.hiper.examples.bench.scenario.Scenario;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * wrk, a load generator in C: how little it takes to make requests whose answers nobody looks at. It differs from
 * clients in what favours it:
 *
 * <ul>
 *   <li>it sends bytes that were made before, and looks at nothing of an answer but its end and its status;
 *   <li>it does not verify certificates;
 *   <li>the time of a request begins when it is written to an open connection, and so without the handshake.
 * </ul>
 */
public final class Wrk implements Competitor {
    /** Looked for in the PATH. */
    static final String PROGRAM = "wrk";

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Kind kind() {
        return Kind.TOOL;
    }

    @Override
    public String description() {
        return "wrk, a load generator in C: it counts answers, and verifies neither them nor certificates";
    }

    @Override
    public Optional<String> unavailable() {
        String path = System.getenv("PATH");
        boolean found = path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        return found ? Optional.empty() : Optional.of("wrk is not installed");
    }

    @Override
    public Optional<String> unsupported(Scenario scenario) {
        if (scenario.relay()) {
            return Optional.of("is no proxy");
        }
        if (scenario.idle() > 0) {
            return Optional.of("has no idle connections");
        }
        if (scenario.stalled() > 0) {
            return Optional.of("sends one kind of request only");
        }
        return scenario.timeLimits() ? Optional.of("has no time limits for requests") : Optional.empty();
    }

    @Override
    public List<String> command(RunRequest run) {
        List<String> arguments = List.of(
                "--scenario",
                run.scenario().name(),
                "--origin",
                run.origins().get(0).toString(),
                "--warm-up",
                Double.toString(run.warmUpSeconds()),
                "--seconds",
                Double.toString(run.seconds()));
        return JavaCommand.of(JavaCommand.SMALL, WrkMain.class, arguments);
    }
}
