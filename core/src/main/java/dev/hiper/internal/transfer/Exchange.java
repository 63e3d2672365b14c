package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on a connection, whatever version of whatever protocol. Driven by the run loop:
 * {@link #begin} once, then {@link #receive} and {@link #send} in each run until {@link #complete}, then
 * {@link #end} once. The steps never block and do bounded work; what did not fit is asked for with
 * {@link Transfer#wake()}.
 */
public interface Exchange {
    /** Writes the request's head and as much of its body as fits, straight away (M15). */
    void begin() throws TransferException;

    /** Reads and delivers what is there, within the budget of one run (M22). */
    void receive() throws TransferException;

    /** Goes on sending the request. */
    void send() throws TransferException;

    /** Whether more of the response is wanted; pausing is not considered here. */
    boolean wantsReceive();

    /** Whether there is something to send now; false while waiting for a 100 answer. */
    boolean wantsSend();

    /** Whether bytes of the request that were already taken from the application wait for the socket. */
    boolean holdsUnsent();

    /** Whether request and response are through. Data held back by a pause is not considered here. */
    boolean complete();

    /** Whether any byte of the response came. */
    boolean responseBegun();

    /** Whether any byte of the request may have reached the peer. */
    boolean requestBegun();

    /** What the response leads to: the same request again, or another one; null if this was the last. */
    @Nullable
    Leg nextLeg();

    /** Whether the next leg belongs on this very connection, since it goes on with what was begun there. */
    boolean staysOnConnection();

    /** Nobody reads what is left of the response: buffers and decoders are given back. Harmless if there are none. */
    void discard();

    /**
     * The exchange is over, completely or not.
     *
     * @param premature whether it was cut off
     * @return why the connection cannot carry another exchange; null if it can
     * @throws TransferException if the response ended too early without anybody having noticed yet
     */
    @Nullable
    CloseReason end(boolean premature) throws TransferException;
}
