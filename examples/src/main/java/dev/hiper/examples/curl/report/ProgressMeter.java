package dev.hiper.examples.curl.report;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.XferInfoCallback;
import dev.hiper.spi.NanoClock;
import java.io.OutputStream;

/**
 * The default progress meter: two title lines, then one line that is written over, at most once a second. Shows nothing
 * before the first progress is told. For one transfer.
 */
public final class ProgressMeter implements XferInfoCallback {
    private static final String TITLE =
            """
              % Total    % Received % Xferd  Average Speed  Time    Time    Time   Current
                                             Dload  Upload  Total   Spent   Left   Speed
            """;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1000;

    private final OutputStream err;
    private final NanoClock clock;
    private final SpeedSamples samples = new SpeedSamples();
    private final long start;
    private final long resumedFrom;
    private boolean titled;
    private long shownSecond = -1;
    private long downloadTotal;
    private long uploadTotal;

    /**
     * A meter whose time starts now.
     *
     * @param resumedFrom offset of the first byte asked for; 0 for a whole transfer
     */
    public ProgressMeter(OutputStream err, NanoClock clock, long resumedFrom) {
        this.err = err;
        this.clock = clock;
        this.start = clock.nanoTime();
        this.resumedFrom = resumedFrom;
    }

    @Override
    public int onProgress(Easy easy, long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
        this.downloadTotal = downloadTotal;
        this.uploadTotal = uploadTotal;
        long spent = clock.nanoTime() - start;
        if (spent / NANOS_PER_SECOND != shownSecond) {
            shownSecond = spent / NANOS_PER_SECOND;
            show(spent, downloaded, uploaded);
        }
        return 0;
    }

    /** Shows how the transfer has ended, and leaves the line. */
    public void finish(Easy easy) {
        finish(easy.infoLong(EasyInfo.SIZE_DOWNLOAD_T), easy.infoLong(EasyInfo.SIZE_UPLOAD_T));
    }

    void finish(long downloaded, long uploaded) {
        if (titled) {
            show(clock.nanoTime() - start, downloaded, uploaded);
            MeterText.show(err, "\n");
        }
    }

    private void show(long spentNanos, long downloaded, long uploaded) {
        StringBuilder line = new StringBuilder();
        if (!titled) {
            titled = true;
            if (resumedFrom > 0) {
                line.append("** Resuming transfer from byte position ")
                        .append(resumedFrom)
                        .append('\n');
            }
            line.append(TITLE);
        }
        long micros = Math.max(1, spentNanos / NANOS_PER_MICRO);
        long downloadSpeed = SpeedSamples.perSecond(downloaded, micros);
        long uploadSpeed = SpeedSamples.perSecond(uploaded, micros);
        long expected = Math.max(downloadTotal, downloadTotal > 0 ? 0 : downloaded)
                + Math.max(uploadTotal, uploadTotal > 0 ? 0 : uploaded);
        long spent = spentNanos / NANOS_PER_SECOND;
        long total = Math.max(estimate(downloadTotal, downloadSpeed), estimate(uploadTotal, uploadSpeed));
        long current = samples.speed(downloaded + uploaded, micros, downloadSpeed + uploadSpeed);

        line.append('\r');
        column(line, downloaded + uploaded, expected, expected);
        column(line, downloaded, downloadTotal, downloaded);
        column(line, uploaded, uploadTotal, uploaded);
        MeterText.size(line, downloadSpeed);
        line.append(' ');
        MeterText.size(line, uploadSpeed);
        line.append(' ');
        MeterText.time(line, total);
        line.append(' ');
        MeterText.time(line, spent);
        line.append(' ');
        MeterText.time(line, total > 0 ? total - spent : 0);
        line.append(' ');
        MeterText.size(line, current);
        MeterText.show(err, line.toString());
    }

    private static void column(StringBuilder line, long done, long whole, long shown) {
        MeterText.percent(line, done, whole);
        line.append(' ');
        MeterText.size(line, shown);
        line.append(' ');
    }

    private static long estimate(long size, long speed) {
        return size > 0 && speed > 0 ? size / speed : 0;
    }
}
