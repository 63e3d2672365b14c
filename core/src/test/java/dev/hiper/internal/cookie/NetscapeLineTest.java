package dev.hiper.internal.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetscapeLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.com\tFALSE\t/\tFALSE\t0\tname\tvalue",
                ".example.com\tTRUE\t/we/want\tTRUE\t22147483647\tname\tvalue",
                "#HttpOnly_.example.com\tTRUE\t/\tFALSE\t0\tname\tvalue",
                "a.test\tFALSE\t/\tFALSE\t0\tempty\t",
                "a.test\tFALSE\t/\tFALSE\t0\tname\twith spaces = and; more",
            })
    void lineThatIsReadIsWrittenAlike(String line) {
        assertEquals(line, rewritten(line));
        assertEquals(line, rewritten(line + "\r\n"));
    }

    @Test
    void missingValueIsEmpty() {
        assertEquals("a.test\tFALSE\t/\tFALSE\t0\tname\t", rewritten("a.test\tFALSE\t/\tFALSE\t0\tname"));
    }

    @Test
    void missingPathIsTheRoot() {
        assertEquals("a.test\tFALSE\t/\tTRUE\t0\tname\tvalue", rewritten("a.test\tFALSE\tTRUE\t0\tname\tvalue"));
    }

    @Test
    void pathLosesSlashAndQuotes() {
        assertEquals("a.test\tFALSE\t/a\tFALSE\t0\tn\tv", rewritten("a.test\tFALSE\t\"/a/\"\tFALSE\t0\tn\tv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# comment",
                "# a.test\tFALSE\t/\tFALSE\t0\tname\tvalue",
                "#HttpOnly_#a.test\tFALSE\t/\tFALSE\t0\tname\tvalue",
                "a.test\tFALSE\t/\tFALSE\t0",
                "a.test\tFALSE\t/\tFALSE\t0\t\tname\tvalue",
                "a.test\tFALSE\t/\tFALSE\t-1\tname\tvalue",
                "a.test\tFALSE\t/\tFALSE\tnever\tname\tvalue",
                "a.test\tFALSE\t/\tFALSE\t99999999999999999999\tname\tvalue",
                ".\tTRUE\t/\tFALSE\t0\tname\tvalue",
                "a.test FALSE / FALSE 0 name value",
            })
    void whatIsNoCookieIsSkipped(String line) {
        assertNull(NetscapeLine.parse(line));
    }

    @ParameterizedTest
    @Tag("T027")
    @ValueSource(strings = {"ba\u0007d\tv", "bad\tv\u007f", "bad\t\u0000"})
    void controlCharactersDropTheCookie(String nameAndValue) {
        assertNull(NetscapeLine.parse("a.test\tFALSE\t/\tFALSE\t0\t" + nameAndValue));
    }

    private static String rewritten(String line) {
        Cookie cookie = NetscapeLine.parse(line);
        assertNotNull(cookie, line);
        return cookie.line();
    }
}
