package dev.hiper.examples.curl;

/** A transfer cannot be prepared, or has no need to be done. */
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

    /** It is left out, which is no failure; why was told already. */
    static SetupException nothingToDo() {
        return new SetupException(0, "");
    }

    /** 0: only this transfer is left out. */
    int exitCode() {
        return exitCode;
    }

    String text() {
        return text;
    }
}
