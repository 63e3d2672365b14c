package dev.hiper;

/**
 * What happened on a socket: the bits of {@link Multi#socketAction}, libcurl's
 * {@code CURL_CSELECT_} values. They are hints; the engine looks for itself.
 */
public final class Readiness {
    /** The socket is readable. */
    public static final int IN = 1;

    /** The socket is writable, or its connecting has ended. */
    public static final int OUT = 2;

    /** The socket has an error or hung up. */
    public static final int ERR = 4;

    private Readiness() {}
}
