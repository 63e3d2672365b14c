package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Simulated calls take some microseconds, so moments are known to the millisecond only. */
final class Times {
    private Times() {}

    static void assertAbout(long expectedMillis, long millis, long toleranceMillis) {
        assertTrue(
                Math.abs(millis - expectedMillis) <= toleranceMillis,
                () -> millis + " ms, expected about " + expectedMillis);
    }
}
