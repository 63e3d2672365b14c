package dev.hiper.examples.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A small server that does what its paths say:
 *
 * <ul>
 *   <li>{@code /bytes/N}: N bytes with a Content-Length
 *   <li>{@code /chunked/N}: N bytes in chunks
 *   <li>{@code /status/N}: status N, with a short text where the status allows one
 *   <li>{@code /delay/N}: a short text after N milliseconds
 *   <li>{@code /echo}: the body of the request
 * </ul>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class Origin implements AutoCloseable {
    /** What a body consists of where a short text is enough. */
    static final int TEXT_BYTES = 64;

    private static final int MAX_REQUEST_BYTES = 1024 * 1024;
    private static final int CHUNK_BYTES = 4096;
    private static final byte[] PATTERN =
            "abcdefghijklmnopqrstuvwxyz".repeat(40).getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;

    private Origin(Channel channel) {
        this.channel = channel;
    }

    /** Listens on a free port of the loopback address. */
    static Origin start(EventLoopGroup loops, Class<? extends ServerChannel> channelType) {
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(channelType)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new Answers());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return new Origin(channel);
    }

    /** Its URL, without a path. */
    String url() {
        InetSocketAddress address = (InetSocketAddress) channel.localAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    private static final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String[] parts = request.uri().split("/", -1);
            String what = parts.length > 1 ? parts[1] : "";
            int number = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
            switch (what) {
                case "bytes" -> answer(context, request, HttpResponseStatus.OK, body(context, number));
                case "chunked" -> answerInChunks(context, number);
                case "status" -> answer(context, request, HttpResponseStatus.valueOf(number), text(context, number));
                case "delay" -> delay(context, request, number);
                case "echo" ->
                    answer(
                            context,
                            request,
                            HttpResponseStatus.OK,
                            request.content().retain());
                default -> answer(context, request, HttpResponseStatus.NOT_FOUND, body(context, TEXT_BYTES));
            }
        }

        private static ByteBuf text(ChannelHandlerContext context, int status) {
            boolean bodiless =
                    status == HttpResponseStatus.NO_CONTENT.code() || status == HttpResponseStatus.NOT_MODIFIED.code();
            return body(context, bodiless ? 0 : TEXT_BYTES);
        }

        private static ByteBuf body(ChannelHandlerContext context, int size) {
            ByteBuf body = context.alloc().buffer(Math.max(1, size));
            for (int left = size; left > 0; left -= PATTERN.length) {
                body.writeBytes(PATTERN, 0, Math.min(left, PATTERN.length));
            }
            return body;
        }

        private static void delay(ChannelHandlerContext context, FullHttpRequest request, int millis) {
            request.retain();
            context.executor()
                    .schedule(
                            () -> {
                                answer(context, request, HttpResponseStatus.OK, body(context, TEXT_BYTES));
                                request.release();
                            },
                            millis,
                            TimeUnit.MILLISECONDS);
        }

        private static void answer(
                ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status, ByteBuf body) {
            int length = body.readableBytes();
            if (request.method().equals(HttpMethod.HEAD)) {
                body.clear();
            }
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
            context.writeAndFlush(response, context.voidPromise());
        }

        private static void answerInChunks(ChannelHandlerContext context, int size) {
            HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            context.write(head, context.voidPromise());
            for (int left = size; left > 0; left -= CHUNK_BYTES) {
                ByteBuf piece = body(context, Math.min(left, CHUNK_BYTES));
                context.write(new DefaultHttpContent(piece), context.voidPromise());
            }
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        }
    }
}
