package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;

/** An option that cannot be used as it was given; warnings that say why may have been given before. */
public final class FormException extends Exception {
    private static final long serialVersionUID = 1;

    private final ResultCode result;

    FormException(ResultCode result, String message) {
        super(message, null, false, false);
        this.result = result;
    }

    /** FAILED_INIT for bad syntax, READ_ERROR for an unreadable file, BAD_FUNCTION_ARGUMENT for a bad value. */
    public ResultCode result() {
        return result;
    }

    /** Why, without a final full stop; empty if a warning has said it. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
