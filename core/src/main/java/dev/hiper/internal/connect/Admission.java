package dev.hiper.internal.connect;

/** Whether a new connection may be opened now. */
public enum Admission {
    ADMITTED,
    /** A limit is reached, and everything that counts is in use. */
    WAIT
}
