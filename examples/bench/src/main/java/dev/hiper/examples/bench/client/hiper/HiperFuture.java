package dev.hiper.examples.bench.client.hiper;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.MultiOption;
import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.netty.HiperLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The adapter's futures: {@link HiperLoop#submit} for every request. */
public final class HiperFuture implements Client {
    private final EventLoopGroup group;
    private final HiperLoop loop;
    private final Handles handles;

    public HiperFuture(ClientSettings settings) {
        group = new MultiThreadIoEventLoopGroup(settings.threads(), EpollIoHandler.newFactory());
        loop = HiperLoop.of(group.next());
        handles = new Handles(settings);
        loop.run(() -> loop.multi().set(MultiOption.MAXCONNECTS, (long) settings.maxConnections()));
    }

    @Override
    public void send(Exchange exchange) {
        Easy easy = handles.of(exchange);
        loop.submit(easy).addListener(done -> ended(exchange, easy, done));
    }

    private static void ended(Exchange exchange, Easy easy, Future<?> done) {
        Throwable cause = done.cause();
        if (cause == null) {
            exchange.completed((int) easy.infoLong(EasyInfo.RESPONSE_CODE));
        } else {
            exchange.failed(cause);
        }
    }

    @Override
    public void close() {
        loop.drain(0).syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
