package dev.hiper;

/** Answers of a {@link WriteCallback} or {@link HeaderCallback}. */
public enum WriteResult {
    /** All bytes were taken. */
    ACCEPTED,

    /**
     * None was taken: pause receiving, and bring the same bytes again after {@link Easy#pause} lets
     * it go on.
     */
    PAUSE,

    /** End the transfer with {@link dev.hiper.error.ResultCode#WRITE_ERROR}. */
    ABORT
}
