package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FetcherOptionsTest {
    @Test
    void withoutArgumentsUrlsComeFromTheUsualFifo() {
        FetcherOptions options = FetcherOptions.parse();
        assertEquals(new FetcherOptions("hiper.fifo", 50, 0, 0, null, false, false, false, false), options);
    }

    @Test
    void everyOptionIsTaken() {
        FetcherOptions options = FetcherOptions.parse(
                "--parallel", "8", "-", "--max-host", "2", "--timeout", "2.5", "--output", "o", "--fail", "--progress");
        assertEquals(new FetcherOptions("-", 8, 2, 2500, "o", true, false, true, false), options);
        assertTrue(FetcherOptions.parse("--help").help());
        assertFalse(FetcherOptions.parse("--quiet", "--progress").progress());
    }

    @Test
    void whatCannotBeMeantIsRefusedWithItsName() {
        assertRefused("there is no option --paralel", "--paralel", "3");
        assertRefused("one source of URLs, not both a and b", "a", "b");
        assertRefused("--output needs a value", "--output");
        assertRefused("--parallel needs a number from 1 to 100000, not 0", "--parallel", "0");
        assertRefused("--max-host needs a number from 0 to 100000, not -1", "--max-host", "-1");
        assertRefused("--timeout needs a number of seconds, not soon", "--timeout", "soon");
        assertRefused("--timeout needs a number of seconds, not NaN", "--timeout", "NaN");
    }

    private static void assertRefused(String message, String... args) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> FetcherOptions.parse(args));
        assertEquals(message, refusal.getMessage());
    }
}
