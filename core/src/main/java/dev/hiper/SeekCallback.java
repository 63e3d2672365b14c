package dev.hiper;

/**
 * Repositions the source that a {@link ReadCallback} reads, when a request has to be sent again or
 * an upload resumes: {@link EasyOption#SEEKFUNCTION}.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface SeekCallback {
    /**
     * Moves the source to an offset.
     *
     * @param offset bytes from the start of the source
     */
    SeekResult onSeek(Easy easy, long offset);
}
