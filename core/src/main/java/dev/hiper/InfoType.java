package dev.hiper;

/** What a {@link DebugCallback} is shown: libcurl's {@code curl_infotype}. */
public enum InfoType {
    /** A remark of the engine. */
    TEXT(0),

    /** A header line received. */
    HEADER_IN(1),

    /** A request head sent. */
    HEADER_OUT(2),

    /** Body bytes received, as they came from the protocol. */
    DATA_IN(3),

    /** Body bytes sent. */
    DATA_OUT(4),

    /** TLS records received. Not shown by this engine. */
    SSL_DATA_IN(5),

    /** TLS records sent. Not shown by this engine. */
    SSL_DATA_OUT(6);

    private final int code;

    InfoType(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
