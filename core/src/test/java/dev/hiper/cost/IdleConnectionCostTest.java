package dev.hiper.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an idle pooled connection costs: heap, and nothing for the requests beside it. */
class IdleConnectionCostTest {
    private static final int CONNECTIONS = 10_000;
    private static final int MOST_BYTES = 1024;

    @Test
    void tenThousandIdleConnectionsCostLittleHeapEach() {
        try (CannedLoop loop = new CannedLoop(true)) {
            loop.fetch(loop.easy("http://127.0.0.1:8080/"));
            long before = usedAfterCollection();
            openIdle(loop);
            long perConnection = (usedAfterCollection() - before) / CONNECTIONS;
            System.out.printf("heap per idle connection, its socket object included: %d bytes%n", perConnection);
            assertEquals(CONNECTIONS + 1, loop.sockets.size());
            assertTrue(perConnection <= MOST_BYTES, perConnection + " bytes");
        }
    }

    /** The handles are dropped: only connections stay. FRESH_CONNECT gives each its own. */
    private static void openIdle(CannedLoop loop) {
        List<Easy> easies = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            easies.add(loop.easy("http://127.0.0.1:8080/").set(EasyOption.FRESH_CONNECT, true));
        }
        loop.fetchAtOnce(easies);
    }

    private static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
