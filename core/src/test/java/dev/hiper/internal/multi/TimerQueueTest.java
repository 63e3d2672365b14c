package dev.hiper.internal.multi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.filter.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    @Test
    @Tag("T13")
    void settingAKindAgainReplacesIt() {
        Deadlines owner = owner();
        set(owner, Timer.TIMEOUT, 100);
        set(owner, Timer.TIMEOUT, 300);
        set(owner, Timer.SPEED_CHECK, 200);
        assertEquals(200, queue.earliestNanos());
        assertNull(queue.pollDue(199));
    }

    @Test
    @Tag("T14")
    void aDueOwnerLosesAllItsDueDeadlinesAtOnceAndKeepsTheNext() {
        Deadlines owner = owner();
        set(owner, Timer.TIMEOUT, 100);
        set(owner, Timer.SPEED_CHECK, 150);
        set(owner, Timer.TOO_FAST, 900);
        assertSame(owner.owner, queue.pollDue(200));
        assertNull(queue.pollDue(200));
        assertEquals(900, queue.earliestNanos());
    }

    @Test
    void earliestIsRightOverManyRandomChanges() {
        Random random = new Random(11);
        List<Deadlines> owners = new ArrayList<>();
        long[] model = new long[300];
        for (int i = 0; i < model.length; i++) {
            owners.add(owner());
            model[i] = Long.MAX_VALUE;
        }
        for (int step = 0; step < 30_000; step++) {
            int index = random.nextInt(model.length);
            if (random.nextInt(3) == 0) {
                owners.get(index).cancel(Timer.TIMEOUT);
                queue.update(owners.get(index));
                model[index] = Long.MAX_VALUE;
            } else {
                model[index] = random.nextInt(1000);
                set(owners.get(index), Timer.TIMEOUT, model[index]);
            }
            long earliest = Long.MAX_VALUE;
            for (long deadline : model) {
                earliest = Math.min(earliest, deadline);
            }
            assertEquals(earliest == Long.MAX_VALUE, queue.isEmpty());
            if (!queue.isEmpty()) {
                assertEquals(earliest, queue.earliestNanos());
            }
        }
    }

    @Test
    void deadlinesAcrossTheWrapOfTheClockKeepTheirOrder() {
        Deadlines before = owner();
        Deadlines after = owner();
        set(after, Timer.TIMEOUT, Long.MIN_VALUE + 5);
        set(before, Timer.TIMEOUT, Long.MAX_VALUE - 5);
        assertEquals(Long.MAX_VALUE - 5, queue.earliestNanos());
        assertSame(before.owner, queue.pollDue(Long.MAX_VALUE));
        assertTrue(!queue.isEmpty());
    }

    private void set(Deadlines owner, Timer timer, long at) {
        owner.set(timer, at);
        queue.update(owner);
    }

    private static Deadlines owner() {
        return new Deadlines(new DeadlineOwner() {
            @Override
            public void onDue() {}
        });
    }
}
