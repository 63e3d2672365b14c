package dev.hiper.examples.bench.origin;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Requests that wait until so many wait. */
final class Gates {
    private final Map<Long, Set<Runnable>> waiting = new HashMap<>();

    /** Adds a request to those that wait until they are {@code count}. */
    void enter(long count, Runnable answer) {
        Set<Runnable> group = waiting.computeIfAbsent(count, key -> new LinkedHashSet<>());
        group.add(answer);
        if (group.size() >= count) {
            waiting.remove(count);
            group.forEach(Runnable::run);
        }
    }

    /** Its connection is lost. */
    void leave(long count, Runnable answer) {
        Set<Runnable> group = waiting.get(count);
        if (group != null && group.remove(answer) && group.isEmpty()) {
            waiting.remove(count);
        }
    }
}
