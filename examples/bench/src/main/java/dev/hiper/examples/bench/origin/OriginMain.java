package dev.hiper.examples.bench.origin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The origin as a process. Prints one line when it listens, {@code ready} and an {@link OriginInfo} as JSON, and ends
 * when its input does: it does not outlive who started it.
 */
@CommandLine.Command(
        name = "origin",
        mixinStandardHelpOptions = true,
        description = "The server that the clients of the benchmark talk to.")
public final class OriginMain implements Callable<Integer> {
    @Option(names = "--addresses", defaultValue = "1", description = "Listen on 127.0.0.1 up to 127.0.0.N.")
    private int addresses;

    @Option(names = "--http", defaultValue = "0", description = "Port; 0 for any.")
    private int httpPort;

    @Option(names = "--https", defaultValue = "0", description = "Port; 0 for any.")
    private int httpsPort;

    @Option(names = "--control", defaultValue = "0", description = "Port that answers the line 'stats'; 0 for any.")
    private int controlPort;

    @Option(names = "--directory", description = "For its certificate; a temporary one if it is not given.")
    private @Nullable Path directory;

    @Option(names = "--no-stdin", description = "Do not end when standard input does.")
    private boolean noStdin;

    private final PrintStream out;
    private final PrintStream err;

    private OriginMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new OriginMain(System.out, System.err)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        OriginSettings settings = new OriginSettings(addresses, httpPort, httpsPort, controlPort, directory);
        Origin origin;
        try {
            origin = Origin.start(settings);
        } catch (IOException e) {
            err.println(e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(origin::close, "close"));
        out.println("ready " + new ObjectMapper().writeValueAsString(origin.info()));
        if (noStdin) {
            new CountDownLatch(1).await();
        }
        while (System.in.read() >= 0) {
            // Nothing is expected but the end.
        }
        return 0;
    }
}
