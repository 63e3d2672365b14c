package dev.hiper.examples.curl.report;

import dev.hiper.Easy;
import dev.hiper.XferInfoCallback;
import dev.hiper.spi.NanoClock;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The meter for all transfers of {@code --parallel} together: a title line, then one line that is written over, at most
 * twice a second.
 */
public final class ParallelMeter {
    private static final String TITLE = "DL% UL%  Dled  Uled  Xfers  Live Total     Current  Left    Speed\n";
    private static final String UNKNOWN = "--";
    private static final long REDRAW_NANOS = 500_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1000;
    private static final int PERCENT_WIDTH = 3;
    private static final int COUNT_WIDTH = 5;

    /** The progress of one of the transfers; give it to that transfer. */
    public final class Entry implements XferInfoCallback {
        private long downloadTotal;
        private long downloaded;
        private long uploadTotal;
        private long uploaded;

        private Entry() {}

        @Override
        public int onProgress(Easy easy, long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
            this.downloadTotal = downloadTotal;
            this.downloaded = downloaded;
            this.uploadTotal = uploadTotal;
            this.uploaded = uploaded;
            return 0;
        }

        /** The transfer has ended. */
        public void finish() {
            if (live.remove(this)) {
                doneDownloaded += downloaded;
                doneUploaded += uploaded;
            }
        }
    }

    private final OutputStream err;
    private final NanoClock clock;
    private final long start;
    private final List<Entry> live = new ArrayList<>();
    private final SpeedSamples samples = new SpeedSamples();
    private long added;
    private long doneDownloaded;
    private long doneUploaded;
    private boolean titled;
    private long shownNanos;

    /** A meter whose time starts now. */
    public ParallelMeter(OutputStream err, NanoClock clock) {
        this.err = err;
        this.clock = clock;
        this.start = clock.nanoTime();
    }

    /** Counts a transfer that begins. */
    public Entry add() {
        Entry entry = new Entry();
        live.add(entry);
        added++;
        return entry;
    }

    /** Shows the line anew if it is time to. */
    public void update() {
        long now = clock.nanoTime();
        if (!titled || now - shownNanos >= REDRAW_NANOS) {
            shownNanos = now;
            show(now, false);
        }
    }

    /** Shows how all has ended, and leaves the line. */
    public void finish() {
        show(clock.nanoTime(), true);
    }

    private void show(long now, boolean last) {
        long downloaded = doneDownloaded;
        long uploaded = doneUploaded;
        long downloadTotal = doneDownloaded;
        long uploadTotal = doneUploaded;
        boolean downloadKnown = true;
        boolean uploadKnown = true;
        for (Entry entry : live) {
            downloaded += entry.downloaded;
            uploaded += entry.uploaded;
            downloadTotal += entry.downloadTotal;
            uploadTotal += entry.uploadTotal;
            downloadKnown &= entry.downloadTotal > 0;
            uploadKnown &= entry.uploadTotal > 0;
        }
        long spent = (now - start) / NANOS_PER_SECOND;
        long micros = Math.max(1, (now - start) / NANOS_PER_MICRO);
        long average = SpeedSamples.perSecond(downloaded + uploaded, micros);
        long speed = samples.speed(downloaded + uploaded, micros, average);
        long left = downloadKnown && speed > 0 ? (downloadTotal - downloaded) / speed : 0;

        StringBuilder line = new StringBuilder(titled ? "" : TITLE).append('\r');
        titled = true;
        percent(line, downloadKnown && downloadTotal > 0, downloaded, downloadTotal);
        percent(line, uploadKnown && uploadTotal > 0, uploaded, uploadTotal);
        MeterText.narrowSize(line, downloaded);
        line.append(' ');
        MeterText.narrowSize(line, uploaded);
        line.append(' ');
        MeterText.right(line, Long.toString(added), COUNT_WIDTH);
        line.append(' ');
        MeterText.right(line, Integer.toString(live.size()), COUNT_WIDTH);
        line.append("  ");
        MeterText.longTime(line, left > 0 ? spent + left : 0);
        line.append(' ');
        MeterText.longTime(line, spent);
        line.append(' ');
        MeterText.longTime(line, left);
        line.append(' ');
        MeterText.narrowSize(line, speed);
        line.append(last ? "\n" : " ".repeat(COUNT_WIDTH));
        MeterText.show(err, line.toString());
    }

    private static void percent(StringBuilder line, boolean known, long done, long total) {
        if (known) {
            MeterText.right(line, Long.toString(MeterText.percentOf(done, total)), PERCENT_WIDTH);
        } else {
            MeterText.left(line, UNKNOWN, PERCENT_WIDTH);
        }
        line.append(' ');
    }
}
