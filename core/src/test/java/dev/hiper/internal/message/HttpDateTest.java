package dev.hiper.internal.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    /** 1994-11-06 08:49:37 UTC, the date of RFC 9110, 5.6.7. */
    private static final long RFC_EXAMPLE = 784_111_777;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sun Nov  6 8:49:37 1994",
                "06 Nov 1994 08:49:37",
                "1994 Nov 6 08:49:37",
                "94 6 Nov 08:49:37",
                "GMT 08:49:37 06-Nov-94 Sunday",
                "19941106 08:49:37",
                "19941106 08:49:37 Z",
                "sUN, 06 nOV 1994 08:49:37 UTC",
                "\"Sun Nov 6 08:49:37 1994\"",
                "Sun, 06/Nov\\1994 08:49:37 UT",
                "Sun, 06 Nov 1994 09:49:37 +0100",
                "Sun, 06 Nov 1994 03:19:37 -0530",
                "Sun, 06 Nov 1994 09:49:37 CET",
                "Sun, 06 Nov 1994 03:49:37 EST",
                "Sun, 06 Nov 1994 00:49:37 PST",
                "06 Nov 1994 18:49:37 K",
                "06 Nov 1994 07:49:37 N",
                "06 Nov 1994 21:49:37 NZDT",
                "Sun, 06 Nov 1994 08:49:37 GMT-0100",
            })
    void oneMomentInManyForms(String text) {
        assertEquals(RFC_EXAMPLE, HttpDate.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 01-Jan-1970 00:59:58 GMT | 3598",
                "Thu, 01 Jan 1970 0:0:5 | 5",
                "Thu, 31-Dec-1969 23:59:58 GMT | -2",
                "Fri Feb 13 11:56:27 GMT 2525 | 17517902187",
                "Sun Nov 6 94 | 784080000",
                "1994.Nov.6 | 784080000",
                "01 Jan 70 | 3155760000",
                "01 Jan 71 | 31536000",
                "31 Apr 2024 12:00:00 GMT | 1714564800",
                "Wed, 31 Dec 2008 23:59:60 GMT | 1230768000",
                "20110623 12:3 | 1308830580",
                "Thu Apr 18 22:50 2007 GMT | 1176936600",
                "Thu, 012-Aug-2008 20:49:07 GMT | 1218574147",
                "Thu, 01-Jan-1583 00:00:00 GMT | -12212553600",
            })
    void datesAtTheEdges(String text, long expected) {
        assertEquals(expected, HttpDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "totally bad",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "Sun, 06 Nov 1994 08:49:37 DST",
                "06 Nov 1994 08:49:37 J",
                "Sun Nov  6 008:09:37 1994",
                "Wednes, 1-Januar-2003 00:00:00 GMT",
                "2017 April 15 21:01:22",
                "32 Jan 2024",
                "01-13-2024",
                "20110023 12:34:56",
                "20110632 12:34:56",
                "20111323 12:34:56",
                "20110623 24:00:00",
                "20110623 12:60:00",
                "20110623 12:00:61",
                "Thu, 01-Jan-1499 00:00:00 GMT",
                "Thu, 999999999999-Aug-2007 20:49:07 GMT",
                "Sat, 15-Apr-17 21:01:22 11:22:33",
                "Nov 1994",
            })
    void whatIsNoDateIsRefused(String text) {
        assertEquals(HttpDate.INVALID, HttpDate.parse(text));
    }

    @Test
    @Tag("T034")
    void yearsBeyondAllReasonStillGiveANumber() {
        assertEquals(HttpDate.INVALID, HttpDate.parse("01 Jan 999999999 00:00:00"));
        assertEquals(253_402_300_800L, HttpDate.parse("01 Jan 10000 00:00:00"));
    }

    @Test
    void formatsAgreeWithTheLibraryAndComeBack() {
        DateTimeFormatter reference = DateTimeFormatter.RFC_1123_DATE_TIME;
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long seconds = random.nextLong(-12_000_000_000L, 250_000_000_000L);
            String text = HttpDate.format(seconds);
            var time = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
            // The library writes days below 10 with one digit, which HTTP does not allow but readers accept.
            assertEquals(seconds, Instant.from(reference.parse(text)).getEpochSecond());
            assertEquals(seconds, HttpDate.parse(reference.format(time)));
            assertEquals(seconds, HttpDate.parse(text));
            assertEquals(seconds, HttpDate.parse(HttpDate.formatStamp(seconds)));
        }
    }

    @Test
    void fixdateHasTwoDigitsForTheDay() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(RFC_EXAMPLE));
        assertEquals("19941106 08:49:37", HttpDate.formatStamp(RFC_EXAMPLE));
    }

    @Test
    void anyTextGivesADateOrNone() {
        Random random = new Random(2);
        String alphabet = "0123456789:+- ,ANovSunGMTZ\u0000\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            HttpDate.parse(text.toString());
        }
    }
}
