package dev.hiper.internal.multi;

import dev.hiper.internal.transfer.Errand;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs errands of transfers on threads of its own, one per transfer at a time. What was run lies here until the loop takes it, as
 * the answers of resolvers do. Nobody ever waits for a thread: an errand that hangs is left to itself. Loop thread only, but
 * for what a {@link Job} does at its end.
 */
final class Aside {
    private final ThreadPoolExecutor threads;
    private final Runnable wake;
    private final Queue<Job> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private int running;

    /** @param wake is run on any thread when something was done: {@link #drain} is to be called soon */
    Aside(ThreadPoolExecutor threads, Runnable wake) {
        this.threads = threads;
        this.wake = wake;
    }

    /**
     * Starts an errand of {@code member}; the one before it, if there still is one, is dropped.
     *
     * @return false if there is no room; the errand is dropped then
     */
    boolean begin(Member member, Errand errand) {
        leave(member);
        Job job = new Job(member, errand);
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            errand.dropped();
            return false;
        }
        member.job = job;
        running++;
        return true;
    }

    /** {@code member} waits for nothing any more. Idempotent. */
    void leave(Member member) {
        Job job = member.job;
        if (job == null) {
            return;
        }
        member.job = null;
        running--;
        if (!job.giveUp()) {
            inbox.remove(job);
            job.errand.dropped();
        } else if (threads.remove(job)) {
            job.errand.dropped();
        }
    }

    /** Whether something may have been done meanwhile; one read of memory. */
    boolean answered() {
        return told.get();
    }

    /** Whether a transfer waits. */
    boolean waiting() {
        return running > 0;
    }

    /** Hands over what was done, and wakes who waits for it. */
    void drain() {
        for (Job job = take(); job != null; job = take()) {
            Member member = job.member;
            if (member.job == job) {
                member.job = null;
                running--;
                job.errand.done();
                member.wake();
            }
        }
    }

    /** Starts nothing any more. Nobody may be waiting. */
    void close() {
        threads.shutdown();
    }

    private @Nullable Job take() {
        Job job = inbox.poll();
        if (job == null && told.get()) {
            // In this order: a job that comes in between is either seen by the second look or told about.
            told.set(false);
            job = inbox.poll();
        }
        return job;
    }

    private void put(Job job) {
        inbox.add(job);
        if (told.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** One errand on its way. Who changes the state first, its thread or the loop, leaves the rest to the other. */
    final class Job implements Runnable {
        private enum State {
            WANTED,
            OVER,
            UNWANTED
        }

        private final Member member;
        private final Errand errand;
        private final AtomicReference<State> state = new AtomicReference<>(State.WANTED);

        private Job(Member member, Errand errand) {
            this.member = member;
            this.errand = errand;
        }

        @Override
        public void run() {
            try {
                if (state.get() == State.WANTED) {
                    errand.run();
                }
            } finally {
                if (state.compareAndSet(State.WANTED, State.OVER)) {
                    put(this);
                } else {
                    errand.dropped();
                }
            }
        }

        /** False if it is over already. */
        private boolean giveUp() {
            return state.compareAndSet(State.WANTED, State.UNWANTED);
        }
    }
}
