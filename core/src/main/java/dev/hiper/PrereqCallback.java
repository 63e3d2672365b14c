package dev.hiper;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Has the last word before a request is sent, when it is known who is at the other end:
 * {@link EasyOption#PREREQFUNCTION}. Called for each request, on reused connections, too.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing ends the transfer as the aborting answer does, with what was thrown as the cause in
 * {@link TransferFailure}.
 */
@FunctionalInterface
public interface PrereqCallback {
    /**
     * Agrees to the request or ends the transfer.
     *
     * @param remote the address of the peer; null if the connection has none
     * @param local our own address; null if the connection has none
     */
    CallbackResult onPrereq(Easy easy, @Nullable SocketAddress remote, @Nullable SocketAddress local);
}
