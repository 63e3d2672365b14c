package dev.hiper.examples.curl.report;

import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the numbers of progress meters in columns of a fixed width. */
final class MeterText {
    static final String UNITS = "kMGTPE";

    private static final long UNIT = 1024;
    private static final long LARGEST_PLAIN = 99_999;
    private static final long LARGEST_OF_UNIT = 1000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SHORT_HOURS = 10;
    private static final long LONG_HOURS = 100;
    private static final long LONG_DAYS = 100;
    private static final long LARGEST_DAYS = 999;
    private static final long DAYS_PER_MONTH = 30;
    private static final long LARGEST_MONTHS = 999;
    private static final long DAYS_PER_YEAR = 365;
    private static final long LARGEST_YEARS = 99_999;
    private static final int PERCENT = 100;
    private static final int TENTHS = 10;
    private static final int SIZE_WIDTH = 6;
    private static final int NARROW_SIZE_WIDTH = 5;
    private static final int TIME_WIDTH = 7;
    private static final int LONG_TIME_WIDTH = 8;

    private MeterText() {}

    /** Writes to a terminal or what stands for it; that it is gone is no reason to end transfers. */
    static void show(OutputStream out, String text) {
        try {
            out.write(Octets.bytes(text));
            out.flush();
        } catch (IOException gone) {
            return; // Nobody is looking.
        }
    }

    /** A size in six columns: digits up to 99999, then with a unit and three or four digits. */
    static void size(StringBuilder out, long bytes) {
        if (bytes <= LARGEST_PLAIN) {
            right(out, Long.toString(bytes), SIZE_WIDTH);
            return;
        }
        int unit = 0;
        long whole = bytes / UNIT;
        long rest = bytes % UNIT;
        while (whole >= LARGEST_OF_UNIT) {
            rest = whole % UNIT;
            whole /= UNIT;
            unit++;
        }
        String fraction = Long.toString(whole < PERCENT ? rest * PERCENT / UNIT : rest * TENTHS / UNIT);
        String zero = whole < PERCENT && fraction.length() == 1 ? ".0" : ".";
        right(out, whole + zero + fraction + UNITS.charAt(unit), SIZE_WIDTH);
    }

    /** A size in five columns, as the meter of parallel transfers has it. */
    static void narrowSize(StringBuilder out, long bytes) {
        if (bytes <= LARGEST_PLAIN) {
            right(out, Long.toString(bytes), NARROW_SIZE_WIDTH);
            return;
        }
        int unit = 0;
        long whole = bytes / UNIT;
        long rest = bytes % UNIT;
        while (whole >= LARGEST_OF_UNIT) {
            rest = whole % UNIT;
            whole /= UNIT;
            unit++;
        }
        String fraction = whole < PERCENT ? "." + rest * TENTHS / UNIT : "";
        right(out, whole + fraction + UNITS.charAt(unit), NARROW_SIZE_WIDTH);
    }

    /** A time in seven columns; spaces for none. */
    static void time(StringBuilder out, long seconds) {
        if (seconds <= 0) {
            right(out, "", TIME_WIDTH);
        } else if (seconds < SHORT_HOURS * SECONDS_PER_HOUR) {
            right(out, clockTime(seconds, seconds >= SECONDS_PER_HOUR), TIME_WIDTH);
        } else if (seconds < LONG_HOURS * SECONDS_PER_HOUR) {
            long minutes = seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
            right(out, seconds / SECONDS_PER_HOUR + "h " + twoDigits(minutes) + "m", TIME_WIDTH);
        } else {
            longTime(out, seconds, TIME_WIDTH);
        }
    }

    /** A time in eight columns, as the meter of parallel transfers has it; spaces for none. */
    static void longTime(StringBuilder out, long seconds) {
        if (seconds <= 0) {
            right(out, "", LONG_TIME_WIDTH);
        } else if (seconds < LONG_HOURS * SECONDS_PER_HOUR) {
            right(out, clockTime(seconds, true), LONG_TIME_WIDTH);
        } else {
            longTime(out, seconds, LONG_TIME_WIDTH);
        }
    }

    /** A percentage in three columns; 0 of nothing. */
    static void percent(StringBuilder out, long part, long whole) {
        right(out, Long.toString(percentOf(part, whole)), 3);
    }

    static void right(StringBuilder out, String text, int width) {
        for (int i = text.length(); i < width; i++) {
            out.append(' ');
        }
        out.append(text);
    }

    static void left(StringBuilder out, String text, int width) {
        out.append(text);
        for (int i = text.length(); i < width; i++) {
            out.append(' ');
        }
    }

    static long percentOf(long part, long whole) {
        if (whole <= 0) {
            return 0;
        }
        return part > Long.MAX_VALUE / PERCENT ? part / Math.max(1, whole / PERCENT) : part * PERCENT / whole;
    }

    private static void longTime(StringBuilder out, long seconds, int width) {
        long days = seconds / SECONDS_PER_DAY;
        long hours = seconds % SECONDS_PER_DAY / SECONDS_PER_HOUR;
        String text;
        if (days < LONG_DAYS) {
            text = days + "d " + twoDigits(hours) + "h";
        } else if (days <= LARGEST_DAYS) {
            text = days + "d";
        } else if (days / DAYS_PER_MONTH <= LARGEST_MONTHS) {
            text = days / DAYS_PER_MONTH + "m";
        } else if (days / DAYS_PER_YEAR <= LARGEST_YEARS) {
            text = days / DAYS_PER_YEAR + "y";
        } else {
            text = ">" + LARGEST_YEARS + "y";
        }
        right(out, text, width);
    }

    private static String clockTime(long seconds, boolean withHours) {
        long minutes = seconds / SECONDS_PER_MINUTE;
        String tail = twoDigits(minutes % SECONDS_PER_MINUTE) + ":" + twoDigits(seconds % SECONDS_PER_MINUTE);
        return withHours ? seconds / SECONDS_PER_HOUR + ":" + tail : tail;
    }

    private static String twoDigits(long number) {
        return number < TENTHS ? "0" + number : Long.toString(number);
    }
}
