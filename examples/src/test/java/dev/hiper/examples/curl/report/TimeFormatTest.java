package dev.hiper.examples.curl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeFormatTest {
    @Test
    void everySpecificationIsWritten() {
        Instant time = Instant.parse("2026-01-04T05:06:07.000089Z"); // A Sunday.
        assertEquals("Sun Sunday Jan January Jan", formatted("%a %A %b %B %h", time));
        assertEquals("Sun Jan  4 05:06:07 2026", formatted("%c", time));
        assertEquals("20 26 2026 01 04  4 004", formatted("%C %y %Y %m %d %e %j", time));
        assertEquals("01/04/26 2026-01-04 05:06 05:06:07", formatted("%D %F %R %T", time));
        assertEquals("05  5 05  5 06 07 000089", formatted("%H %k %I %l %M %S %f", time));
        assertEquals("AM am 05:06:07 AM", formatted("%p %P %r", time));
        assertEquals("7 0 01 00 01", formatted("%u %w %U %W %V", time));
        assertEquals("1767503167 +0000 UTC", formatted("%s %z %Z", time));
        assertEquals("\n\t%", formatted("%n%t%%", time));
        assertEquals("%Q x%", formatted("%Q x%", time));
    }

    @Test
    void weeksBelongToTheYearOfMostOfTheirDays() {
        assertEquals("2026 26 53", formatted("%G %g %V", Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void noonAndMidnightAreTwelve() {
        assertEquals("12 PM", formatted("%I %p", Instant.parse("2026-01-04T12:00:00Z")));
        assertEquals("12 AM", formatted("%I %p", Instant.parse("2026-01-04T00:00:00Z")));
    }

    private static String formatted(String pattern, Instant time) {
        StringBuilder out = new StringBuilder();
        TimeFormat.append(out, pattern, time);
        return out.toString();
    }
}
