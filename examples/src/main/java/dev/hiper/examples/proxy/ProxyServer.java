package dev.hiper.examples.proxy;

import dev.hiper.MultiOption;
import dev.hiper.netty.HiperLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The proxy: listens, serves, and can be drained.
 *
 * <pre>{@code
 * try (ProxyServer proxy = ProxyServer.start(ProxyOptions.parse("--listen", "127.0.0.1:8080"), RequestListener.NONE)) {
 *     ...
 * }
 * }</pre>
 */
public final class ProxyServer implements AutoCloseable {
    /** Bytes that wait for a slow reader before its source is paused, and at which the source goes on. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private static final int BACKLOG = 1024;

    /** For the event loops to end when all their connections have. */
    private static final long SHUTDOWN_SECONDS = 5;

    private final EventLoopGroup loops;
    private final ProxyContext context;
    private final Channel listening;

    private ProxyServer(EventLoopGroup loops, ProxyContext context, Channel listening) {
        this.loops = loops;
        this.context = context;
        this.listening = listening;
    }

    /**
     * Starts a proxy on event loops of its own.
     *
     * @param listener is told of every request
     * @throws IOException if it cannot listen where it should
     */
    public static ProxyServer start(ProxyOptions options, RequestListener listener) throws IOException {
        EventLoopGroup loops = options.transport().eventLoops(options.threads());
        ProxyContext context = new ProxyContext(options, loops, listener);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(options.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ClientPipeline(context))
                .bind(new InetSocketAddress(options.listenHost(), options.listenPort()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            context.names().close();
            loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException(
                    "cannot listen on " + options.listenHost() + ":" + options.listenPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        ProxyServer server = new ProxyServer(loops, context, bound.channel());
        context.listensOn(server.address());
        server.eventLoops().forEach(loop -> keepIdle(loop, options.maxIdleUpstreams()));
        return server;
    }

    /** libcurl's default follows the number of running transfers, and closes most connections in each pause of a server. */
    private static void keepIdle(EventLoop loop, long connections) {
        HiperLoop engine = HiperLoop.of(loop);
        engine.run(() -> engine.multi().set(MultiOption.MAXCONNECTS, connections));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Its event loops, each with an engine. */
    public List<EventLoop> eventLoops() {
        List<EventLoop> all = new ArrayList<>();
        for (EventExecutor loop : loops) {
            all.add((EventLoop) loop);
        }
        return all;
    }

    /**
     * Ends gracefully: accepts nobody any more, closes idle connections, lets running requests and tunnels end, and cuts
     * off what is left after {@code timeoutMillis}. Blocks; not to be called on an event loop. Harmless when repeated.
     *
     * @return whether everything ended by itself
     */
    public boolean drain(long timeoutMillis) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        listening.close().await();
        context.startDraining();
        Future<Void> allClosed = context.clients().newCloseFuture();
        for (Channel client : context.clients()) {
            client.eventLoop().execute(() -> client.pipeline().fireUserEventTriggered(ProxyHandler.DRAIN));
        }
        boolean complete = allClosed.await(timeoutMillis);
        context.clients().close().await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        long leftMillis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
        List<Future<Void>> engines = new ArrayList<>();
        for (EventLoop loop : eventLoops()) {
            if (!loop.isShuttingDown()) {
                engines.add(HiperLoop.of(loop).drain(leftMillis));
            }
        }
        for (Future<Void> engine : engines) {
            engine.await(leftMillis + TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS));
        }
        context.names().close();
        loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        return complete;
    }

    /** Ends at once. Blocks, like {@link #drain}. */
    @Override
    public void close() {
        try {
            drain(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
