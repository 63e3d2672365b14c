package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options of a multi: numbers, defaults, and what is refused or passed over. */
class MultiOptionTest {
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    @Test
    void namesNumbersAndDefaultsAreLibcurls() {
        Map<String, List<Object>> expected = new HashMap<>();
        expected.put("SOCKETFUNCTION", row(20001, null));
        expected.put("TIMERFUNCTION", row(20004, null));
        expected.put("NOTIFYFUNCTION", row(20018, null));
        expected.put("WAKEUPFUNCTION", row(-1, null));
        expected.put("PIPELINING", row(3, 2L));
        expected.put("MAXCONNECTS", row(6, 0L));
        expected.put("MAX_HOST_CONNECTIONS", row(7, 0L));
        expected.put("MAX_TOTAL_CONNECTIONS", row(13, 0L));
        expected.put("MAX_CONCURRENT_STREAMS", row(16, 100L));
        expected.put("MAX_PIPELINE_LENGTH", row(8, 5L));
        expected.put("CONTENT_LENGTH_PENALTY_SIZE", row(30009, 0L));
        expected.put("CHUNK_LENGTH_PENALTY_SIZE", row(30010, 0L));
        expected.put("PIPELINING_SITE_BL", row(10011, List.of()));
        expected.put("PIPELINING_SERVER_BL", row(10012, List.of()));
        expected.put("NETWORK_CHANGED", row(17, 0L));
        expected.put("RESOLVE_THREADS_MAX", row(20, 20L));
        expected.put("QUICK_EXIT", row(21, false));
        expected.put("WATCH_IDLE", row(-2, false));
        Set<Integer> indexes = new HashSet<>();
        for (MultiOption<?> option : MultiOption.all()) {
            assertEquals(expected.remove(option.name()), row(option.id(), option.defaultValue()), option.name());
            assertTrue(indexes.add(option.index()) && option.index() < MultiOption.count());
        }
        assertEquals(Map.of(), expected);
        assertThrows(
                UnsupportedOperationException.class, () -> MultiOption.all().clear());
    }

    @Test
    void nullIsTheDefault() {
        assertEquals(100L, MultiOption.MAX_CONCURRENT_STREAMS.stored(7L, null));
        assertNull(MultiOption.TIMERFUNCTION.stored((multi, millis) -> 0, null));
    }

    @Test
    void negativeLimitsAreBadArguments() {
        for (MultiOption<Long> limit : List.of(MultiOption.MAX_HOST_CONNECTIONS, MultiOption.MAX_TOTAL_CONNECTIONS)) {
            assertEquals(0L, limit.stored(5L, 0L));
            assertEquals(Long.MAX_VALUE, limit.stored(5L, Long.MAX_VALUE));
            assertRefused(limit, -1L);
        }
    }

    @Test
    void thePoolSizeIsPassedOverWhenOutOfRange() {
        assertEquals(UNSIGNED_INT, MultiOption.MAXCONNECTS.stored(5L, UNSIGNED_INT));
        assertEquals(5L, MultiOption.MAXCONNECTS.stored(5L, UNSIGNED_INT + 1));
        assertEquals(5L, MultiOption.MAXCONNECTS.stored(5L, -1L));
    }

    @Test
    void streamsOutOfRangeAreTheDefault() {
        assertEquals(1L, MultiOption.MAX_CONCURRENT_STREAMS.stored(5L, 1L));
        assertEquals(100L, MultiOption.MAX_CONCURRENT_STREAMS.stored(5L, 0L));
        assertEquals(100L, MultiOption.MAX_CONCURRENT_STREAMS.stored(5L, 1L << 31));
        assertEquals((1L << 31) - 1, MultiOption.MAX_CONCURRENT_STREAMS.stored(5L, (1L << 31) - 1));
    }

    @Test
    void resolverThreadsAreAtLeastOne() {
        assertEquals(1L, MultiOption.RESOLVE_THREADS_MAX.stored(20L, 1L));
        assertRefused(MultiOption.RESOLVE_THREADS_MAX, 0L);
        assertRefused(MultiOption.RESOLVE_THREADS_MAX, -1L);
        assertRefused(MultiOption.RESOLVE_THREADS_MAX, UNSIGNED_INT + 1);
    }

    @Test
    void listsAreSnapshots() {
        List<String> hosts = new ArrayList<>(List.of("one"));
        List<String> stored = MultiOption.PIPELINING_SITE_BL.stored(List.of(), hosts);
        hosts.add("two");
        assertEquals(List.of("one"), stored);
    }

    private static void assertRefused(MultiOption<Long> option, long value) {
        MultiException refusal = assertThrows(MultiException.class, () -> option.stored(5L, value));
        assertEquals(MultiCode.BAD_FUNCTION_ARGUMENT, refusal.code());
        assertTrue(refusal.getMessage().startsWith(option.name() + ": "));
    }

    private static List<Object> row(int id, Object defaultValue) {
        return java.util.Arrays.asList(id, defaultValue);
    }
}
