package dev.hiper.internal.message;

import dev.hiper.internal.bytes.TextCursor;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Dates as HTTP writes them, and as servers write them: the lenient parser follows {@code curl_getdate} and
 * takes the three forms of RFC 9110, 5.6.7, cookies' dates with dashes, {@code 20391001 04:47:41}, two-digit
 * years and named or numeric zones, with the parts in nearly any order. A day that its month does not have,
 * up to the 31st, counts into the next month.
 */
public final class HttpDate {

    /** {@link #parse} found no date. */
    public static final long INVALID = Long.MIN_VALUE;

    /** The first full year of the Gregorian calendar; no date before it means anything here. */
    private static final int FIRST_YEAR = 1583;

    private static final int MOST_PARTS = 6;
    private static final int LONGEST_NAME = 11;
    private static final int LONGEST_ZONE = 4;
    private static final long LARGEST_NUMBER = 99_999_999;
    private static final int DIGITS_OF_DATE = 8;
    private static final int DIGITS_OF_ZONE = 4;
    private static final int LARGEST_ZONE = 1400;
    private static final int LAST_YEAR_OF_2000 = 70;
    private static final int UNKNOWN = -1;
    private static final int SECONDS_OF_MINUTE = 60;
    private static final int SECONDS_OF_HOUR = 3600;
    private static final int SECONDS_OF_DAY = 24 * SECONDS_OF_HOUR;

