package dev.hiper;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.HttpDate;
import org.jspecify.annotations.Nullable;

/** The Retry-After field (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
    private static final int MOST_DIGITS = 18;
    private static final long MILLIS = 1000;

    private RetryAfter() {}

    /** Seconds from now, at most six hours; 0 for no or a malformed value, or a date in the past. */
    static long seconds(@Nullable String value, long wallMillis) {
        if (value == null) {
            return 0;
        }
        return Math.min(Limits.RETRY_AFTER_SECONDS, isNumber(value) ? number(value) : untilDate(value, wallMillis));
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String digits) {
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static long untilDate(String value, long wallMillis) {
        long date = HttpDate.parse(value);
        return date == HttpDate.INVALID ? 0 : Math.max(0, date - wallMillis / MILLIS);
    }
}
