package dev.hiper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hiper.error.ResultCode;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of transfers through seeded worlds. A failure prints its seed; {@code -Dhiper.sim.seed=N} runs that
 * world alone.
 */
class SimulationTest {
    private static final String SEED_PROPERTY = "hiper.sim.seed";
    private static final long BASE_SEED = 1;
    private static final int ENOUGH_TRANSFERS = 20_000;
    private static final int REPLAYED_SEEDS = 40;
    private static final int SHOWN_LINES = 120;

    @Test
    @Tag("T216")
    void everyTransferEndsOnceAndNothingIsLeft() {
        Long chosen = Long.getLong(SEED_PROPERTY);
        if (chosen != null) {
            run(chosen);
            return;
        }
        Map<ResultCode, Integer> results = new EnumMap<>(ResultCode.class);
        int transfers = 0;
        int connections = 0;
        for (long seed = BASE_SEED; transfers < ENOUGH_TRANSFERS; seed++) {
            SimScenario scenario = run(seed);
            transfers += scenario.runs();
            connections += scenario.connections();
            scenario.results().forEach((result, count) -> results.merge(result, count, Integer::sum));
        }
        assertTrue(
                results.getOrDefault(ResultCode.OK, 0) > transfers / 2,
                "the worlds are too hostile to test much: " + results);
        assertTrue(connections < transfers, "connections are hardly ever used again");
    }

    @Test
    void sameSeedGivesTheSameRun() {
        for (long seed = BASE_SEED; seed < BASE_SEED + REPLAYED_SEEDS; seed++) {
            assertEquals(run(seed).traceHash(), run(seed).traceHash(), "seed " + seed);
        }
    }

    private static SimScenario run(long seed) {
        SimScenario scenario = new SimScenario(seed);
        try {
            return scenario.run();
        } catch (RuntimeException | AssertionError e) {
            String trace = String.join("\n", scenario.network().trace().tail(SHOWN_LINES));
            return fail(trace + "\n" + scenario + "\nrerun with -D" + SEED_PROPERTY + "=" + seed + "\n" + e, e);
        }
    }
}
