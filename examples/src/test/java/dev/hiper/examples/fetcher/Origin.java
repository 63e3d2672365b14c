package dev.hiper.examples.fetcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on the loopback interface. {@code /} answers with the path; {@code /missing} with 404; {@code /held} when {@link
 * #release} was called; {@code /together} when as many requests are there as {@link #expectTogether} said.
 */
final class Origin implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch holding = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile CyclicBarrier together = new CyclicBarrier(1);

    Origin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    static String refusedUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
    }

    void expectTogether(int count) {
        together = new CyclicBarrier(count);
    }

    void release() {
        held.countDown();
    }

    void awaitHolding() throws InterruptedException {
        if (!holding.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no request for /held came");
        }
    }

    /** The most requests that were here at the same time. */
    int mostRunning() {
        return mostRunning.get();
    }

    /** Requests whose answer is on its way, or about to be. */
    int answered() {
        return answered.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int now = running.incrementAndGet();
        mostRunning.accumulateAndGet(now, Math::max);
        int status;
        try {
            status = status(exchange.getRequestURI().getPath());
        } catch (Exception e) {
            status = 500;
        }
        byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.US_ASCII);
        // Before the answer leaves: the next request may be here before this thread goes on.
        running.decrementAndGet();
        answered.incrementAndGet();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int status(String path) throws Exception {
        if (path.startsWith("/held")) {
            holding.countDown();
            return held.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 200 : 500;
        }
        if (path.startsWith("/together")) {
            together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return path.startsWith("/missing") ? 404 : 200;
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