    private static final String[] WEEKDAYS = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
    };
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** Minutes that a zone is ahead of UTC. Written in upper case only, as mail and news headers had them. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("GMT", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("Z", 0),
            Map.entry("WET", 0),
            Map.entry("BST", 60),
            Map.entry("WAT", -60),
            Map.entry("AST", -240),
            Map.entry("ADT", -180),
            Map.entry("EST", -300),
            Map.entry("EDT", -240),
            Map.entry("CST", -360),
            Map.entry("CDT", -300),
            Map.entry("MST", -420),
            Map.entry("MDT", -360),
            Map.entry("PST", -480),
            Map.entry("PDT", -420),
            Map.entry("YST", -540),
            Map.entry("YDT", -480),
            Map.entry("HST", -600),
            Map.entry("HDT", -540),
            Map.entry("CAT", -600),
            Map.entry("AHST", -600),
            Map.entry("NT", -660),
            Map.entry("IDLW", -720),
            Map.entry("CET", 60),
            Map.entry("CEST", 120),
            Map.entry("MET", 60),
            Map.entry("MEWT", 60),
            Map.entry("MEST", 120),
            Map.entry("MESZ", 120),
            Map.entry("FWT", 60),
            Map.entry("FST", 120),
            Map.entry("EET", 120),
            Map.entry("WAST", 420),
            Map.entry("WADT", 480),
            Map.entry("CCT", 480),
            Map.entry("JST", 540),
            Map.entry("EAST", 600),
            Map.entry("EADT", 660),
            Map.entry("GST", 600),
            Map.entry("NZT", 720),
            Map.entry("NZST", 720),
            Map.entry("NZDT", 780),
            Map.entry("IDLE", 720));

    /** The military letters: A to M without J lead by 1 to 12 hours, N to Y lag by as many. */
    private static final String EASTERN_LETTERS = "ABCDEFGHIKLM";

    private static final String WESTERN_LETTERS = "NOPQRSTUVWXY";

    private static final DateTimeFormatter FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd HH:mm:ss", Locale.US);

    private final TextCursor in;
    private int weekday = UNKNOWN;
    private int month = UNKNOWN;
    private int dayOfMonth = UNKNOWN;
    private int year = UNKNOWN;
    private int secondOfDay = UNKNOWN;
    private boolean zoneKnown;
    private int zoneSeconds;

    /** Whether the next number that can be both is a year rather than a day. */
    private boolean yearIsNext;

    private HttpDate(String text) {
        in = new TextCursor(text);
    }

    /** The seconds since 1970 in UTC that {@code text} names, possibly negative, or {@link #INVALID}. */
    public static long parse(String text) {
        HttpDate date = new HttpDate(text);
        return date.read() ? date.epochSeconds() : INVALID;
    }

    /** The preferred form, IMF-fixdate: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String format(long epochSeconds) {
        return FIXDATE.format(LocalDateTime.ofEpochSecond(epochSeconds, 0, ZoneOffset.UTC));
    }

    /** The form of the files of HSTS and Alt-Svc: {@code 19941106 08:49:37}, in UTC. */
    public static String formatStamp(long epochSeconds) {
        return STAMP.format(LocalDateTime.ofEpochSecond(epochSeconds, 0, ZoneOffset.UTC));
    }

    private boolean read() {
        for (int part = 0; part < MOST_PARTS && !in.atEnd(); part++) {
            while (!in.atEnd() && !isLetter(in.peek()) && !isDigit(in.peek())) {
                in.advance();
            }
            if (!in.atEnd() && !readPart()) {
                return false;
            }
        }
        return dayOfMonth >= 0 && dayOfMonth <= 31 && month >= 0 && month < 12 && year >= FIRST_YEAR;
    }

    private boolean readPart() {
        return isLetter(in.peek()) ? readName() : readTime() || readNumber();
    }

    private boolean readName() {
        String name = in.takeLetters(LONGEST_NAME + 1);
        if (name.length() > LONGEST_NAME) {
            return false;
        }
        if (weekday == UNKNOWN) {
            weekday = weekday(name);
            if (weekday != UNKNOWN) {
                return true;
            }
        }
        if (month == UNKNOWN) {
            month = month(name);
            if (month != UNKNOWN) {
                return true;
            }
        }
        return !zoneKnown && readZone(name);
    }

    private static int weekday(String name) {
        for (int day = 0; day < WEEKDAYS.length; day++) {
            String full = WEEKDAYS[day];
            if (name.equalsIgnoreCase(full) || name.equalsIgnoreCase(full.substring(0, 3))) {
                return day;
            }
        }
        return UNKNOWN;
    }

    private static int month(String name) {
        int at = name.length() == 3 ? MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) : UNKNOWN;
        return at >= 0 && at % 3 == 0 ? at / 3 : UNKNOWN;
    }

    private boolean readZone(String name) {
        Integer minutes = name.length() <= LONGEST_ZONE ? ZONES.get(name) : null;
        if (minutes != null) {
            zoneSeconds = minutes * SECONDS_OF_MINUTE;
        } else if (name.length() == 1 && EASTERN_LETTERS.contains(name)) {
            zoneSeconds = (EASTERN_LETTERS.indexOf(name) + 1) * SECONDS_OF_HOUR;
        } else if (name.length() == 1 && WESTERN_LETTERS.contains(name)) {
            zoneSeconds = -(WESTERN_LETTERS.indexOf(name) + 1) * SECONDS_OF_HOUR;
        } else {
            return false;
        }
        zoneKnown = true;
        return true;
    }

    /** {@code HH:MM} or {@code HH:MM:SS}, each of one or two digits; moves only over one that is right. */
    private boolean readTime() {
        if (secondOfDay != UNKNOWN) {
            return false;
        }
        int start = in.position();
        int hour = oneOrTwoDigits();
        if (hour < 24 && in.take(':') && isDigit(in.peek())) {
            int minute = oneOrTwoDigits();
            boolean hasSecond = in.peek() == ':' && isDigit(in.peek(1));
            if (hasSecond) {
                in.advance();
            }
            int second = hasSecond ? oneOrTwoDigits() : 0;
            // 60 is a leap second.
            if (minute < 60 && second <= 60) {
                secondOfDay = hour * SECONDS_OF_HOUR + minute * SECONDS_OF_MINUTE + second;
                return true;
            }
        }
        in.moveTo(start);
        return false;
    }

    private int oneOrTwoDigits() {
        int value = in.take() - '0';
        return isDigit(in.peek()) ? value * 10 + (in.take() - '0') : value;
    }

    private boolean readNumber() {
        int start = in.position();
        long number = in.takeNumber(LARGEST_NUMBER);
        if (number < 0) {
            return false;
        }
        int value = (int) number;
        int digits = in.position() - start;
        char sign = start > 0 ? in.peek(-digits - 1) : TextCursor.END;
        if (!zoneKnown && digits == DIGITS_OF_ZONE && value <= LARGEST_ZONE && (sign == '+' || sign == '-')) {
            int ahead = (value / 100 * 60 + value % 100) * SECONDS_OF_MINUTE;
            zoneSeconds = sign == '+' ? ahead : -ahead;
            zoneKnown = true;
            return true;
        }
        if (digits == DIGITS_OF_DATE && year == UNKNOWN && month == UNKNOWN && dayOfMonth == UNKNOWN) {
            year = value / 10_000;
            month = value / 100 % 100 - 1;
            dayOfMonth = value % 100;
            // A month of 00 is none, and must not be filled in by a name.
            return month >= 0;
        }
        return isDayOfMonth(value) || isYear(value);
    }

    private boolean isDayOfMonth(int value) {
        if (yearIsNext || dayOfMonth != UNKNOWN) {
            return false;
        }
        yearIsNext = true;
        if (value < 1 || value > 31) {
            return false;
        }
        dayOfMonth = value;
        return true;
    }

    private boolean isYear(int value) {
        if (!yearIsNext || year != UNKNOWN) {
            return false;
        }
        year = value >= 100 ? value : value > LAST_YEAR_OF_2000 ? 1900 + value : 2000 + value;
        if (dayOfMonth == UNKNOWN) {
            yearIsNext = false;
        }
        return true;
    }

    private long epochSeconds() {
        long days = LocalDateTime.of(year, month + 1, 1, 0, 0).toLocalDate().toEpochDay() + dayOfMonth - 1;
        return days * SECONDS_OF_DAY + Math.max(secondOfDay, 0) - zoneSeconds;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
