package dev.hiper.internal.multi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.bytes.Limits;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsideServicesTest {
    private final ThreadPoolExecutor threads = AsideServices.standard().threads();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void threadsOutliveNobody() throws InterruptedException {
        SynchronousQueue<Thread> used = new SynchronousQueue<>();
        threads.execute(() -> {
            try {
                used.put(Thread.currentThread());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(used.take().isDaemon());
        assertTrue(threads.allowsCoreThreadTimeOut());
    }

    @Test
    void workThatHangsIsBounded() {
        CountDownLatch never = new CountDownLatch(1);
        Runnable hanging = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        for (int i = 0; i < Limits.ASIDE_THREADS + Limits.ASIDE_QUEUE; i++) {
            threads.execute(hanging);
        }
        assertThrows(RejectedExecutionException.class, () -> threads.execute(hanging));
        assertFalse(threads.getPoolSize() > Limits.ASIDE_THREADS);
    }
}
