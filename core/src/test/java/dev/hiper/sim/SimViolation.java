package dev.hiper.sim;

/** The engine did something that it must never do. */
public final class SimViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    public SimViolation(String message) {
        super(message);
    }
}
