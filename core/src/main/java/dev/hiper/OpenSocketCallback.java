package dev.hiper;

import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Opens, or refuses to open, the socket for one address: {@link EasyOption#OPENSOCKETFUNCTION}.
 * Called once per connection attempt. A good place to keep a server from connecting to addresses it
 * must not reach.
 *
 * <p>Runs on the thread that drives the transfer; what it may call is written at {@link Easy}.
 * Throwing anything but an IOException refuses the address.
 */
@FunctionalInterface
public interface OpenSocketCallback {
    /**
     * Opens a socket, or refuses to.
     *
     * @param request the address that will be connected to, and socket options. To connect
     *     elsewhere use {@link EasyOption#CONNECT_TO} or {@link EasyOption#RESOLVE}.
     * @param factory what the engine would have asked
     * @return a non-blocking socket that fits the loop, usually {@code factory.open(request)}; null
     *     to give this address up. The next one is tried; without any the transfer ends with
     *     {@link dev.hiper.error.ResultCode#COULDNT_CONNECT}.
     * @throws IOException if the socket cannot be had; counts as a failed attempt
     */
    @Nullable
    TransportSocket onOpenSocket(Easy easy, SocketRequest request, SocketFactory factory) throws IOException;
}
