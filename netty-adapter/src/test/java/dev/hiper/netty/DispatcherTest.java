package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Multi;
import dev.hiper.MultiOption;
import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries into an idle engine, on a loop that only writes down what it is given. */
final class DispatcherTest {
    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> posted = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final EventLoop loop = (EventLoop) Proxy.newProxyInstance(
            EventLoop.class.getClassLoader(), new Class<?>[] {EventLoop.class}, (proxy, method, arguments) -> {
                asked.add(method.getName());
                posted.add((Runnable) arguments[0]);
                return null;
            });
    private final Engine engine = new Engine();
    private final Dispatcher dispatcher = new Dispatcher(loop, engine);
    private final Multi multi = Multi.create();

    @BeforeEach
    void attach() {
        dispatcher.attach(multi);
    }

    @AfterEach
    void close() {
        multi.close();
    }

    @Test
    void timerOfZeroOutsideOfAnEntryPostsOneTurnForAll() {
        dispatcher.timer(0);
        dispatcher.timer(0);
        dispatcher.timer(0);
        assertEquals(List.of("execute"), asked);
        posted.get(0).run();
        assertEquals(List.of("execute"), asked);
        dispatcher.timer(0);
        assertEquals(List.of("execute", "execute"), asked);
    }

    /** A task that executes itself again would keep the loop from its sockets. */
    @Test
    void engineThatWantsToGoOnIsDrivenOncePerTurn() {
        engine.wantsMore = true;
        dispatcher.turn();
        assertEquals(List.of("schedule"), asked);
        engine.wantsMore = false;
    }

    @Test
    void workOfCompletionsIsServedInTheSameEntryABoundedNumberOfTimes() {
        engine.wantsMore = true;
        engine.delivers = true;
        dispatcher.turn();
        assertEquals(3, engine.rounds);
        assertEquals(List.of("schedule"), asked);
        engine.wantsMore = false;
    }

    @Test
    void taskInsideATaskRunsAfterIt() {
        dispatcher.run(() -> {
            assertTrue(dispatcher.active());
            dispatcher.run(() -> done.add("inner"));
            done.add("outer");
        });
        assertEquals(List.of("outer"), done);
        assertFalse(dispatcher.active());
        assertEquals(List.of("execute"), asked);
        posted.get(0).run();
        assertEquals(List.of("outer", "inner"), done);
    }

    @Test
    void failingTaskStopsNeitherTheOthersNorTheEngine() {
        dispatcher.runLater(() -> {
            throw new AssertionError("task");
        });
        dispatcher.runLater(() -> done.add("next"));
        posted.get(0).run();
        assertEquals(List.of("next"), done);
        assertEquals(0, engine.failures);
    }

    @Test
    void whateverTheEngineThrowsIsReportedAndDoesNotGetOut() {
        multi.set(MultiOption.TIMERFUNCTION, (from, millis) -> 0);
        multi.close();
        dispatcher.timer(0);
        posted.get(0).run();
        assertEquals(1, engine.failures);
    }

    @Test
    void manyWakeupsPostOneTask() {
        dispatcher.wakeup();
        dispatcher.wakeup();
        assertEquals(List.of("execute"), asked);
        posted.get(0).run();
        dispatcher.wakeup();
        assertEquals(2, asked.size());
    }

    @Test
    void changedInterestIsAppliedOnceWhenTheEntryIsOver() {
        CountingWatch watch = new CountingWatch();
        dispatcher.run(() -> {
            dispatcher.changed(watch);
            dispatcher.changed(watch);
            assertEquals(0, watch.applied);
        });
        assertEquals(1, watch.applied);
    }

    @Test
    void watchThatCannotBeAppliedFails() {
        CountingWatch watch = new CountingWatch();
        watch.broken = true;
        dispatcher.run(() -> dispatcher.changed(watch));
        assertEquals(1, watch.failed);
    }

    @Test
    void detachedDispatcherDoesNothing() {
        dispatcher.detach();
        dispatcher.turn();
        assertEquals(0, engine.rounds);
    }

    /** Pretends to be an engine with messages, or with more to do than fits. */
    private final class Engine implements Dispatcher.Owner {
        private boolean wantsMore;
        private boolean delivers;
        private int rounds;
        private int failures;

        @Override
        public boolean deliverMessages() {
            rounds++;
            if (wantsMore) {
                dispatcher.timer(0);
            }
            return delivers;
        }

        @Override
        public void settled() {}

        @Override
        public void broken(Throwable cause) {
            failures++;
            dispatcher.detach();
        }

        @Override
        public void loopGone() {}
    }

    private static final class CountingWatch implements Watch {
        private boolean listed;
        private boolean broken;
        private int applied;
        private int failed;

        @Override
        public void want(int readiness) {}

        @Override
        public boolean list() {
            boolean first = !listed;
            listed = true;
            return first;
        }

        @Override
        public void apply() {
            listed = false;
            applied++;
            if (broken) {
                throw new IllegalStateException("no room");
            }
        }

        @Override
        public void fail(Throwable cause) {
            failed++;
        }
    }
}
