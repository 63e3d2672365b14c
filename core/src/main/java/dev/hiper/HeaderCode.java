package dev.hiper;

/** How a look-up of a header field ends: libcurl's {@code CURLHcode} with its numbers. */
public enum HeaderCode {
    /** It is there. */
    OK(0, "No error"),

    /** There are fields of this name, but not that many. */
    BADINDEX(1, "There are fewer fields of this name"),

    /** No field of this name came with the request and from the origins asked for. */
    MISSING(2, "No such field"),

    /** Nothing was received at all. */
    NOHEADERS(3, "No fields were received"),

    /** The transfer made fewer requests. */
    NOREQUEST(4, "There was no such request"),

    /** Never answered; kept for its number. */
    OUT_OF_MEMORY(5, "Out of memory"),

    /** No or unknown origins, a request below -1, a negative index, or a closed handle. */
    BAD_ARGUMENT(6, "A function was given a bad argument"),

    /** Never answered; kept for its number. */
    NOT_BUILT_IN(7, "Not built in");

    private final int code;
    private final String text;

    HeaderCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }

    /** One fixed English sentence part. */
    public String text() {
        return text;
    }
}
