package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.internal.tls.TlsFilter;
import dev.hiper.spi.TransportSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One way to a peer: a chain of filters, and what the pool has to know about it. Used by one transfer after the other, or
 * by several at a time if its protocol can do that.
 *
 * <pre>
 *   BUSY <--> IDLE
 *     \________/ \______
 *          v            v
 *      SHUTDOWN ----> CLOSED
 * </pre>
 */
public final class Connection {
    /** Where a connection stands. */
    public enum State {
        /** At least one transfer uses it. */
        BUSY,
        /** In the pool, used by nobody. */
        IDLE,
        /** Out of the pool, saying goodbye. */
        SHUTDOWN,
        CLOSED
    }

    /** Its places in the lists of {@link ConnectionList}: all of a pool; idle ones, or those in shutdown. */
    final ConnectionList.Node member = new ConnectionList.Node(this);

    final ConnectionList.Node resting = new ConnectionList.Node(this);
    /** Its place among the {@link AvailableConnections}; -1 if it is not there. */
    int availableIndex = -1;

    final Destination destination;
    final @Nullable TlsContext tlsContext;
    long checkedNanos;
    long upkeepNanos;
    long shutdownDeadlineNanos;
    boolean shutdownWoken;

    private final long id;
    private final ConnectionIdentity identity;
    private final boolean connectOnly;
    private final long createdNanos;
    private ConnectionFilter chain;
    private State state = State.BUSY;
    private @Nullable CloseReason closeReason;
    private @Nullable ProtocolState protocol;
    private @Nullable Object slot;
    private boolean watchedIdle;
    private int attached = 1;
    private int reuses;
    private long lastUsedNanos;
    /** 0 for no limit. */
    private long idleLimitSeconds;

    Connection(
            long id,
            ConnectionIdentity identity,
            ConnectionFilter chain,
            Destination destination,
            @Nullable TlsContext tlsContext,
            boolean connectOnly,
            long nowNanos) {
        this.id = id;
        this.identity = identity;
        this.chain = chain;
        this.destination = destination;
        this.tlsContext = tlsContext;
        this.connectOnly = connectOnly;
        this.createdNanos = nowNanos;
        this.lastUsedNanos = nowNanos;
        this.upkeepNanos = nowNanos;
        // Anything that is long enough ago.
        this.checkedNanos = nowNanos - Long.MAX_VALUE / 2;
    }

    /** Counts up per pool. */
    public long id() {
        return id;
    }

    public ConnectionIdentity identity() {
        return identity;
    }

    public State state() {
        return state;
    }

    /** One step towards being connected, as {@link ConnectionFilter#connect}. */
    public Step connect(ConnectContext context) throws TransferException {
        Step step = chain.connect(context);
        if (step == Step.DONE) {
            chain = chain.settled();
        }
        return step;
    }

    public boolean connected() {
        return chain.connected();
    }

    /** As {@link ConnectionFilter#send}. */
    public int send(ByteBuffer source) throws TransferException {
        return chain.send(source);
    }

    /** As {@link ConnectionFilter#receive}. */
    public int receive(ByteBuffer destination) throws TransferException {
        return chain.receive(destination);
    }

    public boolean dataPending() {
        return chain.dataPending();
    }

    public boolean sendPending() {
        return chain.sendPending();
    }

    public boolean isAlive() {
        return chain.isAlive();
    }

    /**
     * What is wanted of its sockets. In use: the wishes of a transfer come in, and what the chain makes of them
     * goes out. Idle or in shutdown: an empty set comes in.
     */
    public void adjust(PollSet polls) {
        switch (state) {
            case BUSY, SHUTDOWN -> chain.adjust(polls);
            case IDLE -> adjustIdle(polls);
            case CLOSED -> {}
        }
    }

    public @Nullable TransportSocket socket() {
        return chain.socket();
    }

    public @Nullable SocketAddress remoteAddress() {
        return chain.remoteAddress();
    }

    public @Nullable SocketAddress localAddress() {
        return chain.localAddress();
    }

    public @Nullable String alpn() {
        return chain.alpn();
    }

    public @Nullable SSLSession tlsSession() {
        return chain.tlsSession();
    }

