package dev.hiper.examples.curl.report;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Writes a UTC time in {@code strftime}'s language, with {@code %f} for microseconds, in the C locale. */
final class TimeFormat {
    private static final int DAYS_PER_WEEK = 7;
    private static final int HALF_DAY_HOURS = 12;
    private static final int CENTURY = 100;
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICRO_DIGITS = 6;
    private static final int YEAR_DAY_DIGITS = 3;

    private final StringBuilder out;
    private final OffsetDateTime time;

    private TimeFormat(StringBuilder out, OffsetDateTime time) {
        this.out = out;
        this.time = time;
    }

    static void append(StringBuilder out, String pattern, Instant instant) {
        new TimeFormat(out, instant.atOffset(ZoneOffset.UTC)).pattern(pattern);
    }

    private void pattern(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                i++;
                specification(pattern.charAt(i));
            } else {
                out.append(c);
            }
        }
    }

    private void specification(char c) {
        switch (c) {
            case 'a' -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case 'A' -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'b', 'h' -> out.append(time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case 'B' -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'c' -> pattern("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> pattern("%m/%d/%y");
            case 'F' -> pattern("%Y-%m-%d");
            case 'R' -> pattern("%H:%M");
            case 'T', 'X' -> pattern("%H:%M:%S");
            case 'r' -> pattern("%I:%M:%S %p");
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case '%' -> out.append('%');
            case 'z' -> out.append("+0000");
            case 'Z' -> out.append("UTC");
            case 's' -> out.append(time.toEpochSecond());
            case 'Y' -> out.append(time.getYear());
            case 'G' -> out.append(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'p' -> out.append(isMorning() ? "AM" : "PM");
            case 'P' -> out.append(isMorning() ? "am" : "pm");
            case 'u' -> out.append(time.getDayOfWeek().getValue());
            case 'w' -> out.append(sundayBased());
            default -> number(c);
        }
    }

    private void number(char c) {
        switch (c) {
            case 'C' -> padded(time.getYear() / CENTURY, 2, '0');
            case 'y' -> padded(time.getYear() % CENTURY, 2, '0');
            case 'g' -> padded(time.get(IsoFields.WEEK_BASED_YEAR) % CENTURY, 2, '0');
            case 'm' -> padded(time.getMonthValue(), 2, '0');
            case 'd' -> padded(time.getDayOfMonth(), 2, '0');
            case 'e' -> padded(time.getDayOfMonth(), 2, ' ');
            case 'H' -> padded(time.getHour(), 2, '0');
            case 'k' -> padded(time.getHour(), 2, ' ');
            case 'I' -> padded(halfDayHour(), 2, '0');
            case 'l' -> padded(halfDayHour(), 2, ' ');
            case 'M' -> padded(time.getMinute(), 2, '0');
            case 'S' -> padded(time.getSecond(), 2, '0');
            case 'f' -> padded(time.getNano() / NANOS_PER_MICRO, MICRO_DIGITS, '0');
            case 'j' -> padded(time.getDayOfYear(), YEAR_DAY_DIGITS, '0');
            case 'V' -> padded(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
            case 'U' -> padded(week(sundayBased()), 2, '0');
            case 'W' -> padded(week((sundayBased() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK), 2, '0');
            default -> out.append('%').append(c);
        }
    }

    /** The week of the year if {@code weekday} days of this week have passed; days before the first are week 0. */
    private int week(int weekday) {
        return (time.getDayOfYear() - 1 + DAYS_PER_WEEK - weekday) / DAYS_PER_WEEK;
    }

    private int sundayBased() {
        return time.getDayOfWeek().getValue() % DAYS_PER_WEEK;
    }

    private int halfDayHour() {
        int hour = time.getHour() % HALF_DAY_HOURS;
        return hour == 0 ? HALF_DAY_HOURS : hour;
    }

    private boolean isMorning() {
        return time.getHour() < HALF_DAY_HOURS;
    }

    private void padded(int value, int digits, char pad) {
        String text = Integer.toString(value);
        for (int i = text.length(); i < digits; i++) {
            out.append(pad);
        }
        out.append(text);
    }
}
