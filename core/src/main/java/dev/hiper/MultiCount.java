package dev.hiper;

/** What {@link Multi#count} can count: libcurl's {@code CURLMINFO_} values. */
public enum MultiCount {
    /** Members of the multi, finished ones included. */
    XFERS_CURRENT(1),

    /** Members that are at work: neither waiting for a connection nor finished. */
    XFERS_RUNNING(2),

    /** Members that wait for a connection. */
    XFERS_PENDING(3),

    /**
     * Members that have finished and were not removed yet, whether or not their message was read.
     */
    XFERS_DONE(4),

    /** All that were ever added. */
    XFERS_ADDED(5);

    private final int code;

    MultiCount(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
