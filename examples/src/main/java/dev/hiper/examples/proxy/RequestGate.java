package dev.hiper.examples.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Lets one request through at a time. A request that is pipelined behind a running one is held until that one is
 * answered, and nothing more is read meanwhile: at most what one read brought.
 *
 * <p>While nothing is held the channel is read on, even if nothing is due: only so is a client seen that goes away.
 */
final class RequestGate extends ChannelInboundHandlerAdapter {
    private final ArrayDeque<Object> held = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private boolean answering;
    private boolean bodyWanted = true;
    private boolean discarding;
    private boolean passing;

    @SuppressWarnings("NullAway.Init") // The context comes before the first message.
    RequestGate() {}

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** The running request is answered: the next one may come. */
    void next() {
        answering = false;
        passHeld();
    }

    /** Whether more of the body of the running request is wanted now. */
    void bodyWanted(boolean wanted) {
        bodyWanted = wanted;
        updateReading();
    }

    /** Whether the body of the running request is being waited for, rather than held back. */
    boolean waitsForClient() {
        return bodyWanted && held.isEmpty();
    }

    /** Whether the running request came behind another one. */
    boolean isPipelined() {
        return passing;
    }

    /** Whatever comes from now on is dropped. */
    void discard() {
        discarding = true;
        bodyWanted = true;
        releaseHeld();
        updateReading();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (discarding) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || isNext(message)) {
            held.add(message);
            updateReading();
        } else {
            pass(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        // Answers that nobody reads must not pile up, small as each of them may be.
        passHeld();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        releaseHeld();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseHeld();
    }

    private boolean isNext(Object message) {
        return message instanceof HttpRequest
                && (answering || !context.channel().isWritable());
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest) {
            answering = true;
        }
        context.fireChannelRead(message);
    }

    private void passHeld() {
        if (passing) {
            // An answer that was given at once; the loop below goes on.
            return;
        }
        passing = true;
        while (!held.isEmpty() && !isNext(held.element())) {
            pass(held.remove());
        }
        passing = false;
        updateReading();
    }

    private void releaseHeld() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    private void updateReading() {
        context.channel().config().setAutoRead(bodyWanted && held.isEmpty());
    }
}
