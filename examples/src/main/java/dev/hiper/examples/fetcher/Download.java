package dev.hiper.examples.fetcher;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.WriteCallback;
import dev.hiper.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One URL being fetched: its handle, and where its body goes. Used on the event loop. */
final class Download implements WriteCallback {
    /** Slower than a byte per second for this long is not a slow server but a dead one. */
    private static final long STALLED_SECONDS = 60;

    private final Line line;
    private final Report report;
    private final @Nullable BodyFile file;
    private final Easy easy = Easy.create();

    /** @throws IllegalArgumentException if the line cannot even be a URL */
    Download(Line line, FetcherOptions options, Report report) {
        this.line = line;
        this.report = report;
        String directory = options.output();
        this.file = directory == null ? null : new BodyFile(Path.of(directory), line);
        easy.set(EasyOption.URL, line.text())
                .set(EasyOption.USERAGENT, "hiper-fetcher")
                .set(EasyOption.TIMEOUT_MS, options.timeoutMillis())
                .set(EasyOption.LOW_SPEED_LIMIT, 1)
                .set(EasyOption.LOW_SPEED_TIME, STALLED_SECONDS)
                .set(EasyOption.FAILONERROR, options.fail())
                .set(EasyOption.WRITEFUNCTION, this);
    }

    Easy easy() {
        return easy;
    }

    @Override
    public WriteResult onWrite(Easy sender, ByteBuffer data) {
        report.received(data.remaining());
        if (file != null) {
            try {
                file.write(data);
            } catch (IOException e) {
                // Ends this transfer, with the cause in its failure.
                throw new UncheckedIOException(e);
            }
        }
        return WriteResult.ACCEPTED;
    }

    /** @param cause why it failed; null if it did not */
    void ended(@Nullable Throwable cause) {
        Throwable failure = cause == null ? keepBody() : cause;
        if (failure == null) {
            report.succeeded(easy);
        } else {
            dropBody(failure);
            report.failed(line, failure);
        }
        easy.close();
    }

    private @Nullable IOException keepBody() {
        try {
            if (file != null) {
                file.finish();
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void dropBody(Throwable failure) {
        try {
            if (file != null) {
                file.discard();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
