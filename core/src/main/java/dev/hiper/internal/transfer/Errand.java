package dev.hiper.internal.transfer;

/**
 * Something that blocks, done beside the loop for one transfer. {@link #run} is called once at most; then either {@link
 * #done} or {@link #dropped} is called once, and never while {@code run} is at work.
 */
public interface Errand {
    /** Does it. On a thread that is not the loop's: touches nothing that the loop does, and keeps what comes out to itself. */
    void run();

    /** It was run, and the transfer still waits: it is woken next. Loop thread. */
    void done();

    /** Nobody waits any more, and what was taken along has to be freed. After {@link #run} or instead of it; any thread. */
    void dropped();
}
