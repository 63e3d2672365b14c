package dev.hiper;

/**
 * Values of {@link EasyOption#HTTP_VERSION} and {@link EasyInfo#HTTP_VERSION}: libcurl's
 * {@code CURL_HTTP_VERSION_} numbers.
 */
public enum HttpVersion {
    /** The option: the best one there is. The info: no version known. */
    NONE(0),

    /** HTTP/1.0. */
    HTTP_1_0(1),

    /** HTTP/1.1. */
    HTTP_1_1(2),

    /** The option: HTTP/2, on clear text by an upgrade. The info: HTTP/2. */
    HTTP_2_0(3),

    /** HTTP/2 over TLS only. */
    HTTP_2TLS(4),

    /** HTTP/2 at once, without an upgrade. */
    HTTP_2_PRIOR_KNOWLEDGE(5),

    /** HTTP/3, falling back to earlier versions. */
    HTTP_3(30),

    /** HTTP/3 without falling back. */
    HTTP_3ONLY(31);

    private final int code;

    HttpVersion(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
