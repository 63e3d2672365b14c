package dev.hiper;

/** Answers of a {@link SeekCallback}: libcurl's {@code CURL_SEEKFUNC_} values. */
public enum SeekResult {
    /** The source stands at the offset. */
    OK(0),

    /** Seeking failed; the transfer fails. */
    FAIL(1),

    /** Seeking is not possible; the engine may help itself by reading. */
    CANTSEEK(2);

    private final int code;

    SeekResult(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
