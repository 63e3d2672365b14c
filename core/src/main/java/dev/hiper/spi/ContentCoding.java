package dev.hiper.spi;

import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A content coding (RFC 9110, 8.4.1), such as {@code gzip} or {@code br}: its names and how to undo
 * it.
 *
 * <p>Core brings {@code deflate} and {@code gzip}. Others are found as services (see {@link
 * java.util.ServiceLoader}) when a transfer first needs them, or given by the application. A coding
 * is immutable and may be used by any thread at any time.
 */
public interface ContentCoding {
    /**
     * The names of the coding in lower case. The first one is offered to servers, the others are
     * understood as well (such as {@code x-gzip}, RFC 9110, 8.4.1.3). Always the same list, never
     * empty.
     */
    List<String> names();

    /**
     * Whether decoders can be made here. A coding whose native half is missing on this platform
     * says no and is treated as unknown. Asked once, before the coding is first used; loading
     * native code belongs here.
     */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Begins decoding one body. The caller closes the decoder.
     *
     * @throws TransferException OUT_OF_MEMORY if there is no room for a decoder
     */
    Decoder newDecoder() throws TransferException;

    /**
     * Undoes the coding of one body, piece by piece. Used by one thread at a time. It must not
     * allocate per call, must not keep a reference to a buffer it was given, and bounds the memory
     * it needs for a body by itself.
     */
    interface Decoder extends AutoCloseable {
        /** Why a call of {@link Decoder#decode} came to its end. */
        enum State {
            /** All input was taken, and all output that it gives is out. */
            NEEDS_INPUT,
            /** The output buffer is full; there may be more. */
            NEEDS_OUTPUT,
            /** The coded stream is complete, and all its output is out. Input may remain. */
            FINISHED
        }

        /**
         * Takes bytes from {@code input} and puts decoded ones into {@code output}, as many as
         * possible.
         *
         * <p>After {@link State#FINISHED} it is called again only if more input follows. A format
         * that allows streams in sequence then begins the next one; one that tolerates bytes behind
         * the end takes them; any other takes nothing and answers {@code FINISHED} again, and the
         * transfer fails.
         *
         * @param input the coded bytes, direct or not, possibly none; the caller's, unchanged but
         *     for its position
         * @param output room for at least one byte; direct
         * @throws TransferException BAD_CONTENT_ENCODING if the input is no such stream; the
         *     decoder is then only closed
         */
        State decode(ByteBuffer input, ByteBuffer output) throws TransferException;

        /**
         * Gives back memory, native memory first of all. Idempotent; nothing else is called
         * afterwards.
         */
        @Override
        void close();
    }
}
