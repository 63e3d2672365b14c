package dev.hiper.examples.bench.client.netty;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What one would write by hand for speed: a codec, one handler behind it that drops the body piece by piece, and a stack
 * of idle connections that needs no lock because everything happens on the one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
public final class RawNetty implements Client {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final @Nullable SslContext tls;
    private final Map<String, ArrayDeque<Connection>> idle = new HashMap<>();

    public RawNetty(ClientSettings settings) throws SSLException {
        boolean epoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(
                settings.threads(), epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loop = group.next();
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Request.CONNECT_MILLIS);
        tls = settings.certificate() == null
                ? null
                : SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(settings.certificate().toFile())
                        .build();
    }

    @Override
    public void send(Exchange exchange) {
        if (loop.inEventLoop()) {
            start(exchange);
        } else {
            loop.execute(() -> start(exchange));
        }
    }

    private void start(Exchange exchange) {
        Call call = (Call) exchange.state;
        if (call == null) {
            URI uri = exchange.request().uri();
            call = new Call(exchange, idle.computeIfAbsent(uri.getRawAuthority(), origin -> new ArrayDeque<>()));
            exchange.state = call;
        }
        Connection connection = call.idle.poll();
        if (connection == null) {
            connect(call);
        } else {
            connection.write(call);
        }
    }

    private void connect(Call call) {
        Request request = call.exchange.request();
        Connection connection = new Connection(call);
        bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (request.tls() && tls != null) {
                            URI uri = request.uri();
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), uri.getHost(), uri.getPort()));
                        }
                        if (request.timeLimits()) {
                            channel.pipeline().addLast(new IdleStateHandler(0, 0, Request.LOW_SPEED_SECONDS));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), connection);
                    }
                })
                .connect(request.uri().getHost(), request.uri().getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        connection.fail(connected.cause());
                    }
                });
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What is made once for each exchange. */
    private static final class Call {
        final Exchange exchange;
        /** Of the origin, the one that was used last first: it is likely to be in the caches still. */
        final ArrayDeque<Connection> idle;

        private final HttpMethod method;
        private final String target;
        private final HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().newHeaders();
        private final ByteBuf body;

        Call(Exchange exchange, ArrayDeque<Connection> idle) {
            this.exchange = exchange;
            this.idle = idle;
            Request request = exchange.request();
            method = request.isPost() ? HttpMethod.POST : HttpMethod.GET;
            target = request.target();
            headers.set(HttpHeaderNames.HOST, request.uri().getRawAuthority());
            if (request.isPost()) {
                headers.set(HttpHeaderNames.CONTENT_LENGTH, request.bodyBytes());
                // Outside of the heap: else it would be copied there for each request.
                body = Unpooled.unreleasableBuffer(Unpooled.directBuffer(request.bodyBytes()))
                        .writeBytes(request.body());
            } else {
                body = Unpooled.EMPTY_BUFFER;
            }
        }

        Object request() {
            return new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, method, target, body.duplicate(), headers, EmptyHttpHeaders.INSTANCE);
        }
    }

    private static final class Connection extends ChannelInboundHandlerAdapter {
        private @Nullable Channel channel;
        /** Null while the connection is idle. */
        private @Nullable Call call;

        private final ArrayDeque<Connection> idle;
        private @Nullable ScheduledFuture<?> limit;
        private int status;
        private boolean keepAlive;

        Connection(Call first) {
            call = first;
            idle = first.idle;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
            if (call != null) {
                write(call);
            }
        }

        void write(Call next) {
            Channel open = channel;
            if (open == null) {
                throw new IllegalStateException("not connected");
            }
            call = next;
            if (next.exchange.request().timeLimits()) {
                limit = open.eventLoop()
                        .schedule(
                                () -> fail(new TimeoutException("total time")),
                                Request.TOTAL_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
            open.writeAndFlush(next.request(), open.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                fail(part.decoderResult().cause());
                return;
            }
            Call current = call;
            if (message instanceof HttpResponse response) {
                status = response.status().code();
                keepAlive = HttpUtil.isKeepAlive(response);
            }
            if (message instanceof HttpContent content) {
                if (current != null) {
                    current.exchange.received(content.content().readableBytes());
                }
                content.release();
                if (current != null && message instanceof LastHttpContent) {
                    end(current);
                }
            }
        }

        private void end(Call done) {
            release();
            // The server closes the others, so that waiting in TIME_WAIT is at its end.
            if (keepAlive) {
                idle.push(this);
            }
            done.exchange.completed(status);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (call != null && event instanceof IdleStateEvent quiet && quiet.state() == IdleState.ALL_IDLE) {
                fail(new TimeoutException("low speed"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            idle.remove(this);
            fail(new IOException("closed by the server"));
        }

        void fail(Throwable cause) {
            Call failed = call;
            release();
            if (channel != null) {
                channel.close();
            }
            if (failed != null) {
                failed.exchange.failed(cause);
            }
        }

        private void release() {
            call = null;
            if (limit != null) {
                limit.cancel(false);
                limit = null;
            }
        }
    }
}
