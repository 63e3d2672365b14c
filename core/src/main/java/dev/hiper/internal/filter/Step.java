package dev.hiper.internal.filter;

/** What one non-blocking step of a state machine came to. */
public enum Step {
    /** More can be done right now: call again. */
    CONTINUE,
    /** Nothing more can be done until a socket becomes ready or a timer fires. */
    BLOCKED,
    /** Finished. */
    DONE
}
