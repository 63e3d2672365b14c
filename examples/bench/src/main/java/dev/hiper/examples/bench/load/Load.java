package dev.hiper.examples.bench.load;

import com.sun.management.ThreadMXBean;
import dev.hiper.examples.bench.scenario.Resource;
import dev.hiper.examples.bench.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The closed loop: keeps a scenario's requests in flight on one client, first to warm up and then to be measured.
 * Time is taken once for each request, where it ends, which is where the next one starts.
 */
public final class Load {
    /** After so many wrong answers nothing is worth measuring any more. */
    private static final long MAX_ERRORS = 1_000;

    /** Opening this many connections at once is what a listen queue takes. */
    private static final int OPENED_AT_ONCE = 500;

    private static final long OPEN_SECONDS = 120;
    private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Scenario scenario;
    private final List<URI> origins;
    private final Client client;
    private final List<Exchange> active = new ArrayList<>();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();
    private volatile boolean running = true;
    private volatile Histogram latencies = histogram();

    /**
     * @param origins such as {@code http://127.0.0.1:8080}; several where one would run out of ports
     */
    public Load(Scenario scenario, List<URI> origins, Client client) {
        this.scenario = scenario;
        this.origins = List.copyOf(origins);
        this.client = client;
    }

    private static Histogram histogram() {
        return new AtomicHistogram(MAX_LATENCY_NANOS, DIGITS);
    }

    /**
     * Runs it all. Blocks the calling thread.
     *
     * @param measuring called when the measured window begins
     */
    public Measurement run(double warmUpSeconds, double seconds, Runnable measuring) throws InterruptedException {
        Map<String, Double> extras = new LinkedHashMap<>();
        if (scenario.idle() > 0) {
            extras.put("heapPerIdle", openIdle());
        }
        stall();
        for (int i = 0; i < scenario.inFlight(); i++) {
            Exchange exchange = exchange(scenario.resource(), i, "", new Again());
            active.add(exchange);
        }
        for (Exchange exchange : active) {
            exchange.startNanos(System.nanoTime());
            client.send(exchange);
        }
        sleep(warmUpSeconds);

        measuring.run();
        errors.set(0);
        firstError.set(null);
        Histogram measured = histogram();
        latencies = measured;
        long bytesBefore = bytes();
        long allocatedBefore = allocated();
        ProcessCpu cpuBefore = ProcessCpu.own();
        long start = System.nanoTime();
        sleep(seconds);
        ProcessCpu cpu = ProcessCpu.own().minus(cpuBefore);
        long elapsed = System.nanoTime() - start;
        long bytes = bytes() - bytesBefore;
        long allocated = allocated() - allocatedBefore;
        latencies = histogram();
        running = false;
        return new Measurement(
                elapsed / 1e9,
                measured.getTotalCount(),
                bytes,
                errors.get(),
                firstError.get(),
                cpu.userMicros(),
                cpu.systemMicros(),
                allocated,
                measured.getValueAtPercentile(50),
                measured.getValueAtPercentile(99),
                measured.getValueAtPercentile(99.9),
                measured.getMaxValue(),
                extras);
    }

    private Exchange exchange(Resource resource, int number, String query, Exchange.Listener listener) {
        URI origin = origins.get(number % origins.size());
        URI uri = URI.create(origin + resource.path() + query);
        return new Exchange(new Request(uri, resource.requestBytes(), scenario.timeLimits()), listener);
    }

    /** Opens the idle connections, and gives the live heap that each of them takes. */
    private double openIdle() throws InterruptedException {
        // A few first, so that what is made once for all of them does not count.
        openConnections(OPENED_AT_ONCE);
        long before = liveHeap();
        for (int open = OPENED_AT_ONCE; open < scenario.idle(); ) {
            open = Math.min(open + OPENED_AT_ONCE, scenario.idle());
            openConnections(open);
        }
        return (liveHeap() - before) / (double) (scenario.idle() - OPENED_AT_ONCE);
    }

    /** Makes the pool hold {@code count} connections: so many requests are answered when all of them wait. */
    private void openConnections(int count) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            client.send(exchange(Resource.GATE, i, "?" + count, new Once(left)));
        }
        if (!left.await(OPEN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    left.getCount() + " of " + count + " connections did not open; first error: " + firstError.get());
        }
        if (errors.get() > 0) {
            throw new IllegalStateException("Connections did not open: " + firstError.get());
        }
    }

    private void stall() throws InterruptedException {
        for (int i = 0; i < scenario.stalled(); i++) {
            client.send(exchange(Resource.NEVER, i, "", new Once(new CountDownLatch(1))));
            if (i % OPENED_AT_ONCE == OPENED_AT_ONCE - 1) {
                // Nothing tells when a request waits; this lets the listen queue drain.
                Thread.sleep(100);
            }
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long bytes() {
        long sum = 0;
        for (Exchange exchange : active) {
            sum += exchange.totalReceived();
        }
        return sum;
    }

    /** Bytes allocated by the threads that live now; clients keep theirs while they are measured. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(bytes, 0);
        }
        return sum;
    }

    private void sleep(double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            checkErrors();
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
        checkErrors();
    }

    private void checkErrors() {
        if (errors.get() >= MAX_ERRORS) {
            throw new IllegalStateException(errors.get() + " errors; first: " + firstError.get());
        }
    }

    private void error(String what) {
        firstError.compareAndSet(null, what);
        errors.incrementAndGet();
    }

    private boolean right(Exchange exchange, Resource resource, int status, long length) {
        if (status == 200 && length == resource.responseBytes()) {
            return true;
        }
        error(exchange.request().uri() + " answered " + status + " with " + length + " bytes instead of 200 with "
                + resource.responseBytes());
        return false;
    }

    /** Of the requests that are measured: the next one follows. */
    private final class Again implements Exchange.Listener {
        @Override
        public void completed(Exchange exchange, int status, long length) {
            long now = System.nanoTime();
            if (right(exchange, scenario.resource(), status, length)) {
                latencies.recordValue(Math.min(now - exchange.startNanos(), MAX_LATENCY_NANOS));
            }
            next(exchange, now);
        }

        @Override
        public void failed(Exchange exchange, Throwable cause) {
            error(cause.toString());
            next(exchange, System.nanoTime());
        }

        private void next(Exchange exchange, long now) {
            if (running && errors.get() < MAX_ERRORS) {
                exchange.startNanos(now);
                client.send(exchange);
            }
        }
    }

    /** Of those that open connections, or stall. */
    private final class Once implements Exchange.Listener {
        private final CountDownLatch left;

        Once(CountDownLatch left) {
            this.left = left;
        }

        @Override
        public void completed(Exchange exchange, int status, long length) {
            right(exchange, Resource.GATE, status, length);
            left.countDown();
        }

        @Override
        public void failed(Exchange exchange, Throwable cause) {
            if (running) {
                error(cause.toString());
            }
            left.countDown();
        }
    }
}
