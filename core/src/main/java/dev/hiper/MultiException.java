package dev.hiper;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Multi} was used in a way it cannot be, or cannot go on. A mistake of the program, not of
 * a transfer: failed transfers are reported by {@link TransferMessage}.
 */
public final class MultiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MultiCode code;

    /** With the fixed text of {@code code}. */
    public MultiException(MultiCode code) {
        this(code, code.text());
    }

    /** With a message that says more. */
    public MultiException(MultiCode code, String message) {
        this(code, message, null);
    }

    /** With what lies behind it, for example what a listener threw. */
    public MultiException(MultiCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What libcurl would have returned. */
    public MultiCode code() {
        return code;
    }
}
