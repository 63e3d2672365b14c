package dev.hiper.sim;

import dev.hiper.Easy;
import dev.hiper.Multi;
import dev.hiper.MultiException;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's loop around one {@link Multi}, with the manners of real ones: it polls, gets a batch of events, and
 * works through it although the world changes meanwhile. Checks after every call that the engine kept its side
 * of the contract.
 */
public final class SimLoop {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000L;
    /** Calls with a reason, in a row, that bring nothing about: more is a busy loop. */
    private static final int IDLE_CALLS = 300;

    /** Something that the application wants to do at a moment. */
    private record Wish(long nanos, Runnable action) {}

    private final SimNetwork network;
    private final SimRandom random;
    private final Multi multi;
    private final SimWatch watch;
    private final SimTimer timer;
    private final Set<Easy> added = new LinkedHashSet<>();
    private final Set<Easy> unfinished = new LinkedHashSet<>();
    private final List<String> callbacks = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private Consumer<TransferMessage> messageListener = message -> {};
    private boolean wakeupPending;
    private boolean inCall;
    private boolean updatesTimer = true;
    private boolean closing;
    private boolean dead;
    private int callbackToFail;
    private int contractCallbacks;
    private long calls;
    private int idleCalls;
    private long lastProgress;

    /** Takes over the loop side of {@code multi}: sets its socket, timer and wake-up callbacks. */
    public SimLoop(SimNetwork network, Multi multi) {
        this.network = network;
        this.random = network.random().split();
        this.multi = multi;
        this.watch = new SimWatch(network, random);
        this.timer = new SimTimer(network, random);
        multi.set(MultiOption.SOCKETFUNCTION, this::onSocket);
        multi.set(MultiOption.TIMERFUNCTION, this::onTimer);
        multi.set(MultiOption.WAKEUPFUNCTION, this::onWakeup);
        network.onClose(
                socket -> network.require(!watch.contains(socket), socket + " is closed, but REMOVE was not told"));
    }

    public Multi multi() {
        return multi;
    }

    /** Is handed each message, after the call that produced it. */
    public SimLoop onMessage(Consumer<TransferMessage> listener) {
        messageListener = listener;
        return this;
    }

    /** Runs after every call into the engine. */
    public SimLoop check(Runnable check) {
        checks.add(check);
        return this;
    }

    /** Lets the socket or timer callback with this number (from 1, over both) answer -1. */
    public SimLoop failCallback(int number) {
        callbackToFail = number;
        return this;
    }

    /** Socket and timer callbacks so far. */
    public int contractCallbacks() {
        return contractCallbacks;
    }

    /** Socket and timer callbacks as text: {@code OUT#1}, {@code REMOVE#1}, {@code timer 0}, {@code timer -1}. */
    public List<String> callbacks() {
        return callbacks;
    }

    /** What was last told about the socket with this number, {@link PollAction#NONE} if nothing holds. */
    public PollAction interest(int socketNumber) {
        return watch.interest(network.socket(socketNumber));
    }

    /** How many sockets are being watched. */
    public int watched() {
        return watch.sockets().size();
    }

    /** Milliseconds until the timer that was told, rounded down; -1 without a timer. */
    public long timerMillis() {
        return timer.millis();
    }

    /** Handles that were added and not removed. */
    public Set<Easy> added() {
        return added;
    }

    /** Handles that were added and have neither sent a message nor been removed. */
    public Set<Easy> unfinished() {
        return unfinished;
    }

    /** Whether the engine is on the stack. */
    public boolean inCall() {
        return inCall;
    }

    /** Tells that a callback of a transfer runs, so that the loop knows that something is going on. */
    public void active() {
        network.progressed();
        network.require(inCall, "a callback of a transfer outside any call");
    }

    public void add(Easy easy) {
        call("add", () -> {
            multi.add(easy);
            added.add(easy);
            unfinished.add(easy);
        });
    }

    public void remove(Easy easy) {
        try {
            call("remove", () -> {
                multi.remove(easy);
                forget(easy);
            });
        } finally {
            forget(easy);
        }
    }

    /** Closes a handle, which takes it out of the multi. */
    public void closeEasy(Easy easy) {
        try {
            call("close easy", () -> {
                easy.close();
                forget(easy);
            });
        } finally {
            forget(easy);
        }
    }

    /** Sets an option, which may act at once but does not tell the timer (T2). */
    public <T> void set(MultiOption<T> option, @Nullable T value) {
        withoutTimer(() -> call("set " + option.name() + " " + value, () -> multi.set(option, value)));
    }

    /** Pauses or resumes. Unlike the other calls, one that changes nothing does not tell the timer (T2, P6). */
    public ResultCode pause(Easy easy, int bits) {
        ResultCode[] code = new ResultCode[1];
        withoutTimer(() -> call("pause", () -> code[0] = easy.pause(bits)));
        return code[0];
    }

    /** Any other call into the engine, with the checks that follow each call. */
    public void call(String name, Runnable call) {
        call(name, () -> {
            call.run();
            return multi.running();
        });
    }

    /** Runs {@code action} on the loop, outside any call, {@code delayNanos} from now. */
    public void post(long delayNanos, Runnable action) {
        long due = now() + delayNanos;
        wishes.add(new Wish(due, action));
        network.at(due, () -> {});
    }

    /** Closes the multi; everything must be gone then. */
    public void close() {
        closing = true;
        enter("close");
        try {
            multi.close();
        } finally {
            inCall = false;
        }
        network.runFor(1);
        network.checkViolations();
        network.require(watched() == 0, "after close the application still watches " + watch.sockets());
        for (SimSocket socket : network.sockets()) {
            network.require(
                    socket.closes() == 1, "after close " + socket + " was closed " + socket.closes() + " times");
        }
    }

