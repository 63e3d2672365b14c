package dev.hiper.examples.bench.client.peer;

import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.examples.bench.load.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * OkHttp's asynchronous calls: each blocks a thread of the dispatcher while it is in flight. There are as many
 * threads as there can be requests in flight; a thread that is done takes the next call from the queue, which costs
 * less than the threads on demand that OkHttp would make by itself.
 */
public final class OkHttp implements Client {
    /** Linux allows 32,768 threads by default, for the whole machine. */
    private static final int MAX_THREADS = 20_000;

    private final ThreadPoolExecutor threads;
    private final OkHttpClient client;

    public OkHttp(ClientSettings settings) throws Exception {
        int calls = settings.maxConnections();
        threads = threads(calls);
        Dispatcher dispatcher = new Dispatcher(threads);
        // A call still counts while it reports its end, when the next one is made.
        dispatcher.setMaxRequests(2 * calls);
        dispatcher.setMaxRequestsPerHost(2 * calls);
        boolean limited = settings.scenario().timeLimits();
        Duration inactivity = limited ? Duration.ofSeconds(Request.LOW_SPEED_SECONDS) : Duration.ZERO;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(calls, 1, TimeUnit.HOURS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // Zero is none; it would set ten seconds for each of them.
                .connectTimeout(limited ? Duration.ofMillis(Request.CONNECT_MILLIS) : Duration.ZERO)
                .callTimeout(limited ? Duration.ofMillis(Request.TOTAL_MILLIS) : Duration.ZERO)
                .readTimeout(inactivity)
                .writeTimeout(inactivity);
        if (settings.certificate() != null) {
            OriginTrust trust = OriginTrust.of(settings.certificate());
            builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        }
        client = builder.build();
    }

    /** As many as may be blocked at once; started now, because they may be more than the machine allows. */
    private static ThreadPoolExecutor threads(int count) {
        String reason = "each request in flight blocks a thread, and there cannot be " + count;
        if (count > MAX_THREADS) {
            throw new UnsupportedOperationException(reason);
        }
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try {
            threads.prestartAllCoreThreads();
        } catch (OutOfMemoryError e) {
            threads.shutdownNow();
            throw new UnsupportedOperationException(reason, e);
        }
        return threads;
    }

    @Override
    public void send(Exchange exchange) {
        client.newCall(request(exchange)).enqueue(new Report(exchange));
    }

    private static okhttp3.Request request(Exchange exchange) {
        if (exchange.state instanceof okhttp3.Request request) {
            return request;
        }
        okhttp3.Request request = request(exchange.request());
        exchange.state = request;
        return request;
    }

    private static okhttp3.Request request(Request request) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder()
                .url(request.uri().toString())
                // It would ask for gzip and decompress.
                .header("Accept-Encoding", "identity");
        if (request.isPost()) {
            builder.post(RequestBody.create(request.body()));
        }
        return builder.build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.connectionPool().evictAll();
    }

    /** Counts the body of one response and reports its end; on the thread of its call. */
    private static final class Report implements Callback {
        private final Exchange exchange;

        Report(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                BufferedSource body = response.body().source();
                while (!body.exhausted()) {
                    long size = body.getBuffer().size();
                    body.skip(size);
                    exchange.received(size);
                }
            } catch (IOException e) {
                exchange.failed(e);
                return;
            }
            // The body is closed, so that its connection is free for the next request.
            exchange.completed(response.code());
        }

        @Override
        public void onFailure(Call call, IOException cause) {
            exchange.failed(cause);
        }
    }
}
