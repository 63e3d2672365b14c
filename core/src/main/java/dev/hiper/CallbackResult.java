package dev.hiper;

/** Answers of callbacks that can only agree or end the transfer. The numbers are libcurl's. */
public enum CallbackResult {
    /** Go on. */
    OK(0),

    /** End the transfer with {@link dev.hiper.error.ResultCode#ABORTED_BY_CALLBACK}. */
    ABORT(1);

    private final int code;

    CallbackResult(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
