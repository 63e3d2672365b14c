package dev.hiper.examples.curl;

/** A transfer cannot be prepared. */
final class SetupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String text;

    /**
     * A failure.
     *
     * @param text why; empty if that was told already
     */
    SetupException(int exitCode, String text) {
        super(text, null, false, false);
        this.exitCode = exitCode;
        this.text = text;
    }

    int exitCode() {
        return exitCode;
    }

    String text() {
        return text;
    }
}
