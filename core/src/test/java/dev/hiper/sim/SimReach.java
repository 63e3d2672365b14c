package dev.hiper.sim;

/**
 * What happens to an attempt to connect to an address.
 *
 * @param delayNanos how long the answer takes
 */
public record SimReach(Kind kind, long delayNanos) {
    /** Kinds of answers. */
    public enum Kind {
        /** The server accepts after the delay. */
        ACCEPT,
        /** Connected when the connect call returns. */
        AT_ONCE,
        /** Refused after the delay. */
        REFUSE,
        /** The connect call itself fails: no route. */
        NO_ROUTE,
        /** No answer, ever. */
        BLACK_HOLE
    }

    public static SimReach acceptAfterMillis(long millis) {
        return new SimReach(Kind.ACCEPT, millis * 1_000_000L);
    }

    public static SimReach atOnce() {
        return new SimReach(Kind.AT_ONCE, 0);
    }

    public static SimReach refuseAfterMillis(long millis) {
        return new SimReach(Kind.REFUSE, millis * 1_000_000L);
    }

    public static SimReach noRoute() {
        return new SimReach(Kind.NO_ROUTE, 0);
    }

    public static SimReach blackHole() {
        return new SimReach(Kind.BLACK_HOLE, 0);
    }
}
