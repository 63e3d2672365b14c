package dev.hiper.examples.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches each URL that it reads. The command line; the work is done in {@link Fetcher}. */
public final class FetcherMain {
    static final int ALL_WELL = 0;
    static final int SOME_FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** More than {@link Fetcher} gives its transfers; who does not end by then, never will. */
    private static final long STOP_MILLIS = 2 * Fetcher.GRACE_MILLIS;

    private final PrintStream out;
    private final PrintStream err;
    /** Null if the program ended without one. */
    private final CompletableFuture<@Nullable Fetcher> started = new CompletableFuture<>();

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private FetcherMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        FetcherMain main = new FetcherMain(System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "stop"));
        System.exit(main.start(args, System.in));
    }

    /** The program without its process: for tests. */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return new FetcherMain(out, err).start(args, in);
    }

    private int start(String[] args, InputStream in) {
        int result = SOME_FAILED;
        try {
            result = fetch(FetcherOptions.parse(args), in);
        } catch (IllegalArgumentException e) {
            err.println("fetcher: " + e.getMessage() + "\nTry 'fetcher --help'.");
            result = WRONG_USAGE;
        } catch (FileSystemException e) {
            // Its message is the name of a file only; what is wrong with it is in the type.
            err.println("fetcher: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (IOException e) {
            err.println("fetcher: " + e.getMessage());
        } finally {
            status.complete(result);
            started.complete(null);
        }
        return result;
    }

    private int fetch(FetcherOptions options, InputStream in) throws IOException {
        if (options.help()) {
            out.println(FetcherOptions.HELP);
            return ALL_WELL;
        }
        Report report = new Report(out, err, options.quiet(), options.progress());
        try (UrlSource source = UrlSource.open(options.source(), in, report)) {
            Fetcher fetcher = Fetcher.create(options, report);
            started.complete(fetcher);
            return fetcher.fetchAll(source) ? ALL_WELL : SOME_FAILED;
        }
    }

    /**
     * Runs when the process is told to end, by a signal (Ctrl-C is one) or because everything is done. After a clean stop
     * the exit status tells how the transfers went, and not that there was a signal.
     */
    private void stop() {
        int result = SOME_FAILED;
        try {
            // A signal may come before there is something to stop.
            Fetcher fetcher = started.get(STOP_MILLIS, TimeUnit.MILLISECONDS);
            if (fetcher != null) {
                fetcher.stop();
            }
            result = status.get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            err.println("fetcher: stopped without waiting any longer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(result);
    }
}
