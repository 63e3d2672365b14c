package dev.hiper.examples.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void rangesAndSingleNumbersAreRead() {
        assertEquals(List.of(0, 1, 2, 3, 8, 10, 11), Cores.list("0-3,8,10-11"));
    }

    @Test
    void commandsAreBoundToTheirCore() {
        Cores cores = new Cores(Optional.of(1), Optional.of(0));

        assertEquals(List.of("taskset", "-c", "1"), cores.clientPrefix());
        assertEquals(List.of("taskset", "-c", "0"), cores.serverPrefix());
    }

    @Test
    void withoutCoresCommandsRunAsTheyAre() {
        assertEquals(List.of(), new Cores(Optional.empty(), Optional.empty()).clientPrefix());
    }

    @Test
    void coreThatIsNotThereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cores.choose(1 << 20, null));
    }
}
