package dev.hiper.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Two ordinary channels of one loop that throw a byte to and fro; measures a counter between two throws. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails ends the game, and its time runs out.
final class PingPong {
    private final EventLoop loop;
    private final LongSupplier counter;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private final long growth;
    private int left;
    private long first;
    private long last;
    private long most;

    /** Plays at least {@code hops}, and until {@code counter} has grown by {@code growth}. */
    PingPong(EventLoop loop, int hops, LongSupplier counter, long growth) {
        this.loop = loop;
        this.left = hops;
        this.counter = counter;
        this.growth = growth;
    }

    /** The largest growth of the counter between two hops. */
    long play() throws Exception {
        SocketAddress server = serve(loop, new Player());
        Channel client = new Bootstrap()
                .group(loop)
                .channel(isEpoll(loop) ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new Player())
                .connect(server)
                .sync()
                .channel();
        loop.execute(() -> {
            first = counter.getAsLong();
            last = first;
            client.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]), client.voidPromise());
        });
        return result.get(30, TimeUnit.SECONDS);
    }

    private static boolean isEpoll(EventLoop loop) {
        return ((IoEventLoop) loop).isCompatible(EpollIoHandle.class);
    }

    /** Accepts one connection, or more if {@code handler} can be shared, on {@code loop}. */
    static SocketAddress serve(EventLoop loop, ChannelHandler handler) throws Exception {
        return new ServerBootstrap()
                .group(loop)
                .channel(isEpoll(loop) ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(handler)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel()
                .localAddress();
    }

    private final class Player extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            long now = counter.getAsLong();
            most = Math.max(most, now - last);
            last = now;
            left--;
            if (left <= 0 && now - first >= growth) {
                result.complete(most);
            } else {
                context.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]), context.voidPromise());
            }
        }
    }
}
