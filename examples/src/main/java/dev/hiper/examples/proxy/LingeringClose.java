package dev.hiper.examples.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client is still sending: first our direction only. Closing both with data unread makes the
 * system send a reset, which may destroy the response before the client has read it (RFC 9112, 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // There is nothing left to do if closing fails.
final class LingeringClose {
    /** How long the client has to notice; as nginx's default. */
    private static final long LINGER_SECONDS = 5;

    private LingeringClose() {}

    /** What arrives from now on has to be read and dropped by somebody; the end of input closes the channel. */
    static void start(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ((DuplexChannel) channel).shutdownOutput());
        ScheduledFuture<?> deadline =
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
    }
}
