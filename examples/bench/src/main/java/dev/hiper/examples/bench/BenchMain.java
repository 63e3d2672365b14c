package dev.hiper.examples.bench;

import dev.hiper.examples.bench.report.BenchReport;
import dev.hiper.examples.bench.report.Machine;
import dev.hiper.examples.bench.report.Progress;
import dev.hiper.examples.bench.report.ReportFile;
import dev.hiper.examples.bench.report.Tables;
import dev.hiper.examples.bench.run.Competitor;
import dev.hiper.examples.bench.run.Cores;
import dev.hiper.examples.bench.run.OpenFiles;
import dev.hiper.examples.bench.run.RunListener;
import dev.hiper.examples.bench.run.RunResult;
import dev.hiper.examples.bench.run.Session;
import dev.hiper.examples.bench.run.Turn;
import dev.hiper.examples.bench.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code examples/bin/bench}. Runs other processes and reports; nothing is measured in this one. */
@CommandLine.Command(
        name = "bench",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures HTTP clients, each in a process of its own, one after the other in turns.",
            "Prints Markdown tables. Ends with status 1 if a client failed or made errors."
        })
public final class BenchMain implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int SOMETHING_WRONG = 1;
    private static final int BAD_USAGE = 2;

    /** Sockets of the run before are closed by then. */
    private static final long SETTLE_MILLIS = 1_000;

    /** Opening 50,000 connections, 500 at a time, takes the slowest client less. */
    private static final double GRACE_SECONDS = 150;

    /** What a run takes beside warm-up and measured window, roughly: starting a JVM, ending it, settling. */
    private static final double OVERHEAD_SECONDS = 2.5;

    private static final long INTERRUPTED_SECONDS = 10;
    private static final long GRACEFUL_SECONDS = 2;

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "NAME",
            description = "Scenarios, or families of them such as tiny. Default: all but the largest.")
    private List<String> scenarioNames = List.of();

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "NAME",
            description = "Clients, or all. Default: all that can run here.")
    private List<String> clientNames = List.of();

    @Option(names = "--seconds", paramLabel = "S", description = "Measured window of a run. Default: 10.")
    private double seconds = 10;

    @Option(names = "--warm-up", paramLabel = "S", description = "Before it, of each run. Default: 5.")
    private double warmUp = 5;

    @Option(names = "--rounds", paramLabel = "R", description = "Turns of each client. Default: 3.")
    private int rounds = 3;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes every single measurement there.")
    private @Nullable Path json;

    @Option(names = "--server", paramLabel = "own|nginx", description = "Who answers. Default: own.")
    private String server = Servers.OWN;

    @Option(
            names = "--reference",
            split = ",",
            paramLabel = "NAME",
            description = "Client that others are compared with. Default: wrk if it is installed, else bare-epoll.")
    private List<String> references = List.of();

    @Option(names = "--full", description = "The largest scenarios, too: they need ulimit -n 51064.")
    private boolean full;

    @Option(names = "--client-core", paramLabel = "N", description = "Core of the clients.")
    private @Nullable Integer clientCore;

    @Option(names = "--server-core", paramLabel = "N", description = "Core of the server.")
    private @Nullable Integer serverCore;

    @Option(names = "--list", description = "Lists scenarios and clients, and ends.")
    private boolean list;

    @Option(names = "--from", paramLabel = "FILE", description = "Prints the tables of a file of --json, and ends.")
    private @Nullable Path from;

    @Option(names = "--terminal", hidden = true, description = "Standard error is a terminal: the script can tell.")
    private boolean terminal;

    @Option(names = "--help", usageHelp = true, description = "Prints this text, and ends.")
    @SuppressWarnings("UnusedVariable") // Picocli reads it.
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    private final Catalogue catalogue;
    private final PrintStream out;
    private final PrintStream err;

    private BenchMain(Catalogue catalogue, PrintStream out, PrintStream err) {
        this.catalogue = catalogue;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(new Catalogue(), System.out, System.err, args));
    }

    /** The program without its exit. */
    static int run(Catalogue catalogue, PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new BenchMain(catalogue, out, err))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((exception, arguments) -> {
                    err.println("bench: " + exception.getMessage() + "\n(bench --help lists the options)");
                    return BAD_USAGE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            out.print(catalogue.listing(OpenFiles.limit()));
            return FINE;
        }
        if (from != null) {
            BenchReport saved = read(from);
            return print(references.isEmpty() ? saved : saved.withReferences(references));
        }
        return measure();
    }

    private int measure() throws IOException, InterruptedException {
        requireThat(seconds > 0, "--seconds has to be more than 0");
        requireThat(warmUp >= 0, "--warm-up cannot be less than 0");
        requireThat(rounds > 0, "--rounds has to be 1 or more");
        List<Scenario> scenarios;
        List<Competitor> competitors;
        Session.OriginStarter starter;
        Cores cores;
        try {
            scenarios = catalogue.scenarios(scenarioNames, full);
            competitors = catalogue.competitors(clientNames, references, scenarios);
            starter = Servers.named(server);
            cores = Cores.choose(clientCore, serverCore);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        BenchReport.Options options = new BenchReport.Options(
                scenarios.stream().map(Scenario::name).toList(),
                competitors.stream().map(Competitor::name).toList(),
                warmUp,
                seconds,
                rounds,
                server,
                cores.client().orElse(null),
                cores.server().orElse(null),
                references.isEmpty() ? Catalogue.REFERENCES : references);
        Recorder recorder = new Recorder(options);
        try {
            // Now, and not after hours, it shows if the file cannot be written.
            recorder.save();
        } catch (UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), "--json: " + e.getMessage(), e);
        }
        Session session = new Session(
                new Session.Settings(rounds, warmUp, seconds, cores, SETTLE_MILLIS, GRACE_SECONDS, OpenFiles.limit()),
                starter,
                recorder);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(session, ended), "interrupt"));
        try {
            session.run(scenarios, competitors);
            recorder.progress.end();
            return print(recorder.report());
        } finally {
            ended.countDown();
        }
    }

    private void requireThat(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private BenchReport read(Path file) {
        try {
            return ReportFile.read(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int print(BenchReport report) {
        out.print(Tables.markdown(report));
        out.flush();
        return report.runs().stream().anyMatch(RunResult::wrong) ? SOMETHING_WRONG : FINE;
    }

    /** When the JVM ends before the session has: ends all children, and waits until what there is has been printed. */
    private static void interrupt(Session session, CountDownLatch ended) {
        session.stop();
        try {
            for (int second = 0; second < INTERRUPTED_SECONDS; second++) {
                if (ended.await(0, TimeUnit.SECONDS)) {
                    return;
                }
                boolean graceful = second < GRACEFUL_SECONDS;
                ProcessHandle.current()
                        .descendants()
                        .forEach(graceful ? ProcessHandle::destroy : ProcessHandle::destroyForcibly);
                if (ended.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the results, in memory and in the file, and shows the progress. */
    private final class Recorder implements RunListener {
        private final String date =
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        private final Machine machine = Machine.here();
        private final BenchReport.Options options;
        private final List<RunResult> results = new ArrayList<>();
        private final Progress progress =
                new Progress(err, terminal, warmUp + seconds + OVERHEAD_SECONDS, System::nanoTime);

        Recorder(BenchReport.Options options) {
            this.options = options;
        }

        @Override
        public void starting(Turn turn) {
            progress.starting(turn);
        }

        @Override
        public void ended(Turn turn, RunResult result) {
            results.add(result);
            progress.ended(turn, result);
            save();
        }

        BenchReport report() {
            return new BenchReport(BenchReport.SCHEMA, date, machine, options, results);
        }

        void save() {
            if (json != null) {
                try {
                    ReportFile.write(json, report());
                } catch (IOException e) {
                    throw new UncheckedIOException(json + " cannot be written", e);
                }
            }
        }
    }
}
