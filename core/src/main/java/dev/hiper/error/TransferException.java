package dev.hiper.error;

import org.jspecify.annotations.Nullable;

/**
 * A transfer cannot go on. The engine's internal signal: thrown by protocols and filters, caught at one
 * place, the run loop, which completes the transfer with {@link #result()}. It never leaves the
 * engine; an application sees the code and the text in the completion message.
 *
 * <p>The message says what was tried, on which peer, and what came instead. It never holds a secret.
 * There is no stack trace: failing is an ordinary outcome and may happen often; the {@linkplain
 * #getCause() cause}, where there is one, keeps its own.
 */
public class TransferException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ResultCode result;

    public TransferException(ResultCode result, String message) {
        this(result, message, null);
    }

    public TransferException(ResultCode result, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.result = result;
    }

    /** The code that the transfer ends with. Never {@link ResultCode#OK}. */
    public ResultCode result() {
        return result;
    }
}
