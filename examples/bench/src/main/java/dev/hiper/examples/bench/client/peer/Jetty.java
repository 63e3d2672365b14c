package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's HttpClient with one selector, on the thread pool that it makes by itself. A closed loop needs no more than
 * is said here: a connection is back in the pool when a response is reported as complete.
 */
@SuppressWarnings("try") // close() may be interrupted, as the interface says.
public final class Jetty implements Client {
    /** The limit while nothing is asked: the server decides. */
    private static final Duration IDLE_CONNECTION = Duration.ofHours(1);

    private final HttpClient client;

    public Jetty(ClientSettings settings) throws Exception {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(settings.threads());
        connector.setIdleTimeout(IDLE_CONNECTION);
        if (settings.scenario().timeLimits()) {
            connector.setConnectTimeout(Duration.ofMillis(Request.CONNECT_MILLIS));
        }
        if (settings.certificate() != null) {
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setSslContext(OriginTrust.of(settings.certificate()).context());
            connector.setSslContextFactory(tls);
        }
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        // Our listeners never block: they run on the thread that selects, without a dispatch for each response.
        transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        client = new HttpClient(transport);
        client.setMaxConnectionsPerDestination(settings.maxConnections());
        // Requests queue while connections for them are being opened.
        client.setMaxRequestsQueuedPerDestination(settings.maxConnections());
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.start();
        // Redirects, authentication and the like, and gzip: there to be taken out once it has started.
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
    }

    @Override
    public void send(Exchange exchange) {
        Request request = exchange.request();
        // A request of Jetty is for one use.
        org.eclipse.jetty.client.Request made = client.newRequest(request.uri());
        if (request.isPost()) {
            made.method(HttpMethod.POST).body(new BytesRequestContent(request.body()));
        }
        if (request.timeLimits()) {
            made.timeout(Request.TOTAL_MILLIS, TimeUnit.MILLISECONDS)
                    .idleTimeout(Request.LOW_SPEED_SECONDS, TimeUnit.SECONDS);
        }
        made.send(listener(exchange));
    }

    private static Listener listener(Exchange exchange) {
        if (exchange.state instanceof Listener listener) {
            return listener;
        }
        Listener listener = new Listener(exchange);
        exchange.state = listener;
        return listener;
    }

    @Override
    public void close() throws Exception {
        client.stop();
    }

    private static final class Listener implements Response.Listener {
        private final Exchange exchange;

        Listener(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onContent(Response response, ByteBuffer content) {
            exchange.received(content.remaining());
        }

        @Override
        public void onComplete(Result result) {
            @Nullable Throwable failure = result.getFailure();
            if (failure == null) {
                exchange.completed(result.getResponse().getStatus());
            } else {
                exchange.failed(failure);
            }
        }
    }
}
