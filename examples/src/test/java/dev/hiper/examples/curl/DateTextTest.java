package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dec 12 12:00:00 1999 GMT        | 945000000",
                "Sun, 06 Nov 1994 08:49:37 GMT   | 784111777",
                "Sunday, 06-Nov-94 08:49:37 GMT  | 784111777",
                "Sun Nov  6 08:49:37 1994        | 784111777",
                "06 Nov 1994 08:49:37 +0200      | 784104577",
                "1994 6 Nov 08:49:37 EST         | 784129777",
                "19941106 08:49:37               | 784111777",
                "1994-11-06T08:49:37Z            | 784111777",
                "Nov 6 1994                      | 784080000",
                "06 Nov 04                       | 1099699200",
            })
    void datesAreReadInManyShapes(String text, long seconds) {
        assertEquals(seconds, DateText.seconds(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "Nov 1994", "31 feb 1999", "12:00:00", "06 Nov 1994 25:00:00", "1999999999999"})
    void otherTextsAreNoDates(String text) {
        assertNull(DateText.seconds(text));
    }
}
