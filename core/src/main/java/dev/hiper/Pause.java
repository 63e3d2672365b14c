package dev.hiper;

/** The bits of {@link Easy#pause}: libcurl's {@code CURLPAUSE_} values. */
public final class Pause {
    /** Stop receiving. */
    public static final int RECV = 1;

    /** Go on receiving. */
    public static final int RECV_CONT = 0;

    /** Stop sending. */
    public static final int SEND = 4;

    /** Go on sending. */
    public static final int SEND_CONT = 0;

    /** Stop both directions. */
    public static final int ALL = RECV | SEND;

    /** Go on in both directions. */
    public static final int CONT = 0;

    private Pause() {}
}
