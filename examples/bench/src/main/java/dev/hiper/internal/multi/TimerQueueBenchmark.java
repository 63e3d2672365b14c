package dev.hiper.internal.multi;

import dev.hiper.internal.filter.Timer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deadlines of one transfer among those of others. Every transfer has a limit for the whole and looks at its speed
 * once a second; they began evenly spread over that second, and time goes on with each operation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerQueueBenchmark {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Not reached: a run takes a few of the clock's years. */
    private static final long WHOLE = TimeUnit.DAYS.toNanos(50_000);

    /** How many others there are. */
    @Param({"10", "10000"})
    public int others;

    private final TimerQueue queue = new TimerQueue();
    private final Transfer newcomer = new Transfer();
    private Transfer[] transfers = new Transfer[0];
    private long now;
    private long step;
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        transfers = new Transfer[others];
        step = SECOND / others;
        for (int i = 0; i < others; i++) {
            transfers[i] = new Transfer();
            transfers[i].deadlines.set(Timer.TIMEOUT, now + WHOLE);
            set(transfers[i], Timer.SPEED_CHECK, now + SECOND);
            now += step;
        }
    }

    /** A transfer begins, which sets a limit, and ends before it is reached. */
    @Benchmark
    public int setAndCancel() {
        set(newcomer, Timer.TIMEOUT, now + WHOLE);
        newcomer.deadlines.cancel(Timer.TIMEOUT);
        queue.update(newcomer.deadlines);
        return queue.size();
    }

    /** A busy transfer puts off its next deadline before it is due: that which is the earliest of all. */
    @Benchmark
    public long move() {
        Transfer transfer = transfers[next];
        next = next + 1 == others ? 0 : next + 1;
        now += step;
        set(transfer, Timer.SPEED_CHECK, now + SECOND);
        return queue.earliestNanos();
    }

    /** The earliest deadline is due, and its owner sets the next one. */
    @Benchmark
    public long expire() {
        now = queue.earliestNanos();
        Transfer due = (Transfer) Objects.requireNonNull(queue.pollDue(now));
        set(due, Timer.SPEED_CHECK, now + SECOND);
        return now;
    }

    private void set(Transfer transfer, Timer timer, long deadlineNanos) {
        transfer.deadlines.set(timer, deadlineNanos);
        queue.update(transfer.deadlines);
    }

    private static final class Transfer implements DeadlineOwner {
        final Deadlines deadlines = new Deadlines(this);

        @Override
        public void onDue() {}
    }
}
