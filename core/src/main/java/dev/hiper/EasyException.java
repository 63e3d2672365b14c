package dev.hiper;

import dev.hiper.error.ResultCode;
import java.util.Objects;

/**
 * An {@link Easy} was used in a way it cannot be: from inside a callback, after {@link Easy#close},
 * or for a blocking transfer while it is a member of a multi. A mistake of the program; how a
 * transfer ended is a {@link ResultCode}.
 */
public final class EasyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResultCode code;

    /** Made with the code that libcurl's function would have returned. */
    public EasyException(ResultCode code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What libcurl would have returned. */
    public ResultCode code() {
        return code;
    }
}
