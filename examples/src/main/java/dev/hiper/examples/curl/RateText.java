package dev.hiper.examples.curl;

/** Reads {@code --rate}: how many transfers, a slash, and in which time. */
final class RateText {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private RateText() {}

    static long millisPerTransfer(String value) throws UsageException {
        int slash = value.indexOf('/');
        long count = Numbers.count(slash < 0 ? value : value.substring(0, slash));
        if (count == 0) {
            throw UsageException.badUse();
        }
        long span = slash < 0 ? HOUR : span(value.substring(slash + 1));
        return span / count;
    }

    private static long span(String text) throws UsageException {
        if (text.isEmpty()) {
            throw UsageException.badUse();
        }
        int end = text.length() - 1;
        long units = end == 0 ? 1 : Numbers.count(text.substring(0, end));
        long unit =
                switch (text.charAt(end)) {
                    case 's' -> SECOND;
                    case 'm' -> MINUTE;
                    case 'h' -> HOUR;
                    case 'd' -> DAY;
                    default -> throw UsageException.badUse();
                };
        if (units == 0 || units > Long.MAX_VALUE / unit) {
            throw UsageException.badUse();
        }
        return units * unit;
    }
}
