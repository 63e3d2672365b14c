package dev.hiper.examples.curl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds options by their names and letters. Names must be whole: curl 8 takes no beginnings of names. */
final class OptionTable {
    private static final int LETTERS = 128;

    private final Map<String, Option> byName = new HashMap<>();
    private final @Nullable Option[] byLetter = new Option[LETTERS];

    OptionTable() {
        for (Option option : Option.values()) {
            byName.put(option.longName, option);
            if (option.letter != Option.NO_LETTER) {
                byLetter[option.letter] = option;
            }
        }
    }

    @Nullable
    Option named(String longName) {
        return byName.get(longName);
    }

    @Nullable
    Option lettered(char letter) {
        return letter < LETTERS ? byLetter[letter] : null;
    }

    /** All long names, in the order of the table. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Option option : Option.values()) {
            names.add(option.longName);
        }
        return names;
    }
}
