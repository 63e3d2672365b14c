package dev.hiper.contract;

import dev.hiper.Easy;
import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimResolver;
import dev.hiper.sim.SimSocket;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The smallest application that drives a multi by its callbacks, for tests that look at the arguments themselves. One
 * turn per simulated millisecond.
 */
final class Application implements AutoCloseable {
    private static final int TURNS = 20_000;

    /** One call of the socket callback. */
    record Told(@Nullable Easy easy, int socket, PollAction what, @Nullable Object attachment) {
        @Override
        public String toString() {
            return what + "#" + socket;
        }
    }

    /** Says what to answer to the n-th call, from 1. */
    interface Answers {
        int answer(Told told);
    }

    final SimNetwork network = new SimNetwork(1);
    final SimResolver resolver = new SimResolver(network);
    final Multi multi;
    final List<Told> told = new ArrayList<>();
    final List<Long> timers = new ArrayList<>();
    final List<TransferMessage> messages = new ArrayList<>();
    Answers socketAnswers = call -> 0;
    int timerAnswer;

    private final Map<SimSocket, PollAction> watched = new LinkedHashMap<>();
    private long timerNanos = Long.MAX_VALUE;
    private boolean woken;

    Application() {
        multi = Multi.create(
                MultiServices.standard().sockets(network).resolver(resolver).clock(network.clock()));
        multi.set(MultiOption.SOCKETFUNCTION, this::onSocket);
        multi.set(MultiOption.TIMERFUNCTION, this::onTimer);
        multi.set(MultiOption.WAKEUPFUNCTION, () -> woken = true);
    }

    /** Socket callbacks as text. */
    List<String> texts() {
        return told.stream().map(Told::toString).toList();
    }

    Told last() {
        return told.get(told.size() - 1);
    }

    /** How the only transfer ended. */
    ResultCode result() {
        return messages.get(0).result();
    }

    void runUntilMessages(int count) {
        for (int i = 0; i < TURNS && messages.size() < count; i++) {
            turn();
        }
        if (messages.size() < count) {
            throw new AssertionError(messages.size() + " messages; " + texts());
        }
    }

    void runFor(int millis) {
        for (int i = 0; i < millis; i++) {
            turn();
        }
    }

    private void turn() {
        network.runFor(1);
        for (SimSocket socket : List.copyOf(watched.keySet())) {
            int ready = readiness(socket);
            if (ready != 0) {
                multi.socketAction(socket, ready);
            }
        }
        if (woken || timerNanos <= network.clock().elapsedNanos()) {
            woken = false;
            timerNanos = Long.MAX_VALUE;
            multi.timeoutAction();
        }
        drain();
    }

    void drain() {
        for (TransferMessage message = multi.infoRead(); message != null; message = multi.infoRead()) {
            messages.add(message);
        }
    }

    private int readiness(SimSocket socket) {
        PollAction what = watched.get(socket);
        if (what == null) {
            return 0;
        }
        return socket.readiness() & ((what.in() ? Readiness.IN : 0) | (what.out() ? Readiness.OUT : 0));
    }

    private int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object attachment) {
        SimSocket simulated = (SimSocket) socket;
        Told call = new Told(easy, simulated.id(), what, attachment);
        told.add(call);
        if (what == PollAction.REMOVE) {
            watched.remove(simulated);
        } else {
            watched.put(simulated, what);
        }
        return socketAnswers.answer(call);
    }

    private int onTimer(Multi from, long millis) {
        timers.add(millis);
        timerNanos = millis < 0 ? Long.MAX_VALUE : network.clock().elapsedNanos() + millis * 1_000_000L;
        return timerAnswer;
    }

    @Override
    public void close() {
        multi.close();
    }
}
