package dev.hiper.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadedResolverTest {
    private static final long PATIENCE_SECONDS = 30;

    /** An answer on one line. */
    private record Said(String host, @Nullable List<InetAddress> addresses, @Nullable Throwable failure) {}

    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

    @Test
    void asksTheSystem() throws Exception {
        try (ThreadedResolver resolver = new ThreadedResolver()) {
            resolver.resolve("localhost", Resolver.Family.IPV4, answer("localhost"));

            List<InetAddress> addresses = next().addresses();
            assertNotNull(addresses);
            assertTrue(addresses.contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            Said end = next();
            assertEquals(new Said("localhost", null, null), end);
        }
    }

    @Test
    void lookupsBeyondTheQueueFailAtOnceAndCancelledOnesNeverRun() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ThreadedResolver resolver = new ThreadedResolver(1, gated(gate, new AtomicInteger()))) {
            resolver.threads(1);
            resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("first"));
            Resolver.Query second = resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("second"));
            resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("third"));
            Said refused = next();
            assertEquals("third", refused.host());
            assertInstanceOf(RejectedExecutionException.class, refused.failure());

            second.cancel();
            resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("fourth"));
            gate.countDown();

            assertEquals(
                    List.of("first", "first", "fourth", "fourth"),
                    List.of(next().host(), next().host(), next().host(), next().host()));
        }
    }

    @Test
    void numberOfThreadsCanBeChanged() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        try (ThreadedResolver resolver = new ThreadedResolver(100, gated(gate, started))) {
            resolver.threads(2);
            for (int i = 0; i < 10; i++) {
                resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("few"));
            }
            assertEquals(2, started.get());
            resolver.threads(30);
            for (int i = 0; i < 40; i++) {
                resolver.resolve("127.0.0.1", Resolver.Family.ANY, answer("many"));
            }
            assertEquals(30, started.get());
        } finally {
            gate.countDown();
        }
    }

    /** Threads that do nothing before the gate opens. */
    private static ThreadFactory gated(CountDownLatch gate, AtomicInteger count) {
        return work -> {
            count.incrementAndGet();
            Thread thread = new Thread(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                work.run();
            });
            thread.setDaemon(true);
            return thread;
        };
    }

    private Resolver.Answer answer(String host) {
        return new Resolver.Answer() {
            @Override
            public void onAddresses(List<InetAddress> addresses) {
                said.add(new Said(host, addresses, null));
            }

            @Override
            public void onEnd(@Nullable Throwable failure) {
                said.add(new Said(host, null, failure));
            }
        };
    }

    private Said next() throws InterruptedException {
        Said next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no answer");
        }
        return next;
    }
}
