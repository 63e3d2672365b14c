package dev.hiper.examples.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.origin.OriginServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes one run: starts the process, watches the server in the measured window, takes the result. */
final class Runner {
    private static final String RESULT = "result ";
    private static final String UNSUPPORTED = "unsupported ";
    private static final String FAILED = "failed ";
    private static final ProcessCpu NONE = new ProcessCpu(0, 0);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Cores cores;
    private final double graceSeconds;

    /**
     * @param graceSeconds what a process may take beyond warm-up and window; one that takes more hangs
     */
    Runner(Cores cores, double graceSeconds) {
        this.cores = cores;
        this.graceSeconds = graceSeconds;
    }

    RunResult run(Turn turn, RunRequest request, OriginServer origin) throws InterruptedException {
        try {
            return turn.competitor() instanceof ProxyCompetitor proxy
                    ? runProxy(turn, proxy, request, origin)
                    : runClient(turn, request, origin);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return RunResult.failed(turn, e.toString());
        }
    }

    private RunResult runClient(Turn turn, RunRequest request, OriginServer origin)
            throws IOException, InterruptedException {
        List<String> command = joined(cores.clientPrefix(), turn.competitor().command(request));
        try (ChildProcess child = ChildProcess.start(command)) {
            return watch(turn, request, child, window(request, origin, () -> NONE));
        }
    }

    /** The proxy takes the client's core, and the load goes beside the server. */
    private RunResult runProxy(Turn turn, ProxyCompetitor competitor, RunRequest request, OriginServer origin)
            throws IOException, InterruptedException {
        try (RunningProxy proxy = RunningProxy.start(
                cores.clientPrefix(), competitor, request.origins().get(0))) {
            RunRequest throughProxy = new RunRequest(
                    request.scenario(), List.of(proxy.uri()), null, request.warmUpSeconds(), request.seconds());
            List<String> command = joined(cores.serverPrefix(), competitor.command(throughProxy));
            try (ChildProcess load = ChildProcess.start(command)) {
                return watch(turn, throughProxy, load, window(request, origin, proxy::cpu));
            }
        }
    }

    private static Window window(RunRequest request, OriginServer origin, Supplier<ProcessCpu> proxyCpu) {
        return new Window(origin, proxyCpu, nanos(request.seconds()));
    }

    /** Reads what the process says, up to its last word. */
    private RunResult watch(Turn turn, RunRequest request, ChildProcess child, Window window)
            throws InterruptedException {
        long deadline = System.nanoTime() + nanos(request.warmUpSeconds() + request.seconds() + graceSeconds);
        while (System.nanoTime() - deadline < 0) {
            ChildProcess.Event event = child.next(window.wakeUpNanos(deadline) - System.nanoTime());
            window.look();
            if (event.kind() == ChildProcess.Event.Kind.END) {
                return RunResult.failed(turn, child.end());
            }
            String line = event.line();
            if (line.equals("measuring")) {
                window.begin();
            } else if (line.startsWith(RESULT)) {
                return result(turn, line.substring(RESULT.length()), window);
            } else if (line.startsWith(UNSUPPORTED)) {
                return RunResult.unsupported(turn, line.substring(UNSUPPORTED.length()));
            } else if (line.startsWith(FAILED)) {
                return RunResult.failed(turn, line.substring(FAILED.length()) + "; it " + child.end());
            }
        }
        return RunResult.failed(turn, "gave no result in time and " + child.end());
    }

    private static RunResult result(Turn turn, String json, Window window) {
        Window.Use use = window.use();
        if (use == null) {
            return RunResult.failed(turn, "gave a result and had not said when the measured window began: " + json);
        }
        Measurement measurement;
        try {
            measurement = JSON.readValue(json, Measurement.class);
        } catch (JsonProcessingException e) {
            return RunResult.failed(turn, "gave a result that makes no sense: " + json);
        }
        if (turn.scenario().bulk() ? measurement.bytes() == 0 : measurement.requests() == 0) {
            String first = measurement.firstError();
            return RunResult.failed(turn, "nothing was answered" + (first == null ? "" : "; first error: " + first));
        }
        ProcessCpu server = use.server();
        if (turn.competitor().isProxy()) {
            server = server.plus(new ProcessCpu(measurement.userMicros(), measurement.systemMicros()));
            measurement = ofProxy(measurement, use.proxy(), measurement.seconds() / use.seconds());
        }
        return RunResult.measured(
                turn,
                measurement,
                new ServerUse(use.seconds(), server.userMicros(), server.systemMicros(), use.newConnections()));
    }

    /** What the load saw, with the CPU time of the proxy; the two windows may differ by some milliseconds. */
    private static Measurement ofProxy(Measurement load, ProcessCpu proxy, double scale) {
        return new Measurement(
                load.seconds(),
                load.requests(),
                load.bytes(),
                load.errors(),
                load.firstError(),
                Math.round(proxy.userMicros() * scale),
                Math.round(proxy.systemMicros() * scale),
                -1,
                load.p50Nanos(),
                load.p99Nanos(),
                load.p999Nanos(),
                load.maxNanos(),
                load.extras());
    }

    private static List<String> joined(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
