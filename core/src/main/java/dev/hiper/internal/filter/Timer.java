package dev.hiper.internal.filter;

/**
 * The deadlines that a transfer can have, at most one of each kind at a time. None has a handler of its
 * own: a due deadline only makes the transfer run, and the run looks at everything again.
 */
public enum Timer {
    /** The wait for a 100 answer is over. */
    EXPECT_100,
    /** Ask the resolver's answers again, where nothing wakes the loop for them. */
    ASYNC_NAME,
    /** Connecting took too long. */
    CONNECT_TIMEOUT,
    /** The next connection attempt of a race is to start. */
    HAPPY_EYEBALLS,
    /** The low speed limit is to be looked at. */
    SPEED_CHECK,
    /** The whole transfer took too long. */
    TIMEOUT,
    /** A rate limit has tokens again. */
    TOO_FAST,
    /** A connection in shutdown took too long. */
    SHUTDOWN;

    /** How many kinds there are. */
    public static final int COUNT = values().length;
}
