package dev.hiper.examples.bench.load;

import java.net.URI;

/**
 * What a client has to send. The same object for every request of an exchange, so that a client may keep
 * what it made of it, in {@link Exchange#state}.
 *
 * @param uri absolute
 * @param bodyBytes size of the body to be sent by POST, which is {@link #body}; 0 for a GET
 * @param timeLimits whether to set the limits below
 */
public record Request(URI uri, int bodyBytes, boolean timeLimits) {
    /** Limit for opening a connection, in milliseconds. */
    public static final int CONNECT_MILLIS = 10_000;

    /** Limit for the whole request, in milliseconds. Longer than a measurement: it is set, and never fires. */
    public static final int TOTAL_MILLIS = 600_000;

    /** Fewer bytes a second than this ... */
    public static final int LOW_SPEED_BYTES = 1;

    /** ... for that many seconds is too slow. Clients without such a limit set one on inactivity. */
    public static final int LOW_SPEED_SECONDS = 300;

    private static final byte[] BODY = new byte[65_536];

    /** A body to be sent, of {@link #bodyBytes}; shared and not to be changed. */
    public byte[] body() {
        if (bodyBytes != BODY.length) {
            throw new IllegalStateException("There is no body of " + bodyBytes + " bytes");
        }
        return BODY;
    }

    public boolean isPost() {
        return bodyBytes > 0;
    }

    public boolean tls() {
        return "https".equals(uri.getScheme());
    }

    /** Path and query. */
    public String target() {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
