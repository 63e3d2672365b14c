package dev.hiper.examples.bench.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The command line of every relay here: starts it, prints {@code ready}, and stops when the input ends. */
@CommandLine.Command(name = "relay", description = "A reverse proxy; started by bench.")
final class RelayCommand implements Callable<Integer> {
    /** Connections to the origin that may be open at once; nothing waits for one as long as fewer clients come. */
    static final int UPSTREAM_CONNECTIONS = 1_024;

    /** Fields that are for one connection only (RFC 9110, 7.6.1), and Host, which names the relay and not the origin. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "host",
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "proxy-authenticate",
            "proxy-authorization");

    @Option(names = "--listen", required = true, description = "port on 127.0.0.1")
    private int listen;

    @Option(names = "--to", required = true, description = "such as http://127.0.0.1:8080")
    private URI to = URI.create("");

    private final Relay relay;
    private final PrintStream out;

    private RelayCommand(Relay relay, PrintStream out) {
        this.relay = relay;
        this.out = out;
    }

    /** Does not return. */
    static void run(Relay relay, String[] args) {
        int status = new CommandLine(new RelayCommand(relay, System.out)).execute(args);
        Runtime.getRuntime().halt(status);
    }

    @Override
    public Integer call() throws Exception {
        relay.start(listen, to);
        out.println("ready");
        out.flush();
        awaitEndOfInput();
        return 0;
    }

    private static void awaitEndOfInput() throws IOException {
        for (int read = 0; read >= 0; ) {
            read = System.in.read();
        }
    }

    /** Whether a field of this name, of a request or of an answer, is for the other side. */
    static boolean isForwarded(String name) {
        return !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Starts a relay; returns when it listens. */
    @FunctionalInterface
    interface Relay {
        void start(int port, URI origin) throws Exception;
    }
}
