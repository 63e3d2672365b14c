package dev.hiper;

import dev.hiper.internal.transfer.HeaderLog;

/**
 * Where a header field came from, as bits that can be joined to choose several: libcurl's {@code
 * CURLH_} values. Unlike there, no reserved bit is ever set in an answer.
 */
public final class HeaderOrigin {
    /** The head of a final response. */
    public static final int HEADER = HeaderLog.HEADER;

    /** Behind the body of a chunked response. */
    public static final int TRAILER = HeaderLog.TRAILER;

    /** A proxy's answers to CONNECT. */
    public static final int CONNECT = HeaderLog.CONNECT;

    /** The head of a 1xx response. */
    public static final int INTERIM = HeaderLog.INTERIM;

    /** Pseudo fields of HTTP/2, of which HTTP/1 has none. */
    public static final int PSEUDO = HeaderLog.PSEUDO;

    /** All of them. */
    public static final int ALL = HEADER | TRAILER | CONNECT | INTERIM | PSEUDO;

    private HeaderOrigin() {}
}
