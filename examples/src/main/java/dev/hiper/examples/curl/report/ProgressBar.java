package dev.hiper.examples.curl.report;

import dev.hiper.Easy;
import dev.hiper.XferInfoCallback;
import dev.hiper.spi.NanoClock;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bar of {@code --progress-bar}: hash signs and a percentage, or a moving sign while the size is not known; at most
 * ten times a second. For one transfer.
 */
public final class ProgressBar implements XferInfoCallback {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int DEFAULT_WIDTH = 79;
    private static final int SMALLEST_WIDTH = 20;
    private static final int LARGEST_WIDTH = 10_000;
    private static final int LARGEST_BAR = 400;
    private static final int PERCENT_WIDTH = 7;
    private static final double THOUSAND = 1000;
    private static final int TENTHS = 10;
    private static final String FLYER = "-=O=-";
    private static final int WAVES = 4;
    private static final double WAVE_STEP = Math.PI / 50;
    private static final double WAVE_DISTANCE = Math.PI / 20;

    private final OutputStream err;
    private final NanoClock clock;
    private final int width;
    private final long alreadyThere;
    private boolean drawn;
    private long drawnNanos;
    private long drawnPoint;
    private int tick;
    private int flyerAt;
    private int flyerStep = 1;

    /**
     * A bar.
     *
     * @param columns the environment's COLUMNS; null or nonsense for the usual width
     * @param alreadyThere bytes that an earlier transfer has brought, which count as done
     */
    public ProgressBar(OutputStream err, NanoClock clock, @Nullable String columns, long alreadyThere) {
        this.err = err;
        this.clock = clock;
        this.width = width(columns);
        this.alreadyThere = Math.max(0, alreadyThere);
    }

    @Override
    public int onProgress(Easy easy, long downloadTotal, long downloaded, long uploadTotal, long uploaded) {
        update(downloadTotal + uploadTotal, downloaded + uploaded);
        return 0;
    }

    /** Leaves the line, if there is one. */
    public void finish() {
        if (drawn) {
            MeterText.show(err, "\n");
        }
    }

    private void update(long expected, long done) {
        long total = expected > 0 ? expected + alreadyThere : 0;
        long point = done + alreadyThere;
        long now = clock.nanoTime();
        boolean early = drawn && now - drawnNanos < REDRAW_NANOS;
        if (total > 0) {
            if (drawn && (point == drawnPoint || (early && point < total))) {
                return;
            }
            if (point > 0) {
                bar(point, Math.max(total, point));
            }
        } else if (drawn) {
            if (early) {
                return;
            }
            fly(point != drawnPoint);
        }
        drawn = true;
        drawnNanos = now;
        drawnPoint = point;
    }

    private void bar(long point, long total) {
        int columns = Math.min(width - PERCENT_WIDTH, LARGEST_BAR);
        double share = (double) point / total;
        long permille = Math.round(share * THOUSAND);
        StringBuilder line = new StringBuilder("\r");
        MeterText.left(line, "#".repeat((int) (columns * share)), columns);
        line.append(' ');
        MeterText.right(line, permille / TENTHS + "." + permille % TENTHS, PERCENT_WIDTH - 2);
        MeterText.show(err, line.append('%').toString());
    }

    private void fly(boolean moving) {
        char[] line = " ".repeat(width).toCharArray();
        FLYER.getChars(0, FLYER.length(), line, flyerAt);
        for (int wave = 0; wave < WAVES; wave++) {
            double height = (Math.sin(tick * WAVE_STEP + wave * WAVE_DISTANCE) + 1) / 2;
            line[(int) (height * (width - 1))] = '#';
        }
        MeterText.show(err, "\r" + String.valueOf(line));
        tick++;
        if (moving) {
            flyerAt += flyerStep;
            if (flyerAt == 0 || flyerAt == width - FLYER.length()) {
                flyerStep = -flyerStep;
            }
        }
    }

    private static int width(@Nullable String columns) {
        if (columns == null) {
            return DEFAULT_WIDTH;
        }
        try {
            int given = Integer.parseInt(columns);
            return given > SMALLEST_WIDTH && given < LARGEST_WIDTH ? given : DEFAULT_WIDTH;
        } catch (NumberFormatException nonsense) {
            return DEFAULT_WIDTH;
        }
    }
}
