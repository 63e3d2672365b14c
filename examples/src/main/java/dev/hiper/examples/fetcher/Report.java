package dev.hiper.examples.fetcher;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.TransferFailure;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import dev.hiper.netty.FetchException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a user gets to see: a line for each transfer that ended on standard output; everything else, with a live line
 * that is drawn again and again, on standard error. Counts, too. Used on the event loop, and before it starts.
 */
final class Report {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean progress;
    private final long begun = System.nanoTime();
    private int running;
    private long done;
    private long failed;
    private long bytes;
    private long drawnAt = begun;
    private long drawnBytes;

    Report(PrintStream out, PrintStream err, boolean quiet, boolean progress) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.progress = progress;
    }

    boolean progress() {
        return progress;
    }

    int running() {
        return running;
    }

    boolean allWell() {
        return failed == 0;
    }

    void started() {
        running++;
    }

    void received(int count) {
        bytes += count;
    }

    void succeeded(Easy easy) {
        running--;
        done++;
        if (!quiet) {
            print(String.format(
                    Locale.ROOT,
                    "%-6d %9d bytes %8.3f s  %s",
                    easy.info(EasyInfo.RESPONSE_CODE),
                    easy.info(EasyInfo.SIZE_DOWNLOAD_T),
                    easy.info(EasyInfo.TOTAL_TIME_T) / MICROS_PER_SECOND,
                    easy.info(EasyInfo.EFFECTIVE_URL)));
        }
    }

    void failed(Line line, Throwable cause) {
        running--;
        failed++;
        print("failed line " + line.number() + ": " + line.text() + "  " + reason(cause));
    }

    /** {@code line} names no URL that could be tried. */
    void refused(Line line, String problem) {
        failed++;
        print("failed line " + line.number() + ": " + line.text() + "  " + named(ResultCode.URL_MALFORMAT, problem));
    }

    /** The rest of the URLs is lost. */
    void inputFailed(String problem) {
        failed++;
        say("fetcher: reading URLs failed: " + problem);
    }

    void say(String message) {
        if (progress) {
            err.print(CLEAR_LINE);
        }
        err.println(message);
    }

    /** Draws the live line; the speed is that since it was drawn last. */
    void draw() {
        long now = System.nanoTime();
        double seconds = (now - drawnAt) / NANOS_PER_SECOND;
        err.print(CLEAR_LINE + running + " running, " + done + " done, " + failed + " failed, "
                + size((bytes - drawnBytes) / seconds) + "/s");
        err.flush();
        drawnAt = now;
        drawnBytes = bytes;
    }

    void summary() {
        double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
        say(String.format(
                Locale.ROOT,
                "%d done, %d failed, %s in %.2f s (%s/s)",
                done,
                failed,
                size((double) bytes),
                seconds,
                size(bytes / seconds)));
    }

    static String size(double bytes) {
        if (bytes < 1024) {
            return String.format(Locale.ROOT, "%.0f bytes", bytes);
        }
        double scaled = bytes / 1024;
        int unit = 0;
        while (scaled >= 1024 && unit < 3) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", scaled, "KMGT".charAt(unit));
    }

    private void print(String line) {
        if (progress) {
            err.print(CLEAR_LINE);
            err.flush();
        }
        // What comes from outside may hold what a terminal would obey.
        out.println(line.replaceAll("\\p{Cntrl}", "?"));
        out.flush();
    }

    private static String reason(Throwable cause) {
        if (cause instanceof IOException) {
            return named(ResultCode.WRITE_ERROR, "The body was not kept (" + cause + ")");
        }
        if (!(cause instanceof FetchException failure)) {
            return named(ResultCode.FAILED_INIT, cause.toString());
        }
        TransferMessage report = failure.report();
        TransferFailure details = report == null ? null : report.failure();
        String text = details == null ? String.valueOf(failure.getMessage()) : details.message();
        Throwable behind = failure.getCause();
        return named(failure.result(), text + behind(text, behind));
    }

    /** What a callback of ours threw is known to us only. */
    private static String behind(String text, @Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null || text.contains(message) ? "" : " (" + message + ")";
    }

    private static String named(ResultCode result, String text) {
        return result + " (" + result.code() + "): " + text;
    }
}