    /** Goes on until {@code done} says so or nothing is left to happen; tells which. */
    public boolean runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (!turn()) {
                return done.getAsBoolean();
            }
        }
        return true;
    }

    /** Goes on until {@code millis} from now, and no further. */
    public void runFor(long millis) {
        boolean[] over = new boolean[1];
        network.afterMillis(millis, () -> over[0] = true);
        runUntil(() -> over[0]);
    }

    /** One turn: a batch of events, or waiting for something to happen. False if nothing will ever happen. */
    public boolean turn() {
        network.runDue();
        boolean wished = runWishes();
        List<SimWatch.Event> batch = poll();
        if (batch.isEmpty()) {
            return wished || sleep();
        }
        for (SimWatch.Event event : batch) {
            dispatch(event);
        }
        return true;
    }

    private boolean runWishes() {
        List<Wish> due = wishes.stream().filter(wish -> wish.nanos() <= now()).toList();
        wishes.removeAll(due);
        due.forEach(wish -> wish.action().run());
        return !due.isEmpty();
    }

    private List<SimWatch.Event> poll() {
        List<SimWatch.Event> batch = watch.poll();
        if (timer.hasFired() || wakeupPending) {
            batch.add(new SimWatch.Event(null, 0, true));
        } else if (random.chance(network.faults().strayTimeout() / 4)) {
            batch.add(new SimWatch.Event(null, 0, false));
        }
        random.shuffle(batch);
        return batch;
    }

    private boolean sleep() {
        long next = Math.min(network.nextEventNanos(), timer.firesNanos());
        if (watch.anyReady()) {
            // It was held back; the next poll is not far.
            next = Math.min(next, now() + MILLI);
        }
        if (next == NEVER) {
            return false;
        }
        network.clock().advanceTo(next);
        network.runDue();
        return true;
    }

    /** What went out of date since the poll is mostly, but not always, noticed by a loop. */
    private void dispatch(SimWatch.Event event) {
        SimSocket socket = event.socket();
        if (socket == null) {
            if (timer.hasFired()) {
                timer.useUp();
            }
            wakeupPending = false;
            call("timeoutAction", multi::timeoutAction);
        } else if (!event.real()
                || watch.contains(socket)
                || random.chance(network.faults().lateEvent())) {
            call("socketAction " + socket + " " + event.bits(), () -> multi.socketAction(socket, event.bits()));
        }
        if (event.real()) {
            checkProgress();
        }
    }

    private void call(String name, IntSupplier call) {
        enter(name);
        int running;
        try {
            running = call.getAsInt();
        } catch (MultiException e) {
            inCall = false;
            drain();
            throw e;
        } finally {
            inCall = false;
        }
        network.clock().advanceTo(now() + random.between(500L, 20_000L));
        drain();
        network.checkViolations();
        checkCounts(running);
        if (!dead && updatesTimer) {
            timer.check(multi.timeoutMillis());
        }
        checks.forEach(Runnable::run);
    }

    private void withoutTimer(Runnable call) {
        updatesTimer = false;
        try {
            call.run();
        } finally {
            updatesTimer = true;
        }
    }

    private void enter(String name) {
        network.require(!inCall, name + " called while the engine is on the stack");
        network.trace().line("> " + name);
        calls++;
        inCall = true;
    }

    private void drain() {
        TransferMessage message = multi.infoRead();
        while (message != null) {
            Easy easy = message.easy();
            network.trace().line("message " + message.result());
            network.require(added.contains(easy), "a message of a handle that is not in the multi");
            network.require(unfinished.remove(easy), "a second message of one transfer");
            messageListener.accept(message);
            message = multi.infoRead();
        }
    }

    private void checkCounts(int running) {
        network.require(
                running == unfinished.size() && running == multi.running(),
                "told " + running + " running, " + unfinished.size() + " are");
        if (calls % 16 == 0) {
            network.require(multi.handles().size() == added.size(), "handles() disagrees with what was added");
        }
    }

    private void checkProgress() {
        idleCalls = network.progress() == lastProgress ? idleCalls + 1 : 0;
        lastProgress = network.progress();
        network.require(idleCalls < IDLE_CALLS, "a busy loop: " + idleCalls + " calls brought nothing about");
    }

    /** The socket callback, for a test that wants to hear the arguments before. */
    public int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object socketp) {
        record(what.toString() + socket);
        network.require(inCall, "socket callback outside any call");
        network.require(
                easy == null || added.contains(easy) || closing, "socket callback for a handle that is not added");
        watch.tell(multi, (SimSocket) socket, what, socketp);
        return answer();
    }

    private int onTimer(Multi from, long millis) {
        record("timer " + millis);
        network.require(inCall, "timer callback outside any call");
        network.require(from == multi, "timer callback with another multi");
        network.require(!closing, "timer callback during close");
        network.require(!dead, "timer callback of a dead multi");
        timer.set(millis);
        return answer();
    }

    private void onWakeup() {
        network.trace().line("wakeup");
        wakeupPending = true;
    }

    private int answer() {
        contractCallbacks++;
        if (contractCallbacks != callbackToFail) {
            return 0;
        }
        network.trace().line("callback answers -1");
        dead = true;
        return -1;
    }

    private void record(String text) {
        callbacks.add(text);
        network.trace().line(text);
    }

    private void forget(Easy easy) {
        added.remove(easy);
        unfinished.remove(easy);
    }

    private long now() {
        return network.clock().elapsedNanos();
    }
}
