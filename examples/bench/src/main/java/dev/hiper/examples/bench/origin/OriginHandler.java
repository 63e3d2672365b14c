package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.scenario.Resource;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Works on bytes, without a codec: a server that costs more than its clients would be measured in
 * their place.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class OriginHandler extends ChannelInboundHandlerAdapter {
    /** What a client may send ahead while its answer is still to come, before no more is read. */
    private static final int MAX_AHEAD_BYTES = 65_536;

    private enum State {
        HEAD,
        BODY,
        CHUNKS,
        /** An answer is due. */
        ANSWERING,
        CLOSING
    }

    private final Channel channel;
    private final Shared shared;
    private final RequestHead head = new RequestHead();
    private State state = State.HEAD;
    private long bodyLeft;
    private @Nullable ChunkedBody chunks;
    private @Nullable ByteBuf unread;
    private final Runnable openGate = this::openGate;

    OriginHandler(Channel channel, Shared shared) {
        this.channel = channel;
        this.shared = shared;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        ByteBuf before = unread;
        if (before != null) {
            unread = null;
            in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), before, in);
        }
        consume(in);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (unread != null && channel.isWritable()) {
            channel.eventLoop().execute(this::resume);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        shared.tally().connectionClosed();
        if (state == State.ANSWERING) {
            shared.gates().leave(head.number(), openGate);
        }
        state = State.CLOSING;
        ByteBuf in = unread;
        if (in != null) {
            unread = null;
            in.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Clients go as they please, and some do not get through their handshake.
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            cause.printStackTrace();
        }
        channel.close();
    }

    /** Takes what can be taken now, and keeps the rest. */
    private void consume(ByteBuf in) {
        boolean more = true;
        while (more && in.isReadable() && channel.isWritable()) {
            more = switch (state) {
                case HEAD -> head(in);
                case BODY -> body(in);
                case CHUNKS -> chunks(in);
                case ANSWERING -> false;
                case CLOSING -> {
                    in.skipBytes(in.readableBytes());
                    yield false;
                }
            };
        }
        if (!in.isReadable()) {
            in.release();
            return;
        }
        unread = in;
        if (in.readableBytes() > MAX_AHEAD_BYTES) {
            channel.config().setAutoRead(false);
        }
    }

    /** Goes on with what was sent ahead. Never called from within {@link #consume}. */
    private void resume() {
        channel.config().setAutoRead(true);
        ByteBuf in = unread;
        if (in != null) {
            unread = null;
            consume(in);
        }
        channel.flush();
    }

    private boolean head(ByteBuf in) {
        if (!head.read(in)) {
            return false;
        }
        Answer refusal = head.refusal();
        if (refusal != null) {
            answer(refusal, true);
        } else if (head.chunked()) {
            state = State.CHUNKS;
            chunks = new ChunkedBody();
        } else if (head.bodyLength() > 0) {
            state = State.BODY;
            bodyLeft = head.bodyLength();
        } else {
            answer(0);
        }
        if (head.expectsContinue() && !in.isReadable() && (state == State.BODY || state == State.CHUNKS)) {
            channel.write(shared.answers().goOn(), channel.voidPromise());
        }
        return true;
    }

    private boolean body(ByteBuf in) {
        int taken = (int) Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(taken);
        bodyLeft -= taken;
        if (bodyLeft == 0) {
            answer(head.bodyLength());
        }
        return true;
    }

    private boolean chunks(ByteBuf in) {
        ChunkedBody body = chunks;
        if (body == null) {
            throw new IllegalStateException("There is no chunked body");
        }
        body.read(in);
        if (body.malformed()) {
            answer(Answer.MALFORMED, true);
            return true;
        }
        if (body.complete()) {
            chunks = null;
            answer(body.length());
            return true;
        }
        return false;
    }

    /** The request is complete. */
    private void answer(long bodyLength) {
        Resource resource = head.resource();
        if (resource == null) {
            answer(Answer.NOT_FOUND, head.close());
        } else if (head.post() != resource.requestBytes() > 0 || bodyLength != resource.requestBytes()) {
            answer(Answer.WRONG, head.close());
        } else {
            switch (resource) {
                case TINY, UPLOAD -> answer(Answer.HELLO, head.close());
                case BODY64K -> answer(Answer.BODY64K, head.close());
                case CLOSE -> answer(Answer.HELLO, true);
                case BIG -> {
                    state = State.ANSWERING;
                    new BigBody().start();
                }
                case GATE -> enterGate();
                case NEVER -> state = State.ANSWERING;
            }
        }
    }

    private void answer(Answer answer, boolean close) {
        shared.tally().requestAnswered();
        ByteBuf bytes = shared.answers().of(answer, close);
        if (close) {
            state = State.CLOSING;
            ChannelFuture written = channel.writeAndFlush(bytes);
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            state = State.HEAD;
            channel.write(bytes, channel.voidPromise());
        }
    }

    private void enterGate() {
        long count = head.number();
        if (count < 1) {
            answer(Answer.WRONG, head.close());
            return;
        }
        state = State.ANSWERING;
        shared.gates().enter(count, openGate);
    }

    private void openGate() {
        answer(Answer.HELLO, head.close());
        // Perhaps one of these is inside consume().
        channel.eventLoop().execute(this::resume);
    }

    /** Writes the big body piece by piece: the next one when the socket has taken the one before. */
    private final class BigBody implements ChannelFutureListener, Runnable {
        private long left = Resource.BIG.responseBytes();

        void start() {
            channel.write(shared.answers().of(Answer.BIG, head.close()), channel.voidPromise());
            run();
        }

        @Override
        public void operationComplete(ChannelFuture written) {
            if (!written.isSuccess()) {
                channel.close();
            } else if (left > 0) {
                // In turns: a client that reads fast must not have the server for itself.
                channel.eventLoop().execute(this);
            } else {
                finish();
            }
        }

        /** Writes the next piece. */
        @Override
        public void run() {
            long size = Math.min(left, BigPieces.PIECE_BYTES);
            left -= size;
            channel.writeAndFlush(shared.pieces().next(size)).addListener(this);
        }

        private void finish() {
            shared.tally().requestAnswered();
            if (head.close()) {
                state = State.CLOSING;
                channel.close();
            } else {
                state = State.HEAD;
                channel.eventLoop().execute(OriginHandler.this::resume);
            }
        }
    }
}
