package dev.hiper.examples.curl;

/** The command line cannot be obeyed. Nothing has been transferred. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    static final int USAGE = 2;
    static final int UNSUPPORTED_PROTOCOL = 1;
    static final int READ_ERROR = 26;

    private final int exitCode;

    private UsageException(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The option being read is at fault; {@code why} is the end of the sentence that begins with its name. */
    static UsageException because(String why) {
        return new UsageException(why, USAGE);
    }

    static UsageException unknown() {
        return because("is unknown");
    }

    static UsageException missingParameter() {
        return because("requires parameter");
    }

    static UsageException badUse() {
        return because("is badly used here");
    }

    static UsageException notANumber() {
        return because("expected a proper numerical parameter");
    }

    static UsageException negative() {
        return because("expected a positive numerical parameter");
    }

    static UsageException tooLarge() {
        return because("too large number");
    }

    static UsageException notSupported() {
        return because("the installed libcurl version does not support this");
    }

    static UsageException unsupportedProtocol() {
        return new UsageException("a specified protocol is unsupported by libcurl", UNSUPPORTED_PROTOCOL);
    }

    static UsageException unreadable() {
        return new UsageException("error encountered when reading a file", READ_ERROR);
    }

    int exitCode() {
        return exitCode;
    }

    String why() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
