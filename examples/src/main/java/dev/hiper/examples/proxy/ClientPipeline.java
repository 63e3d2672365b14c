package dev.hiper.examples.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Sets up the connection of a client, or turns it away if there are too many. */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class ClientPipeline extends ChannelInitializer<Channel> {
    private static final String TOO_MANY = "There are too many connections\n";

    private static final byte[] REFUSAL = String.join(
                    "\r\n",
                    "HTTP/1.1 503 Service Unavailable",
                    "Content-Type: text/plain; charset=utf-8",
                    "Content-Length: " + TOO_MANY.length(),
                    "Connection: close",
                    "",
                    TOO_MANY)
            .getBytes(StandardCharsets.US_ASCII);

    private final ProxyContext proxy;

    ClientPipeline(ProxyContext proxy) {
        this.proxy = proxy;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (channel.remoteAddress() == null) {
            // Gone before we had a look; later its address could not be told.
            channel.close();
            return;
        }
        if (proxy.clients().size() >= proxy.options().maxConnections()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        proxy.clients().add(channel);
        RequestGate gate = new RequestGate();
        int idleSeconds = proxy.options().idleTimeoutSeconds();
        channel.pipeline()
                .addLast(new IdleStateHandler(true, 0, 0, idleSeconds, TimeUnit.SECONDS))
                .addLast(new BodilessResponse.Encoder())
                .addLast(new StrictRequestDecoder(proxy.options().maxHeaderBytes()))
                .addLast(gate)
                .addLast(new ProxyHandler(proxy, gate));
    }
}
