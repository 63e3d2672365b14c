package dev.hiper.internal.http1;

/**
 * Whether a connection may carry another request behind this response, as far as its head tells, and why not.
 * A body that does not end exactly where it should, or bytes behind it, forbid it as well.
 */
public enum Persistence {
    REUSABLE("may be reused"),
    /** {@code close} in Connection or Proxy-Connection. It wins over {@code keep-alive}. */
    CLOSE_REQUESTED("the peer asked to close"),
    /** HTTP/1.0 without {@code keep-alive}, or HTTP/0.9. */
    NO_KEEP_ALIVE("the peer speaks HTTP/1.0 and did not offer to keep the connection"),
    /** Keep-Alive said {@code timeout=0}, or that no further request is welcome. */
    KEEP_ALIVE_USED_UP("the peer keeps the connection no longer"),
    /** The end of the connection is the end of the body. */
    CLOSE_DELIMITED("the body ends with the connection"),
    /** Transfer-Encoding and Content-Length together: somebody on the way may read it otherwise. */
    AMBIGUOUS_LENGTH("the response has two lengths"),
    /** 101: what follows is no HTTP/1. */
    UPGRADED("the protocol was switched"),
    /** A 2xx answer to CONNECT: what follows belongs to the tunnel. */
    TUNNEL("the connection is a tunnel");

    private final String reason;

    Persistence(String reason) {
        this.reason = reason;
    }

    public boolean isReusable() {
        return this == REUSABLE;
    }

    /** For a log: why the connection is closed. */
    public String reason() {
        return reason;
    }
}
