package dev.hiper.examples.bench.client.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Runs wrk once for one scenario and prints what {@link dev.hiper.examples.bench.ClientMain} does. wrk has no warm-up:
 * it runs twice. What is measured is the second process alone.
 */
@CommandLine.Command(name = "wrk", description = "Runs wrk once; started by bench.")
public final class WrkMain implements Callable<Integer> {
    private static final String SCRIPT = "wrk.lua";

    @Option(names = "--scenario", required = true)
    private String scenario = "";

    @Option(names = "--origin", required = true, description = "such as http://127.0.0.1:8080")
    private URI origin = URI.create("");

    @Option(names = "--warm-up", required = true, description = "seconds; rounded up")
    private double warmUp;

    @Option(names = "--seconds", required = true, description = "rounded up")
    private double seconds;

    private final PrintStream out;

    private WrkMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new WrkMain(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scenario what = Scenarios.named(scenario);
        Optional<String> unsupported = new Wrk().unsupported(what);
        if (unsupported.isPresent()) {
            out.println("unsupported " + unsupported.get());
            return 0;
        }
        Path script = script();
        try {
            WrkRun run = new WrkRun(what, origin, script);
            if (warmUp > 0) {
                // Its figures are not wanted, only that it worked.
                Measurement unused = run.measure(warmUp);
                out.println("warm-up: " + unused.requests() + " requests");
            }
            out.println("measuring");
            out.println("result " + new ObjectMapper().writeValueAsString(run.measure(seconds)));
            return 0;
        } catch (IOException | IllegalStateException e) {
            out.println("failed " + e.getMessage());
            return 1;
        }
    }

    /** As a file, as which wrk wants it. */
    private static Path script() throws IOException {
        try (InputStream in = WrkMain.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is missing from the jar");
            }
            Path file = Files.createTempFile("hiper-bench-", ".lua");
            file.toFile().deleteOnExit();
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
