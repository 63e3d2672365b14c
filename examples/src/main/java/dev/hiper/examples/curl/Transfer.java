package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.EasyException;
import dev.hiper.examples.curl.report.ParallelMeter;
import dev.hiper.examples.curl.report.ProgressBar;
import dev.hiper.examples.curl.report.ProgressMeter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transfer: its handle and what belongs to it. */
final class Transfer {
    final Settings settings;
    final Easy easy;

    /** As given, after globbing. */
    final String givenUrl;

    /** Which URL of the command line it comes from. */
    final long urlIndex;

    final OutputTarget target;
    final List<Closeable> open = new ArrayList<>();

    @Nullable
    HeaderSink headers;

    @Nullable
    BodySink body;

    @Nullable
    ProgressMeter meter;

    @Nullable
    ProgressBar bar;

    ParallelMeter.@Nullable Entry share;

    /** Why it failed before it could begin; null if it can. */
    @Nullable
    SetupException problem;

    long retriesLeft;
    long retries;
    long retryDelayMillis;

    /** When it was tried first, and when it may begin; both on the clock of the machine. */
    long firstTryNanos;

    long startNanos;

    Transfer(Settings settings, Easy easy, String givenUrl, long urlIndex, OutputTarget target) {
        this.settings = settings;
        this.easy = easy;
        this.givenUrl = givenUrl;
        this.urlIndex = urlIndex;
        this.target = target;
    }

    /** Closes its files, those of the handle included. False if one could not be closed. */
    boolean close() {
        boolean closed = true;
        for (Closeable file : open) {
            try {
                file.close();
            } catch (IOException full) {
                closed = false;
            }
        }
        try {
            easy.close();
        } catch (EasyException unwritten) {
            // What the handle remembers for later could not be kept; that is no failure of the transfer.
        }
        return closed;
    }
}
