package dev.hiper;

/**
 * Is told how a transfer gets on, and may end it: {@link EasyOption#XFERINFOFUNCTION}, with
 * {@link EasyOption#NOPROGRESS} switched off.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface XferInfoCallback {
    /** An answer: go on. In libcurl also: show the built-in meter, which does not exist here. */
    int CONTINUE = 0x10000001;

    /**
     * Called whenever the transfer ran, at no fixed rate. Counts are body bytes; totals that are
     * not known are 0.
     *
     * @return 0 or {@link #CONTINUE} to go on; anything else ends the transfer with
     *     {@link dev.hiper.error.ResultCode#ABORTED_BY_CALLBACK}
     */
    int onProgress(Easy easy, long downloadTotal, long downloaded, long uploadTotal, long uploaded);
}
