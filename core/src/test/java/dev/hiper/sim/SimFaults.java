package dev.hiper.sim;

/**
 * How the world misbehaves, as probabilities. A run draws its own set: many faults are off, some are mild, some are
 * wild, so that rare combinations come up as often as common ones.
 *
 * @param partialRead a read brings less than it could
 * @param partialWrite a write takes less than it could
 * @param falseWouldBlock a read or a write would block although the socket was announced as ready
 * @param discardOnReset a reset throws away what was received but not read
 * @param spuriousEvent readiness is reported that is not there
 * @param lateEvent readiness is reported although the interest was dropped meanwhile
 * @param heldEvent readiness is reported one or more rounds later
 * @param splitEvent IN and OUT of one socket come as two events
 * @param earlyTimer the timer fires before its time
 * @param lateTimer the timer fires long after its time
 * @param strayTimeout the timeout action is called without a timer
 */
public record SimFaults(
        double partialRead,
        double partialWrite,
        double falseWouldBlock,
        double discardOnReset,
        double spuriousEvent,
        double lateEvent,
        double heldEvent,
        double splitEvent,
        double earlyTimer,
        double lateTimer,
        double strayTimeout) {

    private static final double OFF = 0.5;
    private static final double WILD = 0.15;
    private static final double MOST = 0.9;

    /** A world that behaves. */
    public static final SimFaults NONE = new SimFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static SimFaults draw(SimRandom random) {
        return new SimFaults(
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random),
                probability(random));
    }

    /** A probability of the swarm: off, mild or wild. */
    static double probability(SimRandom random) {
        if (random.chance(OFF)) {
            return 0;
        }
        return random.chance(WILD) ? random.between(1, 9) * MOST / 9 : random.between(1, 20) / 100.0;
    }
}
