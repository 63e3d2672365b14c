package dev.hiper.sim;

import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's end of a simulated connection. Strict: use after close, a second close, a read without room or use
 * before being connected is a {@link SimViolation}.
 */
public final class SimSocket implements TransportSocket {
    /** Bits of {@link #readiness()}; the numbers are those of {@code dev.hiper.Readiness}. */
    public static final int IN = 1;

    public static final int OUT = 2;
    public static final int ERR = 4;

    private enum State {
        FRESH,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final SimNetwork network;
    private final SimRandom random;
    private final int id;
    private final SocketRequest request;
    private final SimPipe incoming;
    private State state = State.FRESH;
    private boolean answered;
    private boolean outputShut;
    private @Nullable SocketAddress remote;
    private @Nullable IOException error;
    private @Nullable SimPeer peer;
    private long reads;
    private long writes;
    private int closes;

    SimSocket(SimNetwork network, int id, SocketRequest request) {
        this.network = network;
        this.random = network.random().split();
        this.id = id;
        this.request = request;
        this.incoming = new SimPipe(network, network.receiveBufferBytes(), () -> {});
    }

    /** Counts from 1 in the order of opening. */
    public int id() {
        return id;
    }

    public SocketRequest request() {
        return request;
    }

    /** The server's end; null before the server accepted. */
    public @Nullable SimPeer peer() {
        return peer;
    }

    /** Which calls would not block now. An error or a hang-up sets all bits. */
    public int readiness() {
        if (state == State.CLOSED || !answered) {
            return 0;
        }
        if (error != null) {
            return IN | OUT | ERR;
        }
        int in = incoming.readable() > 0 || incoming.endArrived() ? IN : 0;
        return in | (server().room() > 0 ? OUT : 0);
    }

    @Override
    public boolean connect(SocketAddress to) throws IOException {
        operation("connect");
        require(state == State.FRESH, "connect called twice");
        network.trace().line("connect #" + id + " " + to);
        network.progressed();
        remote = to;
        state = State.CONNECTING;
        SimReach reach = network.reach(to);
        switch (reach.kind()) {
            case NO_ROUTE -> throw new NoRouteToHostException("No route to host");
            case AT_ONCE -> {
                accepted();
                state = State.CONNECTED;
                return true;
            }
            case ACCEPT -> network.after(reach.delayNanos(), this::accepted);
            case REFUSE -> network.after(reach.delayNanos(), () -> fail(new ConnectException("Connection refused")));
            case BLACK_HOLE -> {}
        }
        return false;
    }

    @Override
    public boolean finishConnect() throws IOException {
        operation("finishConnect");
        require(state != State.FRESH, "finishConnect called before connect");
        if (!answered) {
            return false;
        }
        IOException failure = error;
        if (failure != null) {
            throw failure;
        }
        state = State.CONNECTED;
        return true;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        operation("read");
        requireConnected("read");
        require(destination.hasRemaining(), "read called without room");
        reads++;
        if (incoming.readable() > 0) {
            if (random.chance(network.faults().falseWouldBlock())) {
                return traced("read", 0);
            }
            int size = incoming.read(destination, part(network.faults().partialRead()));
            server().pump();
            return traced("read", size);
        }
        if (error != null) {
            network.trace().line("read #" + id + " " + error.getMessage());
            throw error;
        }
        return traced("read", incoming.atEnd() ? -1 : 0);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        operation("write");
        requireConnected("write");
        require(!outputShut, "write called after shutdownOutput");
        writes++;
        IOException failure = error;
        if (failure != null) {
            network.trace().line("write #" + id + " " + failure.getMessage());
            throw failure;
        }
        if (random.chance(network.faults().falseWouldBlock())) {
            return traced("write", 0);
        }
        return traced("write", server().accept(source, part(network.faults().partialWrite())));
    }

    @Override
    public void shutdownOutput() throws IOException {
        operation("shutdownOutput");
        requireConnected("shutdownOutput");
        if (!outputShut) {
            outputShut = true;
            network.trace().line("shutdownOutput #" + id);
            server().clientEnded();
        }
    }

    @Override
    public void close() {
        network.inEntry("close");
        closes++;
        require(state != State.CLOSED, "closed twice");
        network.closing(this);
        network.trace().line("close #" + id);
        state = State.CLOSED;
        SimPeer other = peer;
        if (other != null) {
            other.clientClosed(incoming.readable() > 0);
        }
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return state == State.CONNECTED ? remote : null;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return state == State.FRESH
                ? null
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000 + id % 20_000);
    }

    /** Whether the engine knows that this socket is connected, and has not closed it. */
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public boolean isConnecting() {
        return state == State.CONNECTING;
    }

    public long reads() {
        return reads;
    }

    public long writes() {
        return writes;
    }

    public int closes() {
        return closes;
    }

    /** Bytes that a read would bring. */
    public int readable() {
        return incoming.readable();
    }

    @Override
    public String toString() {
        return "#" + id;
    }

    SimPipe incoming() {
        return incoming;
    }

    /** The connection is gone: every later call fails. */
    void fail(IOException why) {
        if (state != State.CLOSED && error == null) {
            answered = true;
            error = why;
            incoming.cut(random.chance(network.faults().discardOnReset()));
        }
    }

    private void accepted() {
        if (state == State.CLOSED) {
            return;
        }
        SimServer server = remote == null ? null : network.server(remote);
        if (server == null) {
            fail(new ConnectException("Connection refused"));
            return;
        }
        answered = true;
        peer = server.accept(this);
    }

    private SimPeer server() {
        SimPeer other = peer;
        if (other == null) {
            throw new IllegalStateException("#" + id + " has no peer");
        }
        return other;
    }

    private int part(double probability) {
        return random.chance(probability) ? random.skewed(1, 64) : Integer.MAX_VALUE;
    }

    private int traced(String what, int size) {
        if (size != 0) {
            network.progressed();
        }
        network.trace().line(what + " #" + id + " " + size);
        return size;
    }

    private void operation(String what) throws IOException {
        require(state != State.CLOSED, what + " called after close");
        network.operation(what + " #" + id);
    }

    private void requireConnected(String what) {
        require(state == State.CONNECTED, what + " called before being connected");
    }

    private void require(boolean condition, String text) {
        network.require(condition, "socket #" + id + ": " + text);
    }
}
