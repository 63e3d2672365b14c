package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The proxy answers a request itself, and does not forward it. The message is a sentence for the client. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final boolean distrusted;

    private RefusedException(HttpResponseStatus status, String message, boolean distrusted) {
        super(message, null, false, false);
        this.status = status;
        this.distrusted = distrusted;
    }

    /** The request is understood and not wanted. The connection can go on. */
    static RefusedException unwanted(HttpResponseStatus status, String message) {
        return new RefusedException(status, message, false);
    }

    /** The request is malformed: where the next one begins on this connection cannot be trusted. */
    static RefusedException malformed(HttpResponseStatus status, String message) {
        return new RefusedException(status, message, true);
    }

    static RefusedException badRequest(String message) {
        return malformed(HttpResponseStatus.BAD_REQUEST, message);
    }

    HttpResponseStatus status() {
        return status;
    }

    /** Whether the connection has to be closed. */
    boolean distrusted() {
        return distrusted;
    }
}
