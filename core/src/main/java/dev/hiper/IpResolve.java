package dev.hiper;

/** Values of {@link EasyOption#IPRESOLVE}: libcurl's {@code CURL_IPRESOLVE_} numbers. */
public enum IpResolve {
    /** Addresses of both families. */
    WHATEVER(0),

    /** IPv4 addresses only. */
    V4(1),

    /** IPv6 addresses only. */
    V6(2);

    private final int code;

    IpResolve(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
