package dev.hiper.examples.curl.suite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Shows or hides the lines between {@code %if}, {@code %else} and {@code %endif}. */
final class Conditions {
    private final Predicate<String> feature;
    private final Deque<Boolean> shown = new ArrayDeque<>();

    /** The predicate knows every feature by its name. */
    Conditions(Predicate<String> feature) {
        this.feature = feature;
    }

    String apply(String text) {
        shown.clear();
        StringBuilder kept = new StringBuilder(text.length());
        for (String line : Octets.lines(text)) {
            if (!isCondition(line.strip()) && !shown.contains(false)) {
                kept.append(line);
            }
        }
        if (!shown.isEmpty()) {
            throw new IllegalArgumentException("%if without %endif");
        }
        return kept.toString();
    }

    private boolean isCondition(String line) {
        if (line.startsWith("%if ")) {
            String name = line.substring("%if ".length()).strip();
            shown.push(name.startsWith("!") ? !feature.test(name.substring(1)) : feature.test(name));
        } else if (line.equals("%else")) {
            shown.push(!shown.pop());
        } else if (line.equals("%endif")) {
            shown.pop();
        } else {
            return false;
        }
        return true;
    }
}
