package dev.hiper.sim;

/** The application's one timer: what was told, and when it fires, which is not always when it should. */
final class SimTimer {
    /** What is told for anything that is further away: no deadline, just a time to ask again. */
    private static final long LARGEST_MILLIS = Integer.MAX_VALUE;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000L;
    private static final long LATEST_NANOS = 50 * MILLI;
    private static final long TOLERANCE_NANOS = 2 * MILLI;

    private final SimNetwork network;
    private final SimRandom random;
    private boolean told;
    private long dueNanos = NEVER;
    private long firesNanos = NEVER;

    SimTimer(SimNetwork network, SimRandom random) {
        this.network = network;
        this.random = random;
    }

    /** How late a late timer may fire. */
    static long latestMillis() {
        return LATEST_NANOS / MILLI;
    }

    /** The timer callback said {@code millis}. */
    void set(long millis) {
        network.require(millis >= -1, "timer callback with " + millis);
        network.require(millis >= 0 || told, "the timer was deleted, but none was told");
        told = millis >= 0;
        dueNanos = told ? now() + millis * MILLI : NEVER;
        firesNanos = told ? fireTime(millis) : NEVER;
    }

    /** When it will fire; {@link Long#MAX_VALUE} if it is not set. */
    long firesNanos() {
        return firesNanos;
    }

    boolean hasFired() {
        return firesNanos <= now();
    }

    /** It is one-shot: firing uses it up (T5). */
    void useUp() {
        dueNanos = NEVER;
        firesNanos = NEVER;
    }

    /** Milliseconds until it is due, rounded down; -1 if it is not set. */
    long millis() {
        return dueNanos == NEVER ? -1 : Math.max(0, dueNanos - now()) / MILLI;
    }

    /** What was told is the earliest deadline, {@code deadlineMillis} from now, or -1 for none (T1). */
    void check(long deadlineMillis) {
        if (deadlineMillis < 0) {
            network.require(dueNanos == NEVER, "a timer is set, but there is no deadline");
            return;
        }
        network.require(dueNanos != NEVER, "a deadline in " + deadlineMillis + " ms, but no timer");
        long late = dueNanos - (now() + deadlineMillis * MILLI);
        network.require(late <= TOLERANCE_NANOS, "the timer is due " + late / MILLI + " ms after the deadline");
        network.require(
                deadlineMillis == 0 || deadlineMillis == LARGEST_MILLIS || late >= -TOLERANCE_NANOS,
                "the timer is due " + -late / MILLI + " ms before the deadline");
    }

    private long fireTime(long millis) {
        SimFaults faults = network.faults();
        if (millis > 0 && random.chance(faults.earlyTimer())) {
            return now() + random.between(0, millis * MILLI);
        }
        return dueNanos + (random.chance(faults.lateTimer()) ? random.between(0, LATEST_NANOS) : 0);
    }

    private long now() {
        return network.clock().elapsedNanos();
    }
}
