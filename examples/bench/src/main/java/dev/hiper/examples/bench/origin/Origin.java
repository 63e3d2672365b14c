package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.proxy.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The origin: one event loop that serves every {@link dev.hiper.examples.bench.scenario.Resource}. */
public final class Origin implements OriginServer {
    /** Connections that may wait to be accepted; the kernel has a limit of its own, net.core.somaxconn. */
    private static final int BACKLOG = 16_384;

    /** A client that sends requests ahead gets so much of the answers before it has to read them. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 19, 1 << 20);

    private final OriginSettings settings;
    private final WorkDirectory directory;
    private final Transport transport = Transport.best();
    private final EventLoopGroup loop = transport.eventLoops(1);
    private final Shared shared = new Shared(new Answer.Encoded(), new BigPieces(), new Gates(), new Tally());
    private final OriginInfo info;

    private Origin(OriginSettings settings, WorkDirectory directory) throws IOException {
        this.settings = settings;
        this.directory = directory;
        try {
            Identity identity = Identity.create(directory.path());
            int httpPort = listen(settings.httpPort(), initializer(null));
            int httpsPort = listen(settings.httpsPort(), initializer(ServerTls.context(identity)));
            int controlPort = bind(0, settings.controlPort(), ControlHandler.initializer(shared.tally()));
            Path certificate = identity.certificate().toAbsolutePath();
            info = new OriginInfo(
                    ProcessHandle.current().pid(),
                    httpPort,
                    httpsPort,
                    controlPort,
                    certificate.toString(),
                    settings.addresses());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Listens when it returns. */
    public static Origin start(OriginSettings settings) throws IOException {
        return new Origin(settings, WorkDirectory.at(settings.directory()));
    }

    @Override
    public OriginInfo info() {
        return info;
    }

    @Override
    public long accepted() {
        return shared.tally().accepted();
    }

    @Override
    public long requests() {
        return shared.tally().requests();
    }

    /** Of the whole process that it is part of. */
    @Override
    public ProcessCpu cpu() {
        return ProcessCpu.own();
    }

    @Override
    public void close() {
        if (!loop.isShuttingDown()) {
            loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
            shared.answers().release();
            shared.pieces().release();
            directory.close();
        }
    }

    /** Listens on all addresses, and gives the port. */
    private int listen(int port, ChannelHandler initializer) throws IOException {
        int bound = port;
        for (int number = 0; number < settings.addresses(); number++) {
            bound = bind(number, bound, initializer);
        }
        return bound;
    }

    private int bind(int number, int port, ChannelHandler initializer) throws IOException {
        InetSocketAddress address = new InetSocketAddress(OriginSettings.address(number), port);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(initializer)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("Cannot listen on " + address + ": " + bound.cause(), bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private ChannelInitializer<Channel> initializer(@Nullable SslContext tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                shared.tally().connectionAccepted();
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(new OriginHandler(channel, shared));
            }
        };
    }
}
