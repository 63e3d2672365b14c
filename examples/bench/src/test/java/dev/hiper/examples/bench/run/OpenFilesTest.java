package dev.hiper.examples.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.examples.bench.scenario.Scenarios;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final String LIMITS =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             5                    5                    processes
            Max open files            %s                 1048576              files
            """;

    @Test
    void softLimitCounts() {
        assertEquals(20_000, OpenFiles.limit(LIMITS.formatted("20000")));
    }

    @Test
    void unlimitedIsEnoughForAll() {
        assertEquals(Long.MAX_VALUE, OpenFiles.limit(LIMITS.formatted("unlimited")));
    }

    @Test
    void limitHasToHoldTheConnectionsAndWhatIsBesideThem() {
        assertEquals(Optional.empty(), OpenFiles.tooFewFor(Scenarios.named("idle-10000"), 11_064));
        assertTrue(OpenFiles.tooFewFor(Scenarios.named("idle-10000"), 11_063).isPresent());
        assertTrue(OpenFiles.tooFewFor(Scenarios.named("stalled-10000"), 11_063).isPresent());
    }
}
