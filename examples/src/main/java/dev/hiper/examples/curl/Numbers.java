package dev.hiper.examples.curl;

/** Reads the numbers of the command line. */
final class Numbers {
    private static final int DECIMAL = 10;
    private static final int OCTAL = 8;
    private static final long MILLIS = 1000;
    private static final long UNIT_STEP = 1024;
    private static final String UNITS = "bkmgtp";

    private Numbers() {}

    /** 0 or more. */
    static long count(String text) throws UsageException {
        if (text.startsWith("-")) {
            throw digitsOnly(text, 1) ? UsageException.negative() : UsageException.notANumber();
        }
        if (!digitsOnly(text, 0)) {
            throw UsageException.notANumber();
        }
        return value(text, DECIMAL);
    }

    /** With a sign, perhaps. */
    static long signed(String text) throws UsageException {
        return text.startsWith("-") ? -count(text.substring(1)) : count(text);
    }

    static long octal(String text) throws UsageException {
        if (!digitsOnly(text, 0)) {
            throw UsageException.notANumber();
        }
        return value(text, OCTAL);
    }

    /** Seconds with a fraction, as milliseconds. */
    static long millis(String text) throws UsageException {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return times(count(text), MILLIS);
        }
        String fraction = text.substring(dot + 1);
        if (!digitsOnly(fraction, 0) && !fraction.isEmpty()) {
            throw UsageException.notANumber();
        }
        long whole = times(count(text.substring(0, dot)), MILLIS);
        long part = 0;
        long weight = MILLIS / DECIMAL;
        for (int i = 0; i < fraction.length() && weight > 0; i++) {
            part += (fraction.charAt(i) - '0') * weight;
            weight /= DECIMAL;
        }
        return whole + part;
    }

    /** Bytes, with a unit of K, M, G, T or P, each 1024 times the one before, and perhaps a fraction. */
    static long size(String text) throws UsageException {
        int end = text.length();
        long unit = 1;
        if (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            int index = UNITS.indexOf(Character.toLowerCase(text.charAt(end - 1)));
            if (index < 0) {
                throw UsageException.badUse();
            }
            for (int i = 0; i < index; i++) {
                unit *= UNIT_STEP;
            }
            end--;
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            return times(count(text.substring(0, end)), unit);
        }
        long whole = times(count(text.substring(0, dot)), unit);
        long thousandths = millis("0" + text.substring(dot, end));
        return whole + unit / MILLIS * thousandths + unit % MILLIS * thousandths / MILLIS;
    }

    private static long times(long value, long factor) throws UsageException {
        if (value > Long.MAX_VALUE / factor) {
            throw UsageException.tooLarge();
        }
        return value * factor;
    }

    private static long value(String digits, int radix) throws UsageException {
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException tooLong) {
            throw UsageException.tooLarge();
        }
    }

    private static boolean digitsOnly(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }
}
