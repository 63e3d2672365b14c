package dev.hiper.internal.multi;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.http.TokenSources;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an engine needs for work that blocks.
 *
 * @param threads belong to the engine, which shuts them down
 * @param tokens for Negotiate
 */
public record AsideServices(ThreadPoolExecutor threads, TokenSources tokens) {
    /** A few daemon threads, which end when idle, and the JDK's Kerberos. */
    public static AsideServices standard() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                Limits.ASIDE_THREADS,
                Limits.ASIDE_THREADS,
                Limits.ASIDE_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(Limits.ASIDE_QUEUE),
                new NamedThreads());
        threads.allowCoreThreadTimeOut(true);
        return new AsideServices(threads, TokenSources.kerberos());
    }

    private static final class NamedThreads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "hiper-aside-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
