package dev.hiper.mime;

import java.nio.ByteBuffer;

/**
 * Gives the content of a part piece by piece: {@link MimePart#dataCallback}.
 *
 * <p>Runs on the thread that drives the transfer, inside the engine: the rules are those of a read callback.
 * Throwing ends the transfer as {@link #ABORT} does, with what was thrown as the cause.
 */
@FunctionalInterface
public interface MimeSource {
    /** An answer: nothing to give now; sending pauses until the application unpauses the transfer. */
    int PAUSE = 0x10000001;

    /** An answer: end the transfer with {@link dev.hiper.error.ResultCode#ABORTED_BY_CALLBACK}. */
    int ABORT = 0x10000000;

    /**
     * Puts bytes into {@code destination} and so moves its position.
     *
     * @param destination has room for at least one byte, and never for more than the announced size has left;
     *     the engine's, valid during the call only
     * @return how many bytes were put; 0 at the end of the content; or {@link #PAUSE} or {@link #ABORT}, both
     *     with nothing put. Any other count than what was put ends the transfer.
     */
    int onRead(ByteBuffer destination);

    /**
     * Moves the source to an offset from its start, because the request has to be sent again, or another one with
     * the same content. The engine asks for offset 0 only, and only after it asked for bytes.
     *
     * @return whether the source stands there now; false fails the transfer with {@link
     *     dev.hiper.error.ResultCode#SEND_FAIL_REWIND}
     */
    default boolean onSeek(long offset) {
        return false;
    }

    /**
     * The part does not hold this source any more: its content was replaced, or its {@link Mime} was closed. Called
     * once per part that the source was given to; copies of such a part do not call it.
     */
    default void onFree() {}
}
