package dev.hiper.sim;

import dev.hiper.spi.SocketFactory;
import dev.hiper.spi.SocketRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network and everything else that happens by itself: a queue of events in virtual time. Opens the engine's
 * sockets.
 */
public final class SimNetwork implements SocketFactory {
    private static final long MILLI = 1_000_000L;

    private record Event(long nanos, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(sequence, other.sequence);
        }
    }

    private final SimRandom random;
    private final SimRandom latencies;
    private final SimClock clock;
    private final SimTrace trace;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<SimSocket> sockets = new ArrayList<>();
    private final Map<SocketAddress, SimServer> servers = new HashMap<>();
    private final Map<SocketAddress, SimReach> reaches = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private SimFaults faults = SimFaults.NONE;
    private long minLatencyNanos = MILLI;
    private long maxLatencyNanos = MILLI;
    private int sendBufferBytes = 64 * 1024;
    private int receiveBufferBytes = 64 * 1024;
    private long sequence;
    private boolean dispatching;
    private long operations;
    private long failingOperation;
    private long progress;
    private Consumer<SimSocket> closeListener = socket -> {};

    public SimNetwork(long seed) {
        this(seed, 0);
    }

    /** @param clockOriginNanos what {@code nanoTime} begins with */
    public SimNetwork(long seed, long clockOriginNanos) {
        this.random = new SimRandom(seed);
        this.latencies = random.split();
        this.clock = new SimClock(clockOriginNanos);
        this.trace = new SimTrace(clock);
    }

    public SimClock clock() {
        return clock;
    }

    /** The stream that others are split from. */
    public SimRandom random() {
        return random;
    }

    public SimTrace trace() {
        return trace;
    }

    public SimFaults faults() {
        return faults;
    }

    public SimNetwork faults(SimFaults chosen) {
        faults = chosen;
        return this;
    }

    /** One-way delay of every segment. */
    public SimNetwork latencyNanos(long min, long max) {
        minLatencyNanos = min;
        maxLatencyNanos = max;
        return this;
    }

    /** Capacity of each direction of connections opened from now on, as the engine's side sees it. */
    public SimNetwork bufferBytes(int send, int receive) {
        sendBufferBytes = send;
        receiveBufferBytes = receive;
        return this;
    }

    /** How connecting to {@code address} goes; the default is acceptance by its server, or refusal without one. */
    public SimNetwork reach(InetSocketAddress address, SimReach reach) {
        reaches.put(address, reach);
        return this;
    }

    void listen(InetSocketAddress address, SimServer server) {
        servers.put(address, server);
    }

    @Nullable
    SimServer server(SocketAddress address) {
        return servers.get(address);
    }

    SimReach reach(SocketAddress address) {
        SimReach reach = reaches.get(address);
        if (reach != null) {
            return reach;
        }
        return servers.containsKey(address)
                ? new SimReach(SimReach.Kind.ACCEPT, drawLatencyNanos() * 2)
                : new SimReach(SimReach.Kind.REFUSE, drawLatencyNanos() * 2);
    }

    @Override
    public SimSocket open(SocketRequest request) throws IOException {
        operation("open");
        progress++;
        SimSocket socket = new SimSocket(this, sockets.size() + 1, request);
        sockets.add(socket);
        trace.line("open #" + socket.id() + " " + request.remote());
        return socket;
    }

    /** All sockets that were ever opened; the one with number n is at n - 1. */
    public List<SimSocket> sockets() {
        return sockets;
    }

    public SimSocket socket(int number) {
        return sockets.get(number - 1);
    }

    public int openSockets() {
        return (int) sockets.stream().filter(SimSocket::isOpen).count();
    }

    /** Told of each close, while the socket is still open. */
    public void onClose(Consumer<SimSocket> listener) {
        closeListener = listener;
    }

    void closing(SimSocket socket) {
        progress++;
        closeListener.accept(socket);
    }

    /** Runs {@code action} at {@code nanos} after the beginning. */
    public void at(long nanos, Runnable action) {
        events.add(new Event(Math.max(nanos, clock.elapsedNanos()), sequence++, action));
    }

    public void after(long delayNanos, Runnable action) {
        at(clock.elapsedNanos() + delayNanos, action);
    }

    public void afterMillis(long delayMillis, Runnable action) {
        after(delayMillis * MILLI, action);
    }

    /** When the next event is due, {@link Long#MAX_VALUE} if there is none. */
    public long nextEventNanos() {
        Event next = events.peek();
        return next == null ? Long.MAX_VALUE : next.nanos();
    }

    /** Runs what is due, and what becomes due by that at once. */
    public void runDue() {
        Event next = events.peek();
        while (next != null && next.nanos() <= clock.elapsedNanos()) {
            events.remove(next);
            dispatch(next.action());
            next = events.peek();
        }
    }

    /** Moves to the next event and runs what is due then; false if nothing will ever happen. */
    public boolean runNext() {
        if (events.isEmpty()) {
            return false;
        }
        clock.advanceTo(nextEventNanos());
        runDue();
        return true;
    }

    /** Moves on by {@code millis}, running what is due on the way. */
    public void runFor(long millis) {
        long until = clock.elapsedNanos() + millis * MILLI;
        while (nextEventNanos() <= until) {
            runNext();
        }
        clock.advanceTo(until);
    }

    private void dispatch(Runnable action) {
        progress++;
        boolean before = dispatching;
        dispatching = true;
        try {
            action.run();
        } finally {
            dispatching = before;
        }
    }

    /** Lets the operation with this number fail: each open, connect, read, write and the like counts. */
    public void failOperation(long number) {
        failingOperation = number;
    }

    /** How many operations on sockets and lookups there were. */
    public long operations() {
        return operations;
    }

    /** Counts one call of the engine, and checks that it comes from inside an entry. */
    void operation(String what) throws IOException {
        inEntry(what);
        operations++;
        if (operations == failingOperation) {
            trace.line("failing " + what);
            throw new IOException("simulated failure of " + what);
        }
    }

    /** The network runs by itself, as if on another thread: the engine may not act from there. */
    void inEntry(String what) {
        if (dispatching) {
            throw violation(what + " called while no entry into the engine is running");
        }
    }

    /** Notes and returns what must not be; to be thrown, and found again even if somebody catches it. */
    public SimViolation violation(String text) {
        violations.add(text);
        trace.line("VIOLATION " + text);
        return new SimViolation(text);
    }

    /** Makes a violation of {@code text} unless {@code condition} holds. */
    void require(boolean condition, String text) {
        if (!condition) {
            throw violation(text);
        }
    }

    /** Fails if there was a violation that somebody swallowed. */
    public void checkViolations() {
        if (!violations.isEmpty()) {
            throw new SimViolation(String.join("\n", violations));
        }
    }

    /** Something happened that cannot happen for ever without time passing. */
    void progressed() {
        progress++;
    }

    long progress() {
        return progress;
    }

    long drawLatencyNanos() {
        return minLatencyNanos == maxLatencyNanos
                ? minLatencyNanos
                : latencies.between(minLatencyNanos, maxLatencyNanos);
    }

    int sendBufferBytes() {
        return sendBufferBytes;
    }

    int receiveBufferBytes() {
        return receiveBufferBytes;
    }
}
