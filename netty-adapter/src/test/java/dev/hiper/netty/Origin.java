package dev.hiper.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A server for tests, on a thread of its own:
 *
 * <pre>
 *   /hello      five bytes
 *   /bytes/n    n bytes, the value of each its position modulo 251
 *   /echo       the body of the request
 *   /sink       the number of body bytes of the request, in digits
 *   /begin      a head that promises ten bytes, and one of them
 *   /never      nothing
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its channel, and a test notices that.
final class Origin {
    static final int PERIOD = 251;

    private static final byte[] PIECE = new byte[64 * PERIOD];

    static {
        for (int i = 0; i < PIECE.length; i++) {
            PIECE[i] = (byte) (i % PERIOD);
        }
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private final Channel listening;

    Origin() throws Exception {
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new HttpServerCodec(), new Answers());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    String url(String path) {
        return "http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + path;
    }

    /** All connections that were ever made. */
    List<SocketChannel> connections() {
        return connections;
    }

    void close() throws Exception {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }

    private static final class Answers extends ChannelInboundHandlerAdapter {
        private String path = "";
        private final ByteBuf body = Unpooled.buffer();
        private long received;
        private long sent;
        private long toSend;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof HttpRequest request) {
                    path = request.uri();
                    body.clear();
                    received = 0;
                    if (HttpUtil.is100ContinueExpected(request)) {
                        context.writeAndFlush(
                                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
                                context.voidPromise());
                    }
                }
                if (message instanceof HttpContent content) {
                    received += content.content().readableBytes();
                    if (path.equals("/echo")) {
                        body.writeBytes(content.content());
                    }
                }
                if (message instanceof LastHttpContent) {
                    answer(context);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void answer(ChannelHandlerContext context) {
            if (path.equals("/hello")) {
                full(context, Unpooled.copiedBuffer("hello", US_ASCII));
            } else if (path.equals("/echo")) {
                full(context, body.copy());
            } else if (path.equals("/sink")) {
                full(context, Unpooled.copiedBuffer(Long.toString(received), US_ASCII));
            } else if (path.equals("/begin")) {
                head(context, 10);
                context.writeAndFlush(
                        new DefaultHttpContent(Unpooled.copiedBuffer("x", US_ASCII)), context.voidPromise());
            } else if (path.startsWith("/bytes/")) {
                toSend = Long.parseLong(path.substring("/bytes/".length()));
                sent = 0;
                head(context, toSend);
                send(context);
            }
        }

        private static void full(ChannelHandlerContext context, ByteBuf content) {
            DefaultFullHttpResponse response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
            context.writeAndFlush(response, context.voidPromise());
        }

        private static void head(ChannelHandlerContext context, long length) {
            DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
            context.write(response, context.voidPromise());
        }

        private void send(ChannelHandlerContext context) {
            while (sent < toSend && context.channel().isWritable()) {
                int size = (int) Math.min(PIECE.length, toSend - sent);
                sent += size;
                context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(PIECE, 0, size)), context.voidPromise());
                if (sent == toSend) {
                    context.write(LastHttpContent.EMPTY_LAST_CONTENT)
                            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                }
                context.flush();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            body.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
