package dev.hiper.examples.proxy;

/** The command line cannot be understood. The message is for the person who typed it. */
public final class BadOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    BadOptionException(String message) {
        super(message);
    }
}
