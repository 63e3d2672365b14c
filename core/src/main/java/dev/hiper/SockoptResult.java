package dev.hiper;

/** Answers of a {@link SockoptCallback}: libcurl's {@code CURL_SOCKOPT_} values. */
public enum SockoptResult {
    /** Go on and connect. */
    OK(0),

    /** End the transfer with {@link dev.hiper.error.ResultCode#ABORTED_BY_CALLBACK}. */
    ERROR(1),

    /** The socket is connected already; skip that step. */
    ALREADY_CONNECTED(2);

    private final int code;

    SockoptResult(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
