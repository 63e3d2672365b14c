package dev.hiper.internal.http1;

/** What the framing of a response must know about its request. */
public enum RequestKind {
    /** The answer has no body, whatever its fields say. */
    HEAD,
    /** A 2xx answer turns the connection into a tunnel. */
    CONNECT,
    OTHER;

    public static RequestKind of(String method) {
        return switch (method) {
            case "HEAD" -> HEAD;
            case "CONNECT" -> CONNECT;
            default -> OTHER;
        };
    }
}
