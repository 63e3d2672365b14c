package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Reactor Netty. Each exchange keeps its flux of body pieces, which sends the request whenever it is subscribed to; the
 * library releases the pieces once they were seen.
 */
public final class ReactorNetty implements Client {
    private final ConnectionProvider connections;
    private final LoopResources loop;
    private final HttpClient client;

    public ReactorNetty(ClientSettings settings) throws SSLException {
        // A connection comes back only after its response was reported, and with that the next one is asked for.
        int reported = settings.scenario().inFlight();
        connections = ConnectionProvider.builder("bench")
                .maxConnections(settings.maxConnections() + reported)
                .pendingAcquireMaxCount(-1)
                .lifo()
                .build();
        loop = LoopResources.create("bench", settings.threads(), true);
        HttpClient plain = HttpClient.create(connections)
                .runOn(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Request.CONNECT_MILLIS);
        if (settings.certificate() == null) {
            client = plain;
        } else {
            SslContext tls = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(settings.certificate().toFile())
                    .build();
            client = plain.secure(spec -> spec.sslContext(tls));
        }
    }

    @Override
    public void send(Exchange exchange) {
        Call call = (Call) exchange.state;
        if (call == null) {
            call = new Call(exchange, client);
            exchange.state = call;
        }
        call.send();
    }

    @Override
    public void close() {
        connections.dispose();
        loop.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    }

    private static final class Call {
        private final Exchange exchange;
        private final Flux<ByteBuf> pieces;
        private int status;

        Call(Exchange exchange, HttpClient client) {
            this.exchange = exchange;
            Request request = exchange.request();
            if (request.timeLimits()) {
                Duration quiet = Duration.ofSeconds(Request.LOW_SPEED_SECONDS);
                // The client knows of no limit for all of a request; a Mono does.
                pieces = receiver(client.responseTimeout(quiet), request)
                        .response(this::begin)
                        .doOnNext(this::received)
                        .ignoreElements()
                        .timeout(Duration.ofMillis(Request.TOTAL_MILLIS))
                        .flux();
            } else {
                pieces = receiver(client, request).response(this::begin);
            }
        }

        private static HttpClient.ResponseReceiver<?> receiver(HttpClient client, Request request) {
            if (!request.isPost()) {
                return client.get().uri(request.uri());
            }
            ByteBuf body = Unpooled.unreleasableBuffer(Unpooled.directBuffer(request.bodyBytes()))
                    .writeBytes(request.body());
            return client.headers(headers -> headers.set(HttpHeaderNames.CONTENT_LENGTH, request.bodyBytes()))
                    .post()
                    .uri(request.uri())
                    .send(Mono.fromSupplier(body::duplicate));
        }

        private Publisher<ByteBuf> begin(HttpClientResponse response, ByteBufFlux body) {
            status = response.status().code();
            return body;
        }

        void send() {
            Disposable ignored = pieces.subscribe(this::received, exchange::failed, () -> exchange.completed(status));
        }

        private void received(ByteBuf piece) {
            exchange.received(piece.readableBytes());
        }
    }
}
