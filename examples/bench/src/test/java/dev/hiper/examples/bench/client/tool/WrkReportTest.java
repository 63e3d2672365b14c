package dev.hiper.examples.bench.client.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.load.Measurement;
import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.scenario.Scenario;
import dev.hiper.examples.bench.scenario.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script in Lua prints, without wrk. */
class WrkReportTest {
    private static final ProcessCpu CPU = new ProcessCpu(300, 700);
    private static final Scenario TINY = Scenarios.named("tiny-1");

    @Test
    void figuresAreTaken() {
        Measurement measured = WrkReport.of("2000000 4 600 0 0 0 0 0", "100:2 110:1 190:1", TINY)
                .measurement(CPU);
        assertEquals(
                new Measurement(2, 4, 52, 0, null, 300, 700, -1, 100_000, 190_000, 190_000, 190_000, Map.of()),
                measured);
    }

    @Test
    void errorsOfEveryKindAreCountedAndNamed() {
        Measurement measured =
                WrkReport.of("2000000 4 600 1 2 3 1 0", "100:4", TINY).measurement(CPU);
        assertEquals(3, measured.requests(), "An answer with a wrong status is none.");
        assertEquals(7, measured.errors());
        assertEquals("connect 1, read 2, write 3, status 1, timeout 0", measured.firstError());
    }

    /** wrk does not look at bodies, so that the sum of all bytes has to do. */
    @Test
    void answersThatAreTooShortAreAnError() {
        Measurement measured =
                WrkReport.of("2000000 4 51 0 0 0 0 0", "100:4", TINY).measurement(CPU);
        assertEquals(1, measured.errors());
        assertEquals("answers have less than 13 bytes", measured.firstError());
    }

    @Test
    void bytesOfLargeAnswersCountBeforeTheyAreComplete() {
        Measurement measured = WrkReport.of("2000000 0 123456789 0 0 0 0 0", "", Scenarios.named("big-8"))
                .measurement(CPU);
        assertEquals(0, measured.requests());
        assertEquals(123_456_789, measured.bytes());
        assertEquals(0, measured.errors());
        assertNull(measured.firstError());
        assertEquals(0, measured.maxNanos());
    }

    @Test
    void timesThatWrkMadeUpAreTakenOut() {
        Map<Long, Long> truth = Map.of(40L, 7L, 90L, 1L, 100L, 50L, 210L, 3L, 310L, 2L, 720L, 1L, 1_555L, 1L);
        long interval = 100;
        Map<Long, Long> corrected = correctedAsByWrk(truth, interval);
        assertTrue(corrected.size() > truth.size());
        WrkLatencies latencies = WrkLatencies.parse(text(corrected));
        assertEquals(
                WrkLatencies.parse(text(truth)).toString(),
                latencies.withoutCorrection(65 * interval, 65, 1, 65).toString());
    }

    @Test
    void timesThatDoNotAddUpAreRefused() {
        String why = assertThrows(
                        IllegalStateException.class, () -> WrkReport.of("2000000 5 600 0 0 0 0 0", "100:4", TINY))
                .getMessage();
        assertEquals("wrk's latencies do not add up to 5 answers but to 4", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 3", "1 2 3 4 5 6 7 eight", "1 2 3 4 5 6 7 8 9"})
    void otherSummariesAreRefused(String summary) {
        assertThrows(IllegalStateException.class, () -> WrkReport.of(summary, "", TINY));
    }

    @Test
    void otherLatenciesAreRefused() {
        assertThrows(IllegalStateException.class, () -> WrkReport.of("1 1 99 0 0 0 0 0", "ten:1", TINY));
    }

    @Test
    void percentileIsTheLeastValueThatSoManyDoNotExceed() {
        WrkLatencies latencies = WrkLatencies.parse("1:50 2:49 3:1");
        assertEquals(
                List.of(1L, 2L, 3L, 3L),
                List.of(
                        latencies.percentile(50),
                        latencies.percentile(50.5),
                        latencies.percentile(99.9),
                        latencies.max()));
    }

    /** In the order in which wrk goes: from below, so that what it makes up is not looked at again. */
    private static Map<Long, Long> correctedAsByWrk(Map<Long, Long> truth, long interval) {
        Map<Long, Long> counts = new TreeMap<>(truth);
        long max = new TreeMap<>(truth).lastKey();
        for (long value = 2 * interval; value <= max; value++) {
            long count = counts.getOrDefault(value, 0L);
            for (long added = value - interval; count > 0 && added > interval; added -= interval) {
                counts.merge(added, count, Long::sum);
            }
        }
        return counts;
    }

    private static String text(Map<Long, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }
}
