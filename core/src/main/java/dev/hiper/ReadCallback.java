package dev.hiper;

import java.nio.ByteBuffer;

/**
 * Gives the body of a request, piece by piece: {@link EasyOption#READFUNCTION}.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface ReadCallback {
    /** An answer: nothing to give now; pause sending until {@link Easy#pause} lets it go on. */
    int PAUSE = 0x10000001;

    /** An answer: end the transfer with {@link dev.hiper.error.ResultCode#ABORTED_BY_CALLBACK}. */
    int ABORT = 0x10000000;

    /**
     * Puts bytes into {@code destination} and so moves its position.
     *
     * @param destination has room for at least one byte; the engine's, valid during the call only
     * @return how many bytes were put; 0 at the end of the body, after which it is not called
     *     again; or {@link #PAUSE} or {@link #ABORT}, both with nothing put. Any other count than
     *     what was put ends the transfer, since the rest of the buffer may hold data of others.
     */
    int onRead(Easy easy, ByteBuffer destination);
}
