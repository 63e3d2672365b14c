package dev.hiper;

/** The bits of {@link MultiOption#NETWORK_CHANGED}: libcurl's {@code CURLMNWC_} values. */
public final class NetworkChange {
    /** Everything below. */
    public static final long CLEAR_ALL = 1;

    /** Idle connections are closed, busy ones are not used again. */
    public static final long CLEAR_CONNS = 2;

    /** Cached names are forgotten. */
    public static final long CLEAR_DNS = 4;

    private NetworkChange() {}
}
