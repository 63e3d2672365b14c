package dev.hiper.examples.curl;

import dev.hiper.TimeCondition;
import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;

/** Reads {@code --time-cond}: a date or the name of a file, with the kind of condition in front. */
final class TimeText {
    private static final long MILLIS = 1000;

    private TimeText() {}

    static void read(Settings settings, String value, Messages messages) {
        char sign = value.isEmpty() ? ' ' : value.charAt(0);
        settings.timeCondition = switch (sign) {
            case '-' -> TimeCondition.IFUNMODSINCE;
            case '=' -> TimeCondition.LASTMOD;
            default -> TimeCondition.IFMODSINCE;
        };
        String when = sign == '-' || sign == '=' || sign == '+' ? value.substring(1) : value;
        Long seconds = DateText.seconds(when);
        if (seconds != null) {
            settings.timeValue = seconds;
            return;
        }
        try {
            settings.timeValue =
                    Math.floorDiv(Files.getLastModifiedTime(Octets.path(when)).toMillis(), MILLIS);
        } catch (IOException | InvalidPathException noSuchFile) {
            settings.timeCondition = TimeCondition.NONE;
            messages.warn("Illegal date format for -z, --time-cond (and not a filename). Disabling time condition."
                    + " See curl_getdate(3) for valid date syntax.");
        }
    }
}
