package dev.hiper;

import java.nio.ByteBuffer;

/**
 * Takes the body of a response: {@link EasyOption#WRITEFUNCTION}.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface WriteCallback {
    /**
     * Takes the next bytes of the body.
     *
     * @param data some bytes of the body, at most 16384; never empty. The engine's buffer: it is
     *     valid during the call only and must not be changed. Where its position stands afterwards
     *     does not matter.
     */
    WriteResult onWrite(Easy easy, ByteBuffer data);
}
