package dev.hiper.examples.bench.client.hiper;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.TransferFailure;
import dev.hiper.TransferMessage;
import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.netty.HiperLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/**
 * Core's own calls on an event loop of Netty, as a user of libcurl would write it: a handle is added to the
 * multi, taken out when its message comes, and added again.
 */
public final class HiperCore implements Client {
    private final EventLoopGroup group;
    private final HiperLoop loop;
    private final Multi multi;
    private final Handles handles;

    private HiperCore(ClientSettings settings, IoHandlerFactory io) {
        group = new MultiThreadIoEventLoopGroup(settings.threads(), io);
        loop = HiperLoop.of(group.next());
        multi = loop.multi();
        handles = new Handles(settings);
        loop.onMessage(this::ended);
        loop.run(() -> multi.set(MultiOption.MAXCONNECTS, (long) settings.maxConnections()));
    }

    public static Client onEpoll(ClientSettings settings) {
        return new HiperCore(settings, EpollIoHandler.newFactory());
    }

    public static Client onNio(ClientSettings settings) {
        return new HiperCore(settings, NioIoHandler.newFactory());
    }

    @Override
    public void send(Exchange exchange) {
        Easy easy = handles.of(exchange);
        if (loop.eventLoop().inEventLoop()) {
            multi.add(easy);
        } else {
            loop.run(() -> multi.add(easy));
        }
    }

    private void ended(TransferMessage message) {
        Easy easy = message.easy();
        Exchange exchange = Handles.exchange(easy);
        multi.remove(easy);
        TransferFailure failure = message.failure();
        if (failure == null) {
            exchange.completed((int) easy.infoLong(EasyInfo.RESPONSE_CODE));
        } else {
            exchange.failed(new IllegalStateException(failure.toString(), failure.cause()));
        }
    }

    @Override
    public void close() {
        loop.drain(0).syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
