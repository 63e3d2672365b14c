package dev.hiper.examples.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers one CONNECT request: looks up the host, connects, and from then on moves bytes. It stays on the event loop
 * of its client. The engine has no part in it, since what goes through is not HTTP to us.
 *
 * <p>Bytes that the client sends before the answer are kept in order, and no more of them read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write or close that fails ends the channel, and that is noticed.
final class Tunnel {
    /** Addresses of a name that are tried: each may cost the whole timeout. */
    private static final int ADDRESSES = 4;

    private static final HttpResponseStatus ESTABLISHED = HttpResponseStatus.valueOf(200, "Connection Established");

    private final ProxyContext proxy;
    private final ClientExchange exchange;
    private final Channel client;
    private final TunnelEnd near = new TunnelEnd();
    private final ArrayDeque<InetSocketAddress> addresses = new ArrayDeque<>();
    private final Authority target;
    private @Nullable TunnelEnd established;
    private long nameLookupMicros;
    private long connectMicros;
    private boolean reported;

    private Tunnel(ProxyContext proxy, ClientExchange exchange, Authority target) {
        this.proxy = proxy;
        this.exchange = exchange;
        this.target = target;
        this.client = exchange.channel();
    }

    /** Answers the CONNECT request of {@code exchange}, which takes its connection over, or refuses it. */
    static void open(ProxyContext proxy, ClientExchange exchange) throws RefusedException {
        if (proxy.options().upstream() != null) {
            throw RefusedException.unwanted(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, "A reverse proxy does not open tunnels.");
        }
        Authority target = Authority.parse(exchange.request().uri());
        if (!proxy.options().connectPorts().contains(target.port())) {
            throw RefusedException.unwanted(
                    HttpResponseStatus.FORBIDDEN, "Tunnels to port " + target.port() + " are not allowed.");
        }
        if (!proxy.openTunnel()) {
            throw RefusedException.unwanted(HttpResponseStatus.SERVICE_UNAVAILABLE, "There are too many tunnels.");
        }
        new Tunnel(proxy, exchange, target).start();
    }

    private void start() {
        client.config().setAutoRead(false);
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.closeFuture().addListener(closed -> closed());
        takeOver(client.pipeline());
        proxy.names().lookup(target.host(), client.eventLoop()).addListener(this::lookedUp);
    }

    /** The decoder goes before it takes tunnelled bytes for a request, and hands on what it has; the encoder stays. */
    private void takeOver(ChannelPipeline pipeline) {
        pipeline.replace(ProxyHandler.class, "tunnel", near);
        pipeline.remove(RequestGate.class);
        pipeline.remove(StrictRequestDecoder.class);
    }

    private void lookedUp(Future<? super List<InetAddress>> answer) {
        nameLookupMicros = exchange.elapsedMicros();
        if (!answer.isSuccess()) {
            refuse(HttpResponseStatus.BAD_GATEWAY, "The host " + target.host() + " could not be resolved.");
            return;
        }
        @SuppressWarnings("unchecked") // The future of a lookup gives nothing else.
        List<InetAddress> found = (List<InetAddress>) answer.getNow();
        for (InetAddress address : found.subList(0, Math.min(found.size(), ADDRESSES))) {
            if (!proxy.options().deniedNetworks().contains(address)) {
                addresses.add(new InetSocketAddress(address, target.port()));
            }
        }
        if (addresses.isEmpty()) {
            refuse(HttpResponseStatus.FORBIDDEN, "Tunnels to this network are not allowed.");
        } else if (addresses.stream().anyMatch(proxy::isOwn)) {
            refuse(HttpResponseStatus.valueOf(508, "Loop Detected"), "The tunnel would lead back to the proxy.");
        } else {
            connect();
        }
    }

    private void connect() {
        TunnelEnd far = new TunnelEnd();
        new Bootstrap()
                .group(client.eventLoop())
                .channel(proxy.options().transport().socketChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, proxy.options().connectTimeoutMillis())
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, ProxyServer.WATER_MARK)
                .handler(far)
                .connect(addresses.remove())
                .addListener((ChannelFuture connected) -> connected(connected, far));
    }

    private void connected(ChannelFuture future, TunnelEnd far) {
        if (!client.isActive()) {
            future.channel().close();
        } else if (future.isSuccess()) {
            establish(far);
        } else if (!addresses.isEmpty()) {
            connect();
        } else {
            boolean late = future.cause() instanceof ConnectTimeoutException;
            refuse(
                    late ? HttpResponseStatus.GATEWAY_TIMEOUT : HttpResponseStatus.BAD_GATEWAY,
                    "The tunnel could not be opened: " + future.cause().getMessage());
        }
    }

    private void establish(TunnelEnd far) {
        connectMicros = exchange.elapsedMicros();
        client.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, ESTABLISHED, Unpooled.EMPTY_BUFFER));
        client.pipeline().remove(BodilessResponse.Encoder.class);
        established = far;
        TunnelEnd.join(near, far);
    }

    private void refuse(HttpResponseStatus status, String message) {
        if (client.isActive()) {
            near.discard();
            exchange.refuse(RefusedException.malformed(status, message));
            report("refused");
        }
    }

    private void closed() {
        proxy.closeTunnel();
        TunnelEnd far = established;
        if (far != null) {
            exchange.tunnelled(ESTABLISHED, near.bytes() + far.bytes());
        }
        report(far == null ? "client-closed" : "tunnel");
    }

    private void report(String result) {
        if (!reported) {
            reported = true;
            exchange.report(
                    new RequestRecord.Times(exchange.elapsedMicros(), nameLookupMicros, connectMicros, 0, 0),
                    -1,
                    false,
                    result);
        }
    }
}
