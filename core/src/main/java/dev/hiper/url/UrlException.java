package dev.hiper.url;

/**
 * A URL or one of its parts is refused, or a part that was asked for is missing. The message is a sentence for
 * people; it never holds user information.
 */
public final class UrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UrlCode code;

    UrlException(UrlCode code) {
        this(code, code.text());
    }

    UrlException(UrlCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Why. Never {@link UrlCode#OK}. */
    public UrlCode code() {
        return code;
    }
}
