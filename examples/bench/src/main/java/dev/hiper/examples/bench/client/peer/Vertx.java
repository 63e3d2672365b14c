package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Vert.x. Everything runs in one context, as it does in a verticle: the requests, and the connections of the pool. */
public final class Vertx implements Client {
    private static final int FOREVER = 0;

    private final io.vertx.core.Vertx vertx;
    private final Context context;
    private final HttpClient client;

    public Vertx(ClientSettings settings) {
        vertx = io.vertx.core.Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.threads())
                .setPreferNativeTransport(true)
                .setDisableTCCL(true));
        context = vertx.getOrCreateContext();
        HttpClientOptions options =
                new HttpClientOptions().setKeepAliveTimeout(FOREVER).setConnectTimeout(Request.CONNECT_MILLIS);
        if (settings.certificate() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(settings.certificate().toString()));
        }
        // A connection comes back only after its response was reported, and with that the next one is asked for.
        int reported = settings.scenario().inFlight();
        client = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(settings.maxConnections() + reported));
    }

    @Override
    public void send(Exchange exchange) {
        Call call = (Call) exchange.state;
        if (call == null) {
            call = new Call(exchange);
            exchange.state = call;
        }
        if (io.vertx.core.Vertx.currentContext() == context) {
            call.send();
        } else {
            Call first = call;
            context.runOnContext(nothing -> first.send());
        }
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private final class Call {
        private final Exchange exchange;
        private final RequestOptions options;
        private final @Nullable Buffer body;
        private long limit = -1;

        Call(Exchange exchange) {
            this.exchange = exchange;
            Request request = exchange.request();
            options = new RequestOptions()
                    .setMethod(request.isPost() ? HttpMethod.POST : HttpMethod.GET)
                    .setSsl(request.tls())
                    .setHost(request.uri().getHost())
                    .setPort(request.uri().getPort())
                    .setURI(request.target());
            if (request.timeLimits()) {
                options.setConnectTimeout(Request.CONNECT_MILLIS)
                        .setIdleTimeout(TimeUnit.SECONDS.toMillis(Request.LOW_SPEED_SECONDS));
            }
            body = request.isPost() ? Buffer.buffer(request.body()) : null;
        }

        void send() {
            client.request(options).onComplete(this::connected, this::failed);
        }

        private void connected(HttpClientRequest request) {
            if (exchange.request().timeLimits()) {
                // It knows of no limit for all of a request.
                limit = vertx.setTimer(Request.TOTAL_MILLIS, id -> request.reset());
            }
            Future<HttpClientResponse> response = body == null ? request.send() : request.send(body);
            response.onComplete(this::begun, this::failed);
        }

        private void begun(HttpClientResponse response) {
            response.handler(piece -> exchange.received(piece.length()));
            response.exceptionHandler(this::failed);
            response.endHandler(nothing -> {
                cancelLimit();
                exchange.completed(response.statusCode());
            });
        }

        private void failed(Throwable cause) {
            cancelLimit();
            exchange.failed(cause);
        }

        private void cancelLimit() {
            if (limit >= 0) {
                vertx.cancelTimer(limit);
                limit = -1;
            }
        }
    }
}
