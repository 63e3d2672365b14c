package dev.hiper.examples.bench.relay;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import org.reactivestreams.Publisher;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** A reverse proxy on Reactor Netty, with one event loop for both sides. Bodies pass in the buffers they came in. */
public final class ReactorNettyProxy {
    private final HttpClient client;
    private final String origin;

    private ReactorNettyProxy(HttpClient client, URI origin) {
        this.client = client;
        this.origin = origin.toString();
    }

    public static void main(String[] args) {
        RelayCommand.run(ReactorNettyProxy::start, args);
    }

    private static void start(int port, URI origin) {
        LoopResources loop = LoopResources.create("relay", 1, true);
        ConnectionProvider connections = ConnectionProvider.builder("relay")
                .maxConnections(RelayCommand.UPSTREAM_CONNECTIONS)
                .pendingAcquireMaxCount(-1)
                .lifo()
                .build();
        HttpClient client = HttpClient.create(connections).runOn(loop);
        ReactorNettyProxy proxy = new ReactorNettyProxy(client, origin);
        HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .runOn(loop)
                .handle(proxy::forward)
                .bindNow();
    }

    private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders received = request.requestHeaders();
        HttpClient.RequestSender sender = client.headers(headers -> copy(received, headers))
                .request(request.method())
                .uri(origin + request.uri());
        boolean body = received.contains(HttpHeaderNames.CONTENT_LENGTH)
                || received.contains(HttpHeaderNames.TRANSFER_ENCODING);
        HttpClient.ResponseReceiver<?> receiver =
                body ? sender.send(request.receive().retain()) : sender;
        return receiver.response((answer, pieces) -> {
            response.status(answer.status());
            copy(answer.responseHeaders(), response.responseHeaders());
            return response.send(pieces.retain());
        });
    }

    private static void copy(HttpHeaders from, HttpHeaders to) {
        from.forEach(field -> {
            if (RelayCommand.isForwarded(field.getKey())) {
                to.add(field.getKey(), field.getValue());
            }
        });
    }
}
