package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.AsyncHttpClientConfig.ResponseBodyPartFactory;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * AsyncHttpClient. Its handler is told of each piece of the body, which stays in Netty's buffer (lazy parts), and each
 * exchange keeps its request, which is immutable. There is no limit on connections unless one is set.
 */
public final class AsyncHttp implements Client {
    private static final Duration NONE = Duration.ofMillis(-1);
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(20);

    private final AsyncHttpClient client;

    public AsyncHttp(ClientSettings settings) throws SSLException {
        DefaultAsyncHttpClientConfig.Builder config = Dsl.config()
                .setIoThreadsCount(settings.threads())
                .setUseNativeTransport(true)
                .setUseOnlyEpollNativeTransport(true)
                .setHttp2Enabled(false)
                .setResponseBodyPartFactory(ResponseBodyPartFactory.LAZY)
                .setEnableAutomaticDecompression(false)
                .setCookieStore(null)
                .setConnectTimeout(Duration.ofMillis(dev.hiper.examples.bench.load.Request.CONNECT_MILLIS))
                .setRequestTimeout(NONE)
                .setReadTimeout(NONE)
                .setPooledConnectionIdleTimeout(IDLE_LIMIT)
                // The whole pool is gone through each time; the default is ten times a second.
                .setConnectionPoolCleanerPeriod(Duration.ofSeconds(10));
        if (settings.certificate() != null) {
            config.setSslContext(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(settings.certificate().toFile())
                    .build());
        }
        client = Dsl.asyncHttpClient(config);
    }

    @Override
    public void send(Exchange exchange) {
        Call call = (Call) exchange.state;
        if (call == null) {
            call = new Call(exchange);
            exchange.state = call;
        }
        // What it tells is told to the handler as well.
        ListenableFuture<@Nullable Void> ignored = client.executeRequest(call.request, call);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static final class Call implements AsyncHandler<@Nullable Void> {
        final Request request;
        private final Exchange exchange;
        private int status;

        Call(Exchange exchange) {
            this.exchange = exchange;
            dev.hiper.examples.bench.load.Request wanted = exchange.request();
            RequestBuilder builder =
                    Dsl.request(wanted.isPost() ? "POST" : "GET", wanted.uri().toString());
            if (wanted.isPost()) {
                builder.setBody(wanted.body());
            }
            if (wanted.timeLimits()) {
                builder.setRequestTimeout(Duration.ofMillis(dev.hiper.examples.bench.load.Request.TOTAL_MILLIS))
                        .setReadTimeout(Duration.ofSeconds(dev.hiper.examples.bench.load.Request.LOW_SPEED_SECONDS));
            }
            request = builder.build();
        }

        @Override
        public State onStatusReceived(HttpResponseStatus line) {
            status = line.getStatusCode();
            return State.CONTINUE;
        }

        @Override
        public State onHeadersReceived(HttpHeaders headers) {
            return State.CONTINUE;
        }

        @Override
        public State onBodyPartReceived(HttpResponseBodyPart part) {
            exchange.received(part.length());
            return State.CONTINUE;
        }

        @Override
        public @Nullable Void onCompleted() {
            exchange.completed(status);
            return null;
        }

        @Override
        public void onThrowable(Throwable cause) {
            exchange.failed(cause);
        }
    }
}
