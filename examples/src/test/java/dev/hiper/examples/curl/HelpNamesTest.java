package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.examples.curl.Option.Reach;
import dev.hiper.examples.curl.report.HelpTable;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HelpNamesTest {
    @Test
    void helpNamesExactlyTheOptionsThatDoSomething() {
        TreeSet<String> supported = new TreeSet<>();
        for (Option option : Option.values()) {
            if (option.reach != Reach.UNSUPPORTED && option.reach != Reach.IGNORED) {
                supported.add(option.longName);
            }
        }
        assertEquals(supported, new TreeSet<>(HelpTable.names()));
    }
}
