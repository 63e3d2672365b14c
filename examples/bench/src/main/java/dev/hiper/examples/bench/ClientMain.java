package dev.hiper.examples.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.client.Contender;
import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Load;
import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * One client, one scenario, one run: the process that is measured. Prints {@code measuring} when the measured window
 * begins and ends with a line that starts with {@code result}, {@code unsupported} or {@code failed}.
 */
@CommandLine.Command(name = "client", description = "Runs one client once; started by bench.")
public final class ClientMain implements Callable<Integer> {
    @Option(names = "--client", required = true)
    private String client = "";

    @Option(names = "--scenario", required = true)
    private String scenario = "";

    @Option(names = "--origin", required = true, split = ",", description = "such as http://127.0.0.1:8080")
    private List<URI> origins = List.of();

    @Option(names = "--certificate", description = "the origin's, as PEM")
    private @Nullable Path certificate;

    @Option(names = "--warm-up", required = true, description = "seconds")
    private double warmUp;

    @Option(names = "--seconds", required = true)
    private double seconds;

    private final PrintStream out;

    private ClientMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        int status = new CommandLine(new ClientMain(System.out)).execute(args);
        System.out.flush();
        // Not every client ends its threads, and exchanges may be in flight.
        Runtime.getRuntime().halt(status);
    }

    @Override
    public Integer call() throws Exception {
        Scenario what = Scenarios.named(scenario);
        int connections = what.inFlight() + what.idle() + what.stalled();
        Contender who = Arrays.stream(Contender.values())
                .filter(contender -> contender.label().equals(client))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no client '" + client + "'"));
        Client made;
        try {
            made = who.factory().create(new ClientSettings(what, connections, 1, certificate));
        } catch (UnsupportedOperationException e) {
            out.println("unsupported " + e.getMessage());
            return 0;
        }
        try {
            Measurement measurement =
                    new Load(what, origins, made).run(warmUp, seconds, () -> out.println("measuring"));
            out.println("result " + new ObjectMapper().writeValueAsString(measurement));
            return 0;
        } catch (IllegalStateException e) {
            out.println("failed " + e.getMessage());
            return 1;
        }
    }
}
