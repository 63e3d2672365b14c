package dev.hiper;

/**
 * What can be wrong with a call of a {@link Multi}: libcurl's {@code CURLMcode} with its numbers.
 * Carried by {@link MultiException}.
 */
public enum MultiCode {
    /** Never leaves the engine; kept for its number. */
    CALL_MULTI_PERFORM(-1, "Call the multi again"),

    /** All is well. */
    OK(0, "No error"),

    /** The multi is closed. */
    BAD_HANDLE(1, "Not a live multi handle"),

    /** The easy is closed, or is a member of another multi than the one asked. */
    BAD_EASY_HANDLE(2, "Not a live easy handle"),

    /** A given array or set is too small. */
    OUT_OF_MEMORY(3, "Out of memory"),

    /** The engine found itself in a state that cannot be. */
    INTERNAL_ERROR(4, "Internal error of the engine"),

    /** Only from {@code assign}. */
    BAD_SOCKET(5, "The socket is not known here"),

    /** Typed options make this one rare. */
    UNKNOWN_OPTION(6, "An unknown option was passed in"),

    /** Of this one or another one. */
    ADDED_ALREADY(7, "The easy handle is a member of a multi already"),

    /** The call is not allowed while another call or callback of the multi is active. */
    RECURSIVE_API_CALL(8, "API function called from within a callback"),

    /** From {@code wakeup}. */
    WAKEUP_FAILURE(9, "Wake-up is not available or failed"),

    /** For example a negative limit. */
    BAD_FUNCTION_ARGUMENT(10, "A function was given a bad argument"),

    /**
     * The socket or timer listener answered -1 or threw; the multi is dead until all easies are
     * removed.
     */
    ABORTED_BY_CALLBACK(11, "Ended by an answer of the application"),

    /** From {@code poll} and {@code waitMillis}. */
    UNRECOVERABLE_POLL(12, "Waiting for sockets failed");

    private final int code;
    private final String text;

    MultiCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }

    /** One fixed English sentence part, the counterpart of {@code curl_multi_strerror}. */
    public String text() {
        return text;
    }
}
