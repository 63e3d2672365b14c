package dev.hiper.internal.dns;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the operating system, as {@link InetAddress#getAllByName(String)} does, on a few threads of its own. They are
 * daemons and end when idle; nobody ever waits for one, so closing is immediate even while a lookup hangs,
 * and libcurl's QUICK_EXIT has nothing to change.
 */
public final class ThreadedResolver implements Resolver {
    private final ThreadPoolExecutor pool;

    public ThreadedResolver() {
        this(Limits.RESOLVER_QUEUE, new NamedThreads());
    }

    ThreadedResolver(int queue, ThreadFactory threads) {
        pool = new ThreadPoolExecutor(
                Limits.RESOLVER_THREADS,
                Limits.RESOLVER_THREADS,
                Limits.RESOLVER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(queue),
                threads);
        pool.allowCoreThreadTimeOut(true);
    }

    /** Sets how many lookups may run at once (RESOLVE_THREADS_MAX); at least one. Running ones go on. */
    public void threads(int max) {
        int size = Math.max(1, max);
        // Never less than the core, at no time.
        if (size > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(size);
            pool.setCorePoolSize(size);
        } else {
            pool.setCorePoolSize(size);
            pool.setMaximumPoolSize(size);
        }
    }

    @Override
    public Query resolve(String host, Family family, Answer answer) {
        Task task = new Task(host, family, answer);
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            answer.onEnd(e);
        }
        return () -> {
            task.cancelled = true;
            // A lookup that has no thread yet gives its place in the queue back.
            pool.remove(task);
        };
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static final class Task implements Runnable {
        private final String host;
        private final Family family;
        private final Answer answer;
        private volatile boolean cancelled;

        Task(String host, Family family, Answer answer) {
            this.host = host;
            this.family = family;
            this.answer = answer;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            List<InetAddress> wanted = new ArrayList<>();
            try {
                for (InetAddress address : InetAddress.getAllByName(host)) {
                    if (matches(address)) {
                        wanted.add(address);
                    }
                }
            } catch (UnknownHostException | RuntimeException e) {
                // Whatever it is, the one who asked must not wait for ever.
                answer.onEnd(e);
                return;
            }
            answer.onAddresses(wanted);
            answer.onEnd(null);
        }

        private boolean matches(InetAddress address) {
            return switch (family) {
                case ANY -> true;
                case IPV4 -> address instanceof Inet4Address;
                case IPV6 -> !(address instanceof Inet4Address);
            };
        }
    }

    private static final class NamedThreads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "hiper-resolver-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
