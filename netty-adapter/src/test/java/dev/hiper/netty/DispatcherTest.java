package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Multi;
import dev.hiper.MultiOption;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
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
    private final IoEventLoop loop = (IoEventLoop) Proxy.newProxyInstance(
            IoEventLoop.class.getClassLoader(), new Class<?>[] {IoEventLoop.class}, (proxy, method, arguments) -> {
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
        CountingTransport handle = new CountingTransport();
        dispatcher.run(() -> {
            dispatcher.changed(handle.watch);
            dispatcher.changed(handle.watch);
            assertEquals(0, handle.applied);
        });
        assertEquals(1, handle.applied);
    }

    /** Netty's handles outlive their sockets by a moment; the loop is told nothing about a closed one. */
    @Test
    void cancelledWatchIsNotApplied() {
        CountingTransport handle = new CountingTransport();
        dispatcher.run(() -> {
            dispatcher.changed(handle.watch);
            handle.watch.cancel();
        });
        assertEquals(0, handle.applied);
    }

    @Test
    void watchThatCannotBeAppliedFails() {
        CountingTransport handle = new CountingTransport();
        handle.broken = true;
        dispatcher.run(() -> dispatcher.changed(handle.watch));
        assertEquals(1, handle.failed);
    }

    @Test
    void detachedDispatcherDoesNothing() {
        dispatcher.detach();
        dispatcher.turn();
        assertEquals(0, engine.rounds);
    }

    @Test
    void whatWaitsWhenTheEngineEndsIsHandedOver() {
        List<String> ran = new ArrayList<>();
        List<Runnable> left = new ArrayList<>();
        dispatcher.run(() -> {
            dispatcher.run(() -> ran.add("waiting"));
            left.addAll(dispatcher.detach());
            dispatcher.run(() -> ran.add("late"));
            dispatcher.runLater(() -> ran.add("later"));
        });
        assertEquals(List.of("late", "later"), ran);
        left.forEach(Runnable::run);
        assertEquals(List.of("late", "later", "waiting"), ran);
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

    /** A socket of which only its failing counts, and a handle that no loop ever sees. */
    private final class CountingTransport implements Watch.Transport {
        private final Watch watch = new Watch(socket(), this, loop, dispatcher);
        private boolean broken;
        private int applied;
        private int failed;

        private Watch.Socket socket() {
            return (Watch.Socket) Proxy.newProxyInstance(
                    Watch.Socket.class.getClassLoader(),
                    new Class<?>[] {Watch.Socket.class},
                    (proxy, method, arguments) -> {
                        assertEquals("fail", method.getName());
                        failed++;
                        return null;
                    });
        }

        @Override
        public void tell(int wanted) {
            applied++;
            if (broken) {
                throw new IllegalStateException("no room");
            }
        }

        @Override
        public void handle(IoRegistration source, IoEvent event) {}

        @Override
        public void close() {}
    }
}
