package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.net.http}, with an executor of so many threads beside the one that selects, which it always has; one is
 * faster here than its own pool. Its connection pool has no limit. Where time is limited, the limit on inactivity is
 * missing: there is none to set, and that for the whole request may end with the head of the response.
 */
public final class JdkClient implements Client {
    static {
        // Seconds. Newer JDKs drop a connection after 30.
        System.setProperty("jdk.httpclient.keepalive.timeout", "3600");
        // Every response is reported through the default executor of CompletableFuture. With a common pool of one,
        // which is what a process on one core gets, that is a new thread for each response.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
    }

    private final ExecutorService executor;
    private final HttpClient client;

    public JdkClient(ClientSettings settings) throws Exception {
        executor = Executors.newFixedThreadPool(settings.threads());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.scenario().timeLimits()) {
            builder.connectTimeout(Duration.ofMillis(Request.CONNECT_MILLIS));
        }
        if (settings.certificate() != null) {
            builder.sslContext(OriginTrust.of(settings.certificate()).context());
        }
        client = builder.build();
    }

    @Override
    public void send(Exchange exchange) {
        CompletableFuture<?> unused = client.sendAsync(request(exchange), head -> new Body(exchange))
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        exchange.completed(response.statusCode());
                    } else {
                        exchange.failed(failure);
                    }
                });
    }

    private static HttpRequest request(Exchange exchange) {
        if (exchange.state instanceof HttpRequest request) {
            return request;
        }
        HttpRequest request = request(exchange.request());
        exchange.state = request;
        return request;
    }

    private static HttpRequest request(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        if (request.isPost()) {
            builder.POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        }
        if (request.timeLimits()) {
            builder.timeout(Duration.ofMillis(Request.TOTAL_MILLIS));
        }
        return builder.build();
    }

    /** The client itself cannot be closed before JDK 21: it ends with the process. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Counts the body. */
    private static final class Body implements HttpResponse.BodySubscriber<@Nullable Void> {
        private final Exchange exchange;
        private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

        Body(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public CompletionStage<@Nullable Void> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            for (ByteBuffer piece : pieces) {
                exchange.received(piece.remaining());
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
