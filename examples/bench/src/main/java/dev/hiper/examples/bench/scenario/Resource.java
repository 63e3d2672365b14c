package dev.hiper.examples.bench.scenario;

/** What the origin serves. Every answer has status 200 and a Content-Length. */
public enum Resource {
    /** 13 bytes. */
    TINY("/tiny", 0, 13),
    /** 64 KiB. */
    BODY64K("/64k", 0, 65_536),
    /** 1 GiB. */
    BIG("/1g", 0, 1L << 30),
    /** 64 KiB to be sent by POST; answered with 13 bytes when all have arrived. */
    UPLOAD("/upload", 65_536, 13),
    /** 13 bytes, {@code Connection: close}, and the origin closes first: ports are not used up by TIME_WAIT. */
    CLOSE("/close", 0, 13),
    /** 13 bytes as soon as as many requests wait as the query says, such as {@code /gate?10000}; opens connections. */
    GATE("/gate", 0, 13),
    /** Never answered. */
    NEVER("/never", 0, 0);

    private final String path;
    private final int requestBytes;
    private final long responseBytes;

    Resource(String path, int requestBytes, long responseBytes) {
        this.path = path;
        this.requestBytes = requestBytes;
        this.responseBytes = responseBytes;
    }

    public String path() {
        return path;
    }

    /** Bytes of the body to be sent; 0 for a GET, else the request is a POST. */
    public int requestBytes() {
        return requestBytes;
    }

    /** Bytes of the body that a right answer has. */
    public long responseBytes() {
        return responseBytes;
    }
}
