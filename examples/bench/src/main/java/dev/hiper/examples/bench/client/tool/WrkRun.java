package dev.hiper.examples.bench.client.tool;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.scenario.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Processes of wrk, one after the other, that make the load of one scenario. */
final class WrkRun {
    private static final String SUMMARY = "summary ";
    private static final String LATENCIES = "latencies";

    /** Size of the body to be sent, for the script. */
    private static final String BODY_BYTES = "HIPER_BENCH_BODY_BYTES";

    /** An answer that takes longer is an error to wrk. Its default of 2 s is too short for 1 GiB. */
    private static final String TIMEOUT = "60s";

    /** Lines of output to quote when it fails. */
    private static final int QUOTED = 5;

    private final Scenario scenario;
    private final URI origin;
    private final Path script;

    WrkRun(Scenario scenario, URI origin, Path script) {
        this.scenario = scenario;
        this.origin = origin;
        this.script = script;
    }

    /**
     * Starts wrk and waits for its end.
     *
     * @param seconds wrk knows whole ones only: rounded up
     * @throws IllegalStateException if wrk failed, or made errors only
     */
    Measurement measure(double seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Wrk.PROGRAM,
                        "--threads",
                        "1",
                        "--connections",
                        Integer.toString(scenario.inFlight()),
                        "--duration",
                        Math.max(1, (long) Math.ceil(seconds)) + "s",
                        "--timeout",
                        TIMEOUT,
                        "--script",
                        script.toString(),
                        origin + scenario.resource().path()))
                .redirectErrorStream(true);
        builder.environment()
                .put(BODY_BYTES, Integer.toString(scenario.resource().requestBytes()));
        Process wrk = builder.start();
        // For the case that this process is told to end; wrk would go on to the end of its duration.
        Thread killer = new Thread(wrk::destroyForcibly, "killer of wrk");
        Runtime.getRuntime().addShutdownHook(killer);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(wrk.getInputStream(), StandardCharsets.UTF_8))) {
            return read(wrk, output);
        } finally {
            wrk.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    private Measurement read(Process wrk, BufferedReader output) throws IOException, InterruptedException {
        Deque<String> said = new ArrayDeque<>();
        String summary = find(SUMMARY, wrk, output, said);
        // All its work is done, and it waits.
        ProcessCpu cpu = ProcessCpu.of(wrk.pid());
        try (OutputStream go = wrk.getOutputStream()) {
            go.write('\n');
        }
        String latencies = find(LATENCIES, wrk, output, said);
        return WrkReport.of(summary, latencies, scenario).measurement(cpu);
    }

    /** What follows {@code label} on the first line that starts with it. */
    private static String find(String label, Process wrk, BufferedReader output, Deque<String> said)
            throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(label)) {
                return line.substring(label.length()).strip();
            }
            if (said.size() == QUOTED) {
                said.removeFirst();
            }
            said.addLast(line.strip());
        }
        throw new IllegalStateException(
                "wrk ended with status " + wrk.waitFor() + " and said: " + String.join("; ", said));
    }
}
