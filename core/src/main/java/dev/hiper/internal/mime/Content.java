package dev.hiper.internal.mime;

import dev.hiper.error.TransferException;
import java.nio.ByteBuffer;

/** A stretch of the body that can be read once, and again after a rewind. */
interface Content {
    /** {@link #read} answers: the application pauses sending. */
    int PAUSED = MimeBody.PAUSED;

    /** {@link #read} answers: there is no more. */
    int END = MimeBody.END;

    /** {@link #size} answers: nobody knows. */
    long UNKNOWN = -1;

    /** How many bytes {@link #read} gives in all; {@link #UNKNOWN} is possible. */
    long size();

    /**
     * Puts bytes into {@code destination}, which has room.
     *
     * @return bytes put; {@link #PAUSED}; {@link #END}
     */
    int read(ByteBuffer destination) throws TransferException;

    /** Back to the first byte. */
    void rewind() throws TransferException;

    /** Lets go of what is open. A rewind may still follow. */
    void close();
}
