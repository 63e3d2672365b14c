package dev.hiper.examples.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a tunnel: what comes in here goes out at the other. Each direction ends by itself: the end of input here ends
 * the output there, when everything is written. An end that cannot write is an end whose other one does not read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class TunnelEnd extends ChannelInboundHandlerAdapter {
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private @Nullable TunnelEnd other;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean discarding;
    private long bytes;

    @SuppressWarnings("NullAway.Init") // The context comes before the first message.
    TunnelEnd() {}

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Bytes that came in here. */
    long bytes() {
        return bytes;
    }

    /** Joins both ends; bytes that came before go first. Both begin to read. */
    static void join(TunnelEnd one, TunnelEnd two) {
        one.joinTo(two);
        two.joinTo(one);
        one.start();
        two.start();
    }

    /** There is not going to be a tunnel: whatever comes is dropped, and the end of input closes the channel. */
    void discard() {
        discarding = true;
        releaseEarly();
        if (inputEnded) {
            context.close();
        } else {
            context.channel().config().setAutoRead(true);
        }
    }

    private void joinTo(TunnelEnd peer) {
        other = peer;
    }

    private void start() {
        TunnelEnd peer = other;
        if (peer == null) {
            return;
        }
        for (ByteBuf piece = early.poll(); piece != null; piece = early.poll()) {
            peer.context.write(piece, peer.context.voidPromise());
        }
        peer.context.flush();
        if (inputEnded) {
            peer.endOutput();
        }
        context.channel().config().setAutoRead(peer.context.channel().isWritable());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (discarding || !(message instanceof ByteBuf piece)) {
            // In the beginning: the end of the CONNECT request.
            ReferenceCountUtil.release(message);
            return;
        }
        bytes += piece.readableBytes();
        TunnelEnd peer = other;
        if (peer == null) {
            early.add(piece);
        } else {
            peer.context.write(piece, peer.context.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        TunnelEnd peer = other;
        if (peer != null) {
            peer.context.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        TunnelEnd peer = other;
        if (peer != null) {
            peer.context.channel().config().setAutoRead(ctx.channel().isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            TunnelEnd peer = other;
            if (peer != null) {
                peer.endOutput();
            } else if (discarding) {
                ctx.close();
            }
        } else if (event instanceof IdleStateEvent) {
            // Sees both directions: each of them passes through here.
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        TunnelEnd peer = other;
        if (peer != null) {
            peer.context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
        releaseEarly();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void releaseEarly() {
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    private void endOutput() {
        if (outputEnded) {
            return;
        }
        outputEnded = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (inputEnded) {
                context.close();
            } else {
                ((DuplexChannel) context.channel()).shutdownOutput();
            }
        });
    }
}
