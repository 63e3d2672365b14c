package dev.hiper;

import java.nio.ByteBuffer;

/**
 * Takes the header lines of a response: {@link EasyOption#HEADERFUNCTION}.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface HeaderCallback {
    /**
     * Takes the next line.
     *
     * @param line one complete line with its line end: the status line, each field (unfolded), the
     *     empty line; also those of interim responses, and trailers after the body. The engine's
     *     buffer: it is valid during the call only and must not be changed. Where its position
     *     stands afterwards does not matter.
     */
    WriteResult onHeader(Easy easy, ByteBuffer line);
}