    /** Whether there is a proxy on the way. */
    public boolean usedProxy() {
        return identity.proxy() != null;
    }

    /** Whether the peer is a proxy that wants whole URLs, and not an origin or a tunnel to one. */
    public boolean forwardProxy() {
        return identity.peer().forwardProxy();
    }

    /** The layer that speaks TLS with an HTTPS proxy; null if there is none, or it is gone. */
    public @Nullable TlsFilter proxyTls() {
        for (ConnectionFilter layer = chain; layer != null; layer = layer.beneath()) {
            if (layer instanceof TlsFilter tls && tls.proxy()) {
                return tls;
            }
        }
        return null;
    }

    /** The layer that speaks TLS with the origin; null if there is none. */
    public @Nullable TlsFilter originTls() {
        return chain instanceof TlsFilter tls && !tls.proxy() ? tls : null;
    }

    /** The uppermost filter, for questions that only a certain kind can answer. */
    public ConnectionFilter chain() {
        return chain;
    }

    /** Nobody else shall use this connection. The first reason stays. */
    public void doNotReuse(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    public @Nullable CloseReason closeReason() {
        return closeReason;
    }

    /** How many transfers use it. */
    public int attached() {
        return attached;
    }

    /** How many transfers used it after the first one. */
    public int reuses() {
        return reuses;
    }

    /** Whether it belongs to a CONNECT_ONLY transfer, for good. */
    public boolean connectOnly() {
        return connectOnly;
    }

    public long createdNanos() {
        return createdNanos;
    }

    /** When a transfer last began or ended using it. */
    public long lastUsedNanos() {
        return lastUsedNanos;
    }

    /**
     * The peer says that it closes the connection after {@code seconds} of idleness; what it says last counts. Not to
     * be called with 0, which means that the connection cannot be used again at all.
     */
    public void peerIdleSeconds(long seconds) {
        idleLimitSeconds = Math.max(1, seconds - Limits.KEEP_ALIVE_MARGIN_SECONDS);
    }

    /** After how many idle seconds it is not used any more, because of its peer; 0 for no limit. */
    long idleLimitSeconds() {
        return idleLimitSeconds;
    }

    public @Nullable ProtocolState protocol() {
        return protocol;
    }

    /** Sets what the protocol keeps here. {@link ConnectionPool#reconsider} is due if its concurrency is not 1. */
    public void protocol(ProtocolState protocolState) {
        protocol = protocolState;
    }

    /** A place for whatever the engine keeps with a connection. */
    public @Nullable Object slot() {
        return slot;
    }

    public void slot(@Nullable Object content) {
        slot = content;
    }

    /** Whether several transfers may use it at a time. */
    boolean multiplexed() {
        return concurrency() > 1;
    }

    /** Whether one more transfer may use it, as far as its protocol is concerned. */
    boolean hasRoom() {
        return attached < concurrency();
    }

    int concurrency() {
        ProtocolState asked = protocol;
        return asked == null ? 1 : asked.concurrency();
    }

    void attach(long nowNanos) {
        state = State.BUSY;
        attached++;
        reuses++;
        lastUsedNanos = nowNanos;
    }

    void detach(long nowNanos) {
        if (attached == 0) {
            throw new IllegalStateException("connection " + id + " is used by nobody");
        }
        attached--;
        lastUsedNanos = nowNanos;
    }

    /** Whether it was watched from the moment it became idle. */
    boolean watchedIdle() {
        return watchedIdle;
    }

    void becomeIdle(boolean watched) {
        state = State.IDLE;
        watchedIdle = watched;
    }

    void beginShutdown() {
        state = State.SHUTDOWN;
    }

    Step shutdownStep(ConnectContext context) throws TransferException {
        return chain.shutdown(context);
    }

    void close() {
        state = State.CLOSED;
        ProtocolState kept = protocol;
        if (kept != null) {
            kept.closed();
        }
        chain.close();
    }

    private void adjustIdle(PollSet polls) {
        TransportSocket socket = chain.socket();
        if (watchedIdle && socket != null) {
            polls.add(socket, PollSet.IN);
        }
    }

    @Override
    public String toString() {
        return "Connection[" + id + ", " + state + ", " + identity + "]";
    }
}
