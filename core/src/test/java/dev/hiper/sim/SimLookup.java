package dev.hiper.sim;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name server does about one name, as data. Immutable; each method gives a changed copy. */
public final class SimLookup {
    /** One answer, {@code nanos} after the question; negative: before {@code resolve} returns. */
    record Part(long nanos, List<InetAddress> addresses) {}

    private final List<Part> parts;
    private final long endNanos;
    private final boolean ending;
    private final @Nullable Throwable failure;

    private SimLookup(List<Part> parts, long endNanos, boolean ending, @Nullable Throwable failure) {
        this.parts = List.copyOf(parts);
        this.endNanos = endNanos;
        this.ending = ending;
        this.failure = failure;
    }

    /** All addresses at once after {@code millis}; negative: inside the call of {@code resolve}. */
    public static SimLookup afterMillis(long millis, String... literals) {
        return new SimLookup(List.of(), millis * 1_000_000L, true, null).and(millis, literals);
    }

    /** Fails after {@code millis}. */
    public static SimLookup failing(long millis, Throwable why) {
        return new SimLookup(List.of(), millis * 1_000_000L, true, why);
    }

    /** Never says anything. */
    public static SimLookup silent() {
        return new SimLookup(List.of(), 0, false, null);
    }

    /** Another answer after {@code millis}, for example of the other family. */
    public SimLookup and(long millis, String... literals) {
        List<Part> more = new ArrayList<>(parts);
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(SimServer.literal(literal));
        }
        long nanos = millis * 1_000_000L;
        more.add(new Part(nanos, addresses));
        return new SimLookup(more, Math.max(endNanos, nanos), ending, failure);
    }

    List<Part> parts() {
        return parts;
    }

    long endNanos() {
        return endNanos;
    }

    boolean isEnding() {
        return ending;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
