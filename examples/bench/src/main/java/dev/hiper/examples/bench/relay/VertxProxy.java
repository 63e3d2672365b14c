package dev.hiper.examples.bench.relay;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A reverse proxy on Vert.x, with one event loop for both sides. */
public final class VertxProxy {
    private static final int FOREVER = 0;
    private static final long LISTEN_SECONDS = 30;
    private static final int BAD_GATEWAY = 502;

    private final HttpClient client;
    private final URI origin;

    private VertxProxy(HttpClient client, URI origin) {
        this.client = client;
        this.origin = origin;
    }

    public static void main(String[] args) {
        RelayCommand.run(VertxProxy::start, args);
    }

    private static void start(int port, URI origin) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                .setDisableTCCL(true));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(FOREVER),
                new PoolOptions().setHttp1MaxSize(RelayCommand.UPSTREAM_CONNECTIONS));
        VertxProxy proxy = new VertxProxy(client, origin);
        vertx.createHttpServer()
                .requestHandler(proxy::forward)
                .listen(port, "127.0.0.1")
                .await(LISTEN_SECONDS, TimeUnit.SECONDS);
    }

    private void forward(HttpServerRequest request) {
        boolean body = request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (body) {
            // Until there is a connection to send it on.
            request.pause();
        }
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(origin.getHost())
                .setPort(origin.getPort())
                .setURI(request.uri());
        client.request(options)
                .compose(upstream -> send(request, upstream, body))
                .compose(answer -> answer(answer, request.response()))
                .onFailure(cause -> refuse(request.response()));
    }

    private static Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest upstream, boolean body) {
        copy(request.headers(), upstream.headers());
        return body ? upstream.send(request) : upstream.send();
    }

    private static Future<Void> answer(HttpClientResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        return response.send(answer);
    }

    private static void refuse(HttpServerResponse response) {
        if (response.headWritten()) {
            response.reset();
        } else {
            response.setStatusCode(BAD_GATEWAY).end();
        }
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            if (RelayCommand.isForwarded(name)) {
                to.add(name, value);
            }
        });
    }
}
