package dev.hiper.netty;

import dev.hiper.TransferFailure;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * A transfer ended with another result than {@link ResultCode#OK}: the cause of a failed {@link Fetch}. Without a
 * stack trace, since failing is an ordinary outcome and the trace would only show the event loop.
 */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ResultCode result;
    private final transient @Nullable TransferMessage report;

    FetchException(TransferMessage report) {
        super(text(report), cause(report), false, false);
        this.result = report.result();
        this.report = report;
    }

    FetchException(ResultCode result, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.result = result;
        this.report = null;
    }

    /** libcurl's code of the failure. */
    public ResultCode result() {
        return result;
    }

    /**
     * The engine's report with everything that is known about the failure; null if the engine had no part in
     * it: the event loop ended, or took no more transfers.
     */
    public @Nullable TransferMessage report() {
        return report;
    }

    private static String text(TransferMessage report) {
        TransferFailure failure = report.failure();
        return report.result() + ": " + (failure == null ? report.result().text() : failure.message());
    }

    private static @Nullable Throwable cause(TransferMessage report) {
        TransferFailure failure = report.failure();
        return failure == null ? null : failure.cause();
    }
}
