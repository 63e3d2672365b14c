package dev.hiper.spi;

import java.nio.channels.SocketChannel;

/**
 * A socket that is a {@link SocketChannel}, so that a {@link java.nio.channels.Selector} can watch it. The sockets
 * that the engine opens when no {@link SocketFactory} was given are of this kind.
 */
public interface ChannelSocket extends TransportSocket {
    /** The channel, for registering with a selector. Only the engine reads, writes or closes it. */
    SocketChannel channel();
}
