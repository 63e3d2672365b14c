package dev.hiper.internal.connect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link Destination}s that have connections. */
final class Destinations {
    private final Map<String, Destination> byName = new HashMap<>();

    @Nullable
    Destination find(String name) {
        return byName.get(name);
    }

    Destination of(String name) {
        return byName.computeIfAbsent(name, Destination::new);
    }

    void dropIfEmpty(Destination destination) {
        if (destination.connections() == 0) {
            destination.dropped = true;
            byName.remove(destination.name, destination);
        }
    }

    int size() {
        return byName.size();
    }
}
