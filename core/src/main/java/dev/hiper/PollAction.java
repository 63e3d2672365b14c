package dev.hiper;

/**
 * What the engine wants to be told about a socket from now on: libcurl's {@code CURL_POLL_} values.
 *
 * @see SocketListener
 */
public enum PollAction {
    /** Nothing. Never told to a listener; here for completeness of the numbers. */
    NONE(0),

    /** Readable. */
    IN(1),

    /** Writable, or connected. */
    OUT(2),

    /** Readable and writable. */
    INOUT(3),

    /** Forget the socket before the listener returns: it may be closed right after. */
    REMOVE(4);

    private static final PollAction[] BY_CODE = values();

    private final int code;

    PollAction(int code) {
        this.code = code;
    }

    /** The action with libcurl's number {@code code}, 0 to 4. */
    static PollAction of(int code) {
        return BY_CODE[code];
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }

    /** Whether readability is wanted. */
    public boolean in() {
        return this == IN || this == INOUT;
    }

    /** Whether writability is wanted. */
    public boolean out() {
        return this == OUT || this == INOUT;
    }
}
