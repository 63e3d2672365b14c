package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The timer against a loop that only writes down what is scheduled; nothing fires by itself. */
final class LoopTimerTest {
    private final List<Long> scheduledMillis = new ArrayList<>();
    private int cancelled;
    private final EventLoop loop = (EventLoop) Proxy.newProxyInstance(
            EventLoop.class.getClassLoader(), new Class<?>[] {EventLoop.class}, (proxy, method, arguments) -> {
                assertEquals("schedule", method.getName());
                assertEquals(TimeUnit.MILLISECONDS, arguments[2]);
                scheduledMillis.add((Long) arguments[1]);
                return task();
            });
    private final LoopTimer timer = new LoopTimer(loop, new Dispatcher(loop, new Nobody()));

    private Object task() {
        return Proxy.newProxyInstance(
                EventLoop.class.getClassLoader(),
                new Class<?>[] {ScheduledFuture.class},
                (proxy, method, arguments) -> {
                    assertEquals("cancel", method.getName());
                    cancelled++;
                    return true;
                });
    }

    @Test
    void laterDeadlineKeepsTheTask() {
        timer.set(30_000);
        for (int i = 0; i < 100; i++) {
            timer.set(30_000 + i);
        }
        assertEquals(List.of(30_000L), scheduledMillis);
        assertEquals(0, cancelled);
    }

    @Test
    void earlierDeadlineMovesTheTask() {
        timer.set(30_000);
        timer.set(10);
        assertEquals(List.of(30_000L, 10L), scheduledMillis);
        assertEquals(1, cancelled);
    }

    @Test
    void taskThatFiresTooEarlySchedulesTheRest() {
        timer.set(30_000);
        timer.run();
        assertFalse(timer.due());
        assertEquals(2, scheduledMillis.size());
    }

    @Test
    void deletedDeadlineLeavesATaskThatDoesNothing() {
        timer.set(30_000);
        timer.set(-1);
        timer.run();
        assertFalse(timer.due());
        assertEquals(1, scheduledMillis.size());
        assertEquals(0, cancelled);
    }

    @Test
    void zeroIsAMarkAndNoTask() {
        timer.set(0);
        assertTrue(timer.due());
        assertTrue(timer.takeDue());
        assertFalse(timer.due());
        assertEquals(List.of(), scheduledMillis);
    }

    @Test
    void anyOtherValueReplacesZero() {
        timer.set(0);
        timer.set(1000);
        assertFalse(timer.due());
        timer.set(0);
        timer.set(-1);
        assertFalse(timer.due());
    }

    @Test
    void veryLongTimeoutsDoNotOverflow() {
        timer.set(Long.MAX_VALUE);
        timer.set(5);
        assertEquals(2, scheduledMillis.size());
        assertEquals(5L, scheduledMillis.get(1));
    }

    private static final class Nobody implements Dispatcher.Owner {
        @Override
        public boolean deliverMessages() {
            return false;
        }

        @Override
        public void settled() {}

        @Override
        public void broken(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void loopGone() {}
    }
}
