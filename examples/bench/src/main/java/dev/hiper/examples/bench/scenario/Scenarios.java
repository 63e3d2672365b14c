package dev.hiper.examples.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios by name. */
public final class Scenarios {
    private static final int ACTIVE = 64;

    private static final List<Scenario> ALL = List.of(
            plain("tiny-1", "tiny", Resource.TINY, false, 1),
            plain("tiny-16", "tiny", Resource.TINY, false, 16),
            plain("tiny-64", "tiny", Resource.TINY, false, ACTIVE),
            plain("tiny-256", "tiny", Resource.TINY, false, 256),
            plain("body64k", "body64k", Resource.BODY64K, false, ACTIVE),
            plain("big-1", "big", Resource.BIG, false, 1),
            plain("big-8", "big", Resource.BIG, false, 8),
            plain("tls-tiny", "tls-tiny", Resource.TINY, true, ACTIVE),
            plain("handshake", "handshake", Resource.CLOSE, true, 16),
            plain("reconnect", "reconnect", Resource.CLOSE, false, ACTIVE),
            plain("upload", "upload", Resource.UPLOAD, false, ACTIVE),
            beside("idle-0", "idle", 0, 0, false),
            beside("idle-10000", "idle", 10_000, 0, false),
            beside("idle-50000", "idle", 50_000, 0, false),
            beside("stalled-0", "stalled", 0, 0, false),
            beside("stalled-1000", "stalled", 0, 1_000, false),
            beside("stalled-10000", "stalled", 0, 10_000, false),
            beside("timeouts-off", "timeouts", 0, 0, false),
            beside("timeouts-on", "timeouts", 0, 0, true),
            beside("timeouts-on-1000", "timeouts", 0, 1_000, true),
            beside("timeouts-on-10000", "timeouts", 0, 10_000, true),
            plain("relay", "relay", Resource.TINY, false, ACTIVE));

    private Scenarios() {}

    private static Scenario plain(String name, String family, Resource resource, boolean tls, int inFlight) {
        return new Scenario(name, family, resource, tls, inFlight, 0, 0, false);
    }

    private static Scenario beside(String name, String family, int idle, int stalled, boolean timeLimits) {
        return new Scenario(name, family, Resource.TINY, false, ACTIVE, idle, stalled, timeLimits);
    }

    /** All of them, in the order of the tables. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** Whether {@code scenario} runs only when everything is asked for: it needs more descriptors than is usual. */
    public static boolean onlyInFull(Scenario scenario) {
        return scenario.idle() > 10_000;
    }

    /**
     * The scenario of that name, or all of that family.
     *
     * @param full with those of {@link #onlyInFull}
     * @throws IllegalArgumentException if there is none; the message names those that exist
     */
    public static List<Scenario> named(String name, boolean full) {
        List<Scenario> found = new ArrayList<>();
        for (Scenario scenario : ALL) {
            boolean byFamily = scenario.family().equals(name) && (full || !onlyInFull(scenario));
            if (scenario.name().equals(name) || byFamily) {
                found.add(scenario);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no scenario '" + name + "'. There are: " + String.join(", ", names().toList()));
        }
        return found;
    }

    /** The one scenario of that name. */
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario '" + name + "'"));
    }

    private static Stream<String> names() {
        return Stream.concat(ALL.stream().map(Scenario::family), ALL.stream().map(Scenario::name))
                .distinct();
    }
}
