package dev.hiper.examples.curl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as people write them: names of months and days, numbers and zones in any order. */
final class DateText {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "montuewedthufrisatsun";
    private static final String[] ZONES = {
        "gmt", "utc", "wet", "z", "bst", "cet", "met", "mewt", "mest", "cest", "mesz", "eet", "wast", "west", "est",
        "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "ast", "adt"
    };
    private static final int[] ZONE_HOURS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 1, -5, -4, -6, -5, -7, -6, -8, -7, -4, -3
    };
    private static final int LETTERS_OF_MONTH = 3;
    private static final int PIVOT_YEAR = 70;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 86_400;

    private final String text;
    private int at;
    private int day = -1;
    private int month = -1;
    private int year = -1;
    private int secondOfDay = -1;
    private int zoneSeconds;
    private boolean zoneKnown;

    private DateText(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
    }

    /** Seconds since 1970; null if it is no date. Without a zone it is UTC. */
    static @Nullable Long seconds(String text) {
        DateText date = new DateText(text);
        return date.parse() ? date.value() : null;
    }

    private @Nullable Long value() {
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return days * SECONDS_PER_DAY + Math.max(secondOfDay, 0) - zoneSeconds;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private boolean parse() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fine = true;
            if (Character.isLetter(c)) {
                fine = word(letters());
            } else if (Character.isDigit(c)) {
                fine = number();
            } else if ((c == '+' || c == '-') && secondOfDay >= 0 && !zoneKnown && digitAt(at + 1)) {
                fine = offset(c == '-');
            } else {
                at++;
            }
            if (!fine) {
                return false;
            }
        }
        return day > 0 && month > 0 && year >= 0;
    }

    private String letters() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean word(String word) {
        if (word.length() >= LETTERS_OF_MONTH) {
            String start = word.substring(0, LETTERS_OF_MONTH);
            int found = MONTHS.indexOf(start);
            if (word.length() == LETTERS_OF_MONTH && found >= 0 && found % LETTERS_OF_MONTH == 0 && month < 0) {
                month = found / LETTERS_OF_MONTH + 1;
                return true;
            }
            int weekday = DAYS.indexOf(start);
            if (weekday >= 0 && weekday % LETTERS_OF_MONTH == 0) {
                return true;
            }
        }
        for (int i = 0; i < ZONES.length; i++) {
            if (ZONES[i].equals(word) && !zoneKnown) {
                zoneKnown = true;
                zoneSeconds = ZONE_HOURS[i] * SECONDS_PER_HOUR;
                return true;
            }
        }
        // The letter between date and time of ISO 8601.
        return word.equals("t");
    }

    private boolean number() {
        int start = at;
        int value = digits();
        int length = at - start;
        if (value < 0) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == ':' && secondOfDay < 0) {
            return time(value);
        }
        if (length == 8 && year < 0 && month < 0 && day < 0) {
            year = value / 10_000;
            month = value / 100 % 100;
            day = value % 100;
            return true;
        }
        if (day < 0 && length <= 2 && value >= 1 && value <= 31) {
            day = value;
            return true;
        }
        if (year < 0) {
            year = length > 2 ? value : value + (value < PIVOT_YEAR ? 2000 : 1900);
            return isoDate(length);
        }
        return false;
    }

    /** Behind a year of four digits there may be month and day with dashes. */
    private boolean isoDate(int length) {
        if (length == 4 && month < 0 && day < 0 && at < text.length() && text.charAt(at) == '-' && digitAt(at + 1)) {
            at++;
            month = digits();
            if (at < text.length() && text.charAt(at) == '-' && digitAt(at + 1)) {
                at++;
                day = digits();
            }
        }
        return true;
    }

    private boolean time(int hours) {
        at++;
        if (!digitAt(at)) {
            return false;
        }
        int minutes = digits();
        int seconds = 0;
        if (at < text.length() && text.charAt(at) == ':' && digitAt(at + 1)) {
            at++;
            seconds = digits();
        }
        if (hours > 23 || minutes > 59 || seconds > 60) {
            return false;
        }
        secondOfDay = hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE + seconds;
        return true;
    }

    private boolean offset(boolean west) {
        int start = ++at;
        int value = digits();
        if (at - start != 4 || value > 1400) {
            return false;
        }
        int seconds = value / 100 * SECONDS_PER_HOUR + value % 100 * SECONDS_PER_MINUTE;
        zoneSeconds = west ? -seconds : seconds;
        zoneKnown = true;
        return true;
    }

    /** The number here; -1 if it is too long. */
    private int digits() {
        int start = at;
        int value = 0;
        while (digitAt(at)) {
            value = at - start >= 8 ? -1 : value * 10 + text.charAt(at) - '0';
            at++;
        }
        return value;
    }

    private boolean digitAt(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
