package dev.hiper.examples.curl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.examples.curl.report.Transfers.HandClock;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final String ROW_OF_ZEROS =
            "\r  0      0   0      0   0      0      0      0                              0";
    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();
    private final Easy easy = Easy.create();

    @Test
    void sizesFillSixColumns() {
        assertEquals("     0", size(0));
        assertEquals(" 99999", size(99_999));
        assertEquals("97.65k", size(100_000));
        assertEquals("127.9k", size(131_071));
        assertEquals("255.9k", size(262_143));
        assertEquals("15.99M", size(16 * MIB - 1));
        assertEquals(" 1.00M", size(MIB));
        assertEquals(" 1.05M", size(MIB + 52 * KIB));
        assertEquals(" 7.99E", size(Long.MAX_VALUE));
    }

    @Test
    void timesFillSevenColumns() {
        assertEquals("       ", time(0));
        assertEquals("  00:01", time(1));
        assertEquals("  59:59", time(3599));
        assertEquals("1:00:00", time(3600));
        assertEquals("9:59:59", time(35_999));
        assertEquals("10h 00m", time(36_000));
        assertEquals("99h 59m", time(359_999));
        assertEquals(" 4d 04h", time(360_000));
        assertEquals("   100d", time(100 * 86_400L));
        assertEquals("    33m", time(1000 * 86_400L));
        assertEquals("    82y", time(30_000 * 86_400L));
        assertEquals(">99999y", time(Long.MAX_VALUE));
    }

    @Test
    void meterStartsWithTitleAndZeros() {
        ProgressMeter meter = new ProgressMeter(err, clock, 0);
        assertEquals("", Transfers.text(err), "nothing before there is progress");
        meter.onProgress(easy, 0, 0, 0, 0);
        assertEquals(
                "  % Total    % Received % Xferd  Average Speed  Time    Time    Time   Current\n"
                        + "                                 Dload  Upload  Total   Spent   Left   Speed\n"
                        + ROW_OF_ZEROS,
                Transfers.text(err));
    }

    @Test
    void meterShowsSpeedsAndTimes() {
        ProgressMeter meter = new ProgressMeter(err, clock, 0);
        meter.onProgress(easy, 0, 0, 0, 0);
        clock.millis(10_000);
        err.reset();
        meter.onProgress(easy, 6000, 1500, 500, 500);
        assertEquals(
                "\r 30   6500  25   1500 100    500    150     50   00:40   00:10   00:30    200", Transfers.text(err));
    }

    @Test
    void meterIsShownOnceASecondAndAtTheEnd() {
        ProgressMeter meter = new ProgressMeter(err, clock, 0);
        meter.onProgress(easy, 0, 0, 0, 0);
        err.reset();
        clock.millis(500);
        meter.onProgress(easy, 0, 10, 0, 0);
        assertEquals("", Transfers.text(err));
        clock.millis(1000);
        meter.finish(30, 0);
        assertEquals(
                "\r100     30   0     30   0      0     20      0           00:01             20\n",
                Transfers.text(err));
    }

    @Test
    void meterThatShowedNothingEndsWithNothing() {
        new ProgressMeter(err, clock, 0).finish(easy);
        assertEquals("", Transfers.text(err));
    }

    @Test
    void meterTellsWhereATransferGoesOn() {
        new ProgressMeter(err, clock, 100).onProgress(easy, 0, 0, 0, 0);
        assertTrue(Transfers.text(err).startsWith("** Resuming transfer from byte position 100\n"));
    }

    @Test
    void currentSpeedIsThatOfTheLastSeconds() {
        SpeedSamples samples = new SpeedSamples();
        assertEquals(7, samples.speed(1_000_000, 1, 7));
        for (int second = 1; second < 5; second++) {
            samples.speed(1_000_000, second * 1_000_000L, 0);
        }
        assertEquals(20, samples.speed(1_000_100, 5_000_001, 0));
        assertEquals(40, samples.speed(1_000_200, 6_000_000, 0), "the first moment is forgotten");
    }

    @Test
    void barFillsItsWidth() {
        ProgressBar bar = new ProgressBar(err, clock, "79", 0);
        bar.onProgress(easy, 200, 100, 0, 0);
        bar.onProgress(easy, 200, 200, 0, 0);
        bar.finish();
        assertEquals(
                "\r" + "#".repeat(36) + " ".repeat(36) + "  50.0%\r" + "#".repeat(72) + " 100.0%\n",
                Transfers.text(err));
    }

    @Test
    void barIsDrawnTenTimesASecond() {
        ProgressBar bar = new ProgressBar(err, clock, null, 0);
        bar.onProgress(easy, 1000, 100, 0, 0);
        err.reset();
        clock.millis(99);
        bar.onProgress(easy, 1000, 200, 0, 0);
        assertEquals("", Transfers.text(err));
        clock.millis(1);
        bar.onProgress(easy, 1000, 300, 0, 0);
        assertTrue(Transfers.text(err).endsWith(" 30.0%"));
    }

    @Test
    void barCountsWhatIsThereAlready() {
        ProgressBar bar = new ProgressBar(err, clock, "40", 50);
        bar.onProgress(easy, 50, 0, 0, 0);
        assertEquals("\r" + "#".repeat(16) + " ".repeat(17) + "  50.0%", Transfers.text(err));
    }

    @Test
    void barOfUnknownSizeFlies() {
        ProgressBar bar = new ProgressBar(err, clock, "nonsense", 0);
        bar.onProgress(easy, 0, 0, 0, 0);
        for (int moment = 1; moment < 500; moment++) {
            clock.millis(100);
            err.reset();
            bar.onProgress(easy, 0, moment, 0, 0);
            assertEquals(80, Transfers.text(err).length());
        }
    }

    @Test
    void barThatWasNotDrawnEndsWithNothing() {
        new ProgressBar(err, clock, null, 0).finish();
        assertEquals("", Transfers.text(err));
    }

    @Test
    void parallelMeterAddsUp() {
        ParallelMeter meter = new ParallelMeter(err, clock);
        ParallelMeter.Entry first = meter.add();
        ParallelMeter.Entry second = meter.add();
        first.onProgress(easy, 1000, 500, 0, 0);
        second.onProgress(easy, 3000, 500, 0, 0);
        clock.millis(10_000);
        meter.update();
        assertEquals(
                "DL% UL%  Dled  Uled  Xfers  Live Total     Current  Left    Speed\n"
                        + "\r 25 --   1000     0     2     2   0:00:40  0:00:10  0:00:30   100     ",
                Transfers.text(err));
        err.reset();
        meter.update();
        assertEquals("", Transfers.text(err));
        first.finish();
        first.finish();
        second.finish();
        meter.finish();
        assertTrue(Transfers.text(err).startsWith("\r100 --   1000     0     2     0 "), Transfers.text(err));
        assertTrue(Transfers.text(err).endsWith("\n"));
    }

    private static String size(long bytes) {
        StringBuilder out = new StringBuilder();
        MeterText.size(out, bytes);
        return out.toString();
    }

    private static String time(long seconds) {
        StringBuilder out = new StringBuilder();
        MeterText.time(out, seconds);
        return out.toString();
    }
}
