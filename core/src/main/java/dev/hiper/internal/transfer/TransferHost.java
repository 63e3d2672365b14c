package dev.hiper.internal.transfer;

import dev.hiper.internal.coding.DecodeBuffers;
import dev.hiper.internal.filter.Timer;
import java.nio.ByteBuffer;

/** What a transfer asks of the run loop that it is a member of. Loop thread only. */
public interface TransferHost {
    /** The latched now. */
    long nowNanos();

    /** Wall-clock milliseconds. */
    long wallMillis();

    void expireAt(Timer timer, long deadlineNanos);

    void cancel(Timer timer);

    /** Marks the transfer to be run at the next opportunity. */
    void wake();

    /**
     * Starts an errand, and wakes the transfer when it is done. It is dropped if the transfer ends before, or starts another one.
     *
     * @return false if too many wait already; the errand is dropped then
     */
    boolean aside(Errand errand);

    /**
     * The engine's reading buffer, cleared, with room for {@code size} bytes. Valid until this run returns or asks
     * again.
     */
    ByteBuffer readBuffer(int size);

    /** Where decoders of bodies get their buffers. */
    DecodeBuffers decodeBuffers();

    /** The engine's sending buffer, as {@link #readBuffer}. */
    ByteBuffer sendBuffer(int size);
}
