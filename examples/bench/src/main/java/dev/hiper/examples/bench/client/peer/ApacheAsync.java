package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, the asynchronous one, in its minimal form: a pool, and neither cookies, nor authentication,
 * redirects, retries or decompression. Where time is limited, the limit for the whole request is missing: there is
 * none to set. An idle connection is kept as long as the server says, and for ever if it says nothing.
 */
public final class ApacheAsync implements Client {
    private static final RequestConfig LIMITED = RequestConfig.custom()
            .setResponseTimeout(Request.LOW_SPEED_SECONDS, TimeUnit.SECONDS)
            .build();

    private final CloseableHttpAsyncClient client;

    public ApacheAsync(ClientSettings settings) throws Exception {
        ConnectionConfig.Builder connection = ConnectionConfig.custom();
        if (settings.scenario().timeLimits()) {
            connection.setConnectTimeout(Request.CONNECT_MILLIS, TimeUnit.MILLISECONDS);
        }
        PoolingAsyncClientConnectionManagerBuilder pool = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDefaultConnectionConfig(connection.build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build());
        if (settings.certificate() != null) {
            pool.setTlsStrategy(ClientTlsStrategyBuilder.create()
                    .setSslContext(OriginTrust.of(settings.certificate()).context())
                    .buildAsync());
        }
        IOReactorConfig reactor =
                IOReactorConfig.custom().setIoThreadCount(settings.threads()).build();
        client = HttpAsyncClients.createMinimal(H2Config.DEFAULT, Http1Config.DEFAULT, reactor, pool.build());
        client.start();
    }

    @Override
    public void send(Exchange exchange) {
        Slot slot = slot(exchange);
        // The future is not needed: the slot is told.
        Future<?> unused = client.execute(slot.producer(), slot.consumer, slot);
    }

    private static Slot slot(Exchange exchange) {
        if (exchange.state instanceof Slot slot) {
            return slot;
        }
        Slot slot = new Slot(exchange);
        exchange.state = slot;
        return slot;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** Makes the requests of an exchange, and is told of their end. */
    private static final class Slot implements FutureCallback<HttpResponse> {
        final Consumer consumer;
        private final Exchange exchange;
        private final HttpHost host;

        Slot(Exchange exchange) {
            this.exchange = exchange;
            consumer = new Consumer(exchange);
            host = HttpHost.create(exchange.request().uri());
        }

        /** A request is for one use: fields are added on its way. */
        BasicRequestProducer producer() {
            Request request = exchange.request();
            ConfigurableHttpRequest made =
                    new ConfigurableHttpRequest(request.isPost() ? "POST" : "GET", host, request.target());
            if (request.timeLimits()) {
                made.setConfig(LIMITED);
            }
            return new BasicRequestProducer(
                    made,
                    request.isPost()
                            ? new BasicAsyncEntityProducer(request.body(), ContentType.APPLICATION_OCTET_STREAM)
                            : null);
        }

        @Override
        public void completed(HttpResponse response) {
            exchange.completed(response.getCode());
        }

        @Override
        public void failed(Exception cause) {
            exchange.failed(cause);
        }

        @Override
        public void cancelled() {
            exchange.failed(new CancellationException());
        }
    }

    /** Counts the body; its result is the head. */
    private static final class Consumer implements AsyncResponseConsumer<HttpResponse> {
        private final Exchange exchange;
        private @Nullable HttpResponse head;
        private @Nullable FutureCallback<HttpResponse> end;

        Consumer(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void consumeResponse(
                HttpResponse response,
                @Nullable EntityDetails entity,
                HttpContext context,
                FutureCallback<HttpResponse> callback) {
            head = response;
            end = callback;
            if (entity == null) {
                streamEnd(null);
            }
        }

        @Override
        public void updateCapacity(CapacityChannel capacity) throws IOException {
            capacity.update(Integer.MAX_VALUE);
        }

        @Override
        public void consume(ByteBuffer body) {
            exchange.received(body.remaining());
            body.position(body.limit());
        }

        @Override
        public void streamEnd(@Nullable List<? extends Header> trailers) {
            if (end != null) {
                end.completed(head);
            }
        }

        @Override
        public void informationResponse(HttpResponse response, HttpContext context) {}

        /** The callback of the whole is told as well. */
        @Override
        public void failed(Exception cause) {}

        @Override
        public void releaseResources() {
            head = null;
            end = null;
        }
    }
}
