package dev.hiper.examples.bench.client.tool;

import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.RunRequest;
import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program {@code src/main/c/multi_socket.c}: libcurl's own multi_socket_action on epoll. */
public final class Libcurl implements Competitor {
    /** System property with the path of the program; without it, {@code multi-socket} beside the jar. */
    public static final String PROGRAM = "hiper.bench.libcurl";

    private final Path program;

    /** The program that {@link #PROGRAM} names. */
    public Libcurl() {
        this(programOf(System.getProperty(PROGRAM)));
    }

    Libcurl(Path program) {
        this.program = program;
    }

    private static Path programOf(@Nullable String named) {
        return named != null && !named.isEmpty() ? Path.of(named) : besideJar("multi-socket");
    }

    private static Path besideJar(String name) {
        CodeSource source = Libcurl.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of(name)
                    : Path.of(source.getLocation().toURI()).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar has no path: " + source, e);
        }
    }

    @Override
    public String name() {
        return "libcurl";
    }

    @Override
    public Kind kind() {
        return Kind.TOOL;
    }

    @Override
    public String description() {
        return "libcurl's multi_socket_action on epoll, in C";
    }

    @Override
    public Optional<String> unavailable() {
        return Files.isExecutable(program)
                ? Optional.empty()
                : Optional.of("the program on libcurl is not built; examples/bench/src/main/c/build OUT does it");
    }

    @Override
    public Optional<String> unsupported(Scenario scenario) {
        return scenario.relay() ? Optional.of("is no proxy") : Optional.empty();
    }

    @Override
    public List<String> command(RunRequest run) {
        Scenario scenario = run.scenario();
        Resource resource = scenario.resource();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--in-flight",
                Integer.toString(scenario.inFlight()),
                "--expect",
                Long.toString(resource.responseBytes()),
                "--post",
                Integer.toString(resource.requestBytes()),
                "--warm-up",
                Double.toString(run.warmUpSeconds()),
                "--seconds",
                Double.toString(run.seconds())));
        addUrls(command, "--url", run, resource);
        if (scenario.idle() > 0) {
            command.addAll(List.of("--idle", Integer.toString(scenario.idle())));
            addUrls(command, "--gate-url", run, Resource.GATE);
        }
        if (scenario.stalled() > 0) {
            command.addAll(List.of("--stalled", Integer.toString(scenario.stalled())));
            addUrls(command, "--never-url", run, Resource.NEVER);
        }
        if (scenario.timeLimits()) {
            command.add("--time-limits");
        }
        if (run.certificate() != null) {
            command.addAll(List.of("--cacert", run.certificate().toString()));
        }
        return command;
    }

    private static void addUrls(List<String> command, String option, RunRequest run, Resource resource) {
        for (URI origin : run.origins()) {
            command.addAll(List.of(option, origin + resource.path()));
        }
    }
}
