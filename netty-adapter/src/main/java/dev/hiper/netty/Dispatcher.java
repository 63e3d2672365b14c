package dev.hiper.netty;

import dev.hiper.Multi;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.spi.TransportSocket;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Enters the engine, and does what has to be done around each entry:
 *
 * <ol>
 *   <li>drive the engine: a socket became ready, or a deadline passed;
 *   <li>hand out messages of transfers that ended;
 *   <li>run the calls that callbacks wished for meanwhile, which are illegal inside them;
 *   <li>if those made the engine ask for a timer of 0, drive again, a bounded number of times;
 *   <li>tell the event loop what changed in the interest of sockets, once per socket.
 * </ol>
 *
 * <p>What is left after the bounded number of rounds goes on in the loop's next turn. Nothing ever leaves {@link
 * #socketReady} and {@link #turn}: an exception would stop the whole event loop for a second, an error
 * would end it. Loop thread only, except {@link #wakeup}.
 */
final class Dispatcher {
    /**
     * Drives per entry after the first one. One serves transfers added by a completion, the second what those leave
     * undone; more would let one busy transfer take the turns of its neighbours.
     */
    private static final int ROUNDS = 2;

    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(Dispatcher.class);

    /** What a dispatcher reports to. */
    interface Owner {
        /** Hands out the messages that the engine has; false if there was none. */
        boolean deliverMessages();

        /** The work of an entry is done. */
        void settled();

        /** Something escaped that must not: the engine cannot be trusted any more. */
        void broken(Throwable cause);

        /** The event loop closes all its handles. */
        void loopGone();
    }

    private final EventLoop loop;
    private final Owner owner;
    private final LoopTimer timer;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final ArrayList<Watch> changed = new ArrayList<>();
    private final Runnable turnTask = this::postedTurn;
    private final Runnable wakeupTask = this::wokenUp;
    private final AtomicBoolean wakeupPosted = new AtomicBoolean();
    private @Nullable Multi multi;
    private boolean active;
    private boolean turnPosted;
    private @Nullable ScheduledFuture<?> scheduledTurn;

    Dispatcher(EventLoop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
        this.timer = new LoopTimer(loop, this);
    }

    void attach(Multi engine) {
        multi = engine;
    }

    /**
     * No entry reaches the engine any more, and nothing waits for it from now on.
     *
     * @return what was waiting; whoever ended the engine runs it, so that none of it gets lost
     */
    List<Runnable> detach() {
        multi = null;
        List<Runnable> left = List.copyOf(waiting);
        waiting.clear();
        changed.clear();
        timer.stop();
        ScheduledFuture<?> scheduled = scheduledTurn;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        return left;
    }

    /** Whether the engine may be on the stack, so that calls into it have to wait. */
    boolean active() {
        return active;
    }

    /** A readiness event. Never throws. */
    void socketReady(TransportSocket socket, int readiness) {
        Multi engine = multi;
        if (engine == null) {
            return;
        }
        if (active) {
            // A handle that is called from inside a callback of ours: the hint must not get lost.
            waiting.add(() -> poke(socket, readiness));
            return;
        }
        active = true;
        try {
            engine.socketAction(socket, readiness);
            settle(true);
        } catch (Throwable failure) {
            broken(failure);
        } finally {
            leave(true);
        }
    }

    /** Serves a due timer and whatever else waits. Never throws. */
    void turn() {
        if (multi == null || active) {
            return;
        }
        active = true;
        try {
            settle(false);
        } catch (Throwable failure) {
            broken(failure);
        } finally {
            leave(true);
        }
    }

    /**
     * Runs {@code task} while nothing of the engine is on the stack: now, or when the current entry is done. What the
     * task gives the engine to do is done in a later turn, together with what others gave it.
     */
    void run(Runnable task) {
        if (multi == null) {
            runGuarded(task);
            return;
        }
        if (active) {
            waiting.add(task);
            return;
        }
        active = true;
        try {
            runGuarded(task);
            owner.settled();
        } catch (Throwable failure) {
            broken(failure);
        } finally {
            leave(false);
        }
    }

    /** Runs {@code task} in a later turn. */
    void runLater(Runnable task) {
        if (multi == null) {
            runGuarded(task);
            return;
        }
        waiting.add(task);
        postTurn();
    }

    /** Any thread: the engine has work that neither a socket nor a deadline announces. */
    void wakeup() {
        if (wakeupPosted.compareAndSet(false, true)) {
            try {
                loop.execute(wakeupTask);
            } catch (RejectedExecutionException e) {
                LOGGER.debug("The event loop has ended; an answer came too late.", e);
            }
        }
    }

    /** The socket callback of the engine. */
    void interest(Watch watch, PollAction what) {
        watch.want((what.in() ? Readiness.IN : 0) | (what.out() ? Readiness.OUT : 0));
        changed(watch);
    }

    /** {@code watch} has to be applied when the current entry is done, or soon. */
    void changed(Watch watch) {
        if (watch.list()) {
            changed.add(watch);
            if (!active) {
                postTurn();
            }
        }
    }

    /** The timer callback of the engine. */
    void timer(long timeoutMillis) {
        timer.set(timeoutMillis);
        if (timer.due() && !active) {
            postTurn();
        }
    }

    void loopGone() {
        try {
            owner.loopGone();
        } catch (Throwable failure) {
            LOGGER.warn("Ending the transfers of an event loop failed.", failure);
        }
    }

    /** @param driven whether the engine ran already in this entry */
    private void settle(boolean driven) {
        boolean drove = driven;
        for (int round = 0; ; round++) {
            boolean worked = owner.deliverMessages();
            worked = runWaiting() || worked;
            Multi engine = multi;
            // What the engine itself left undone is not served in the same entry: that would undo its budget.
            if (engine == null || round == ROUNDS || (drove && !worked)) {
                break;
            }
            if (timer.takeDue()) {
                engine.timeoutAction();
                drove = true;
            } else if (waiting.isEmpty()) {
                break;
            }
        }
        owner.settled();
    }

    /** Those that are there now; what they add comes in the next round. */
    private boolean runWaiting() {
        int count = waiting.size();
        for (int i = 0; i < count; i++) {
            Runnable task = waiting.poll();
            if (task != null) {
                runGuarded(task);
            }
        }
        return count > 0;
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOGGER.warn("A task on an event loop failed.", failure);
        }
    }

    /** @param drove whether this entry drove the engine already, so that going on has to wait for its neighbours */
    private void leave(boolean drove) {
        apply();
        active = false;
        if (multi != null && (timer.due() || !waiting.isEmpty())) {
            if (drove) {
                scheduleTurn();
            } else {
                postTurn();
            }
        }
    }

    private void apply() {
        for (int i = 0; i < changed.size(); i++) {
            Watch watch = changed.get(i);
            try {
                watch.apply();
            } catch (Throwable failure) {
                LOGGER.warn("An event loop cannot watch a socket.", failure);
                watch.fail(failure);
            }
        }
        changed.clear();
    }

    private void poke(TransportSocket socket, int readiness) {
        Multi engine = multi;
        if (engine != null) {
            try {
                engine.socketAction(socket, readiness);
            } catch (Throwable failure) {
                broken(failure);
            }
        }
    }

    /** Lets the engine find out in a later turn that {@code socket} has failed. */
    void pokeLater(TransportSocket socket) {
        runLater(() -> poke(socket, Readiness.IN | Readiness.OUT | Readiness.ERR));
    }

    private void broken(Throwable failure) {
        try {
            LOGGER.error("The engine failed; its transfers on this event loop end here.", failure);
            owner.broken(failure);
        } catch (Throwable again) {
            LOGGER.warn("Ending the transfers of a failed engine failed.", again);
        }
    }

    private void postTurn() {
        if (!turnPosted) {
            turnPosted = true;
            loop.execute(turnTask);
        }
    }

    /** A turn after the loop has looked at its sockets again. */
    private void scheduleTurn() {
        if (!turnPosted) {
            turnPosted = true;
            // Not execute(): the loop empties its queue before it looks at sockets, for up to a second.
            scheduledTurn = loop.schedule(turnTask, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void postedTurn() {
        turnPosted = false;
        scheduledTurn = null;
        turn();
    }

    private void wokenUp() {
        wakeupPosted.set(false);
        timer.makeDue();
        turn();
    }
}
