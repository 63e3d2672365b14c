package dev.hiper.url;

import dev.hiper.error.ResultCode;

/**
 * Why a URL or one of its parts was refused or is missing: libcurl's {@code CURLUcode} with its numbers.
 *
 * <p>Some codes exist for completeness only; Java's own exceptions stand for a missing handle or argument.
 */
public enum UrlCode {
    OK("No error"),
    BAD_HANDLE("The URL handle is missing"),
    BAD_PARTPOINTER("There is no place for the result"),
    MALFORMED_INPUT("The URL is malformed"),
    BAD_PORT_NUMBER("The port is not a decimal number from 1 to 65535"),
    UNSUPPORTED_SCHEME("The scheme is not supported"),
    URLDECODE("The part cannot be percent-decoded to text without control characters"),
    OUT_OF_MEMORY("Out of memory"),
    USER_NOT_ALLOWED("User information is not allowed in this URL"),
    UNKNOWN_PART("There is no such part"),
    NO_SCHEME("The URL has no scheme"),
    NO_USER("The URL has no user"),
    NO_PASSWORD("The URL has no password"),
    NO_OPTIONS("The URL has no login options"),
    NO_HOST("The URL has no host"),
    NO_PORT("The URL has no port"),
    NO_QUERY("The URL has no query"),
    NO_FRAGMENT("The URL has no fragment"),
    NO_ZONEID("The URL has no zone identifier"),
    BAD_FILE_URL("The file URL is not an absolute local path"),
    BAD_FRAGMENT("The fragment holds a character that it cannot hold"),
    BAD_HOSTNAME("The host is not a valid name or address"),
    BAD_IPV6("The IPv6 address or its zone is not valid"),
    BAD_LOGIN("The user information holds a character that it cannot hold"),
    BAD_PASSWORD("The password holds a character that it cannot hold"),
    BAD_PATH("The path holds a character that it cannot hold"),
    BAD_QUERY("The query holds a character that it cannot hold"),
    BAD_SCHEME("The scheme is missing or not a valid one"),
    BAD_SLASHES("One to three slashes have to follow the scheme"),
    BAD_USER("The user holds a character that it cannot hold"),
    LACKS_IDN("Internationalized host names are not supported"),
    TOO_LARGE("The URL grows beyond 8,000,000 bytes"),
    BACKSLASH("A backslash stands in the authority");

    private static final UrlCode[] BY_CODE = values();

    private final String text;

    UrlCode(String text) {
        this.text = text;
    }

    /** libcurl's number of this code. */
    public int code() {
        return ordinal(); // The constants are declared in libcurl's order, and a test holds them to it.
    }

    /** One fixed English sentence part, the counterpart of {@code curl_url_strerror}. */
    public String text() {
        return text;
    }

    /** What a transfer ends with when its URL is refused for this reason. */
    public ResultCode resultCode() {
        return switch (this) {
            case OK -> ResultCode.OK;
            case UNSUPPORTED_SCHEME -> ResultCode.UNSUPPORTED_PROTOCOL;
            case OUT_OF_MEMORY -> ResultCode.OUT_OF_MEMORY;
            case USER_NOT_ALLOWED -> ResultCode.LOGIN_DENIED;
            default -> ResultCode.URL_MALFORMAT; // libcurl has one code for all the others.
        };
    }

    /**
     * The code with libcurl's number {@code code}.
     *
     * @throws IllegalArgumentException if no code has this number
     */
    public static UrlCode of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no URL code has the number " + code);
        }
        return BY_CODE[code];
    }
}
