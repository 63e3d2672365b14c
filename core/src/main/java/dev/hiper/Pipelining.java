package dev.hiper;

/** The bits of {@link MultiOption#PIPELINING}: libcurl's {@code CURLPIPE_} values. */
public final class Pipelining {
    /** Each connection carries one transfer at a time. */
    public static final long NOTHING = 0;

    /** HTTP/1.1 pipelining; without effect, as in libcurl. */
    public static final long HTTP1 = 1;

    /** Transfers may share a connection whose protocol allows it. */
    public static final long MULTIPLEX = 2;

    private Pipelining() {}
}
