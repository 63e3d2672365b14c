package dev.hiper.examples.bench.origin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;

/** Answers lines on the control port. */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class ControlHandler extends SimpleChannelInboundHandler<String> {
    private static final int MAX_LINE_BYTES = 256;

    private final Tally tally;

    private ControlHandler(Tally tally) {
        this.tally = tally;
    }

    static ChannelInitializer<Channel> initializer(Tally tally) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new LineBasedFrameDecoder(MAX_LINE_BYTES),
                                new StringDecoder(),
                                new StringEncoder(),
                                new ControlHandler(tally));
            }
        };
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        String answer = line.strip().equals("stats")
                ? "{\"accepted\":" + tally.accepted() + ",\"requests\":" + tally.requests() + ",\"open\":"
                        + tally.open() + "}\n"
                : "{\"error\":\"There is only stats\"}\n";
        context.writeAndFlush(answer, context.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
