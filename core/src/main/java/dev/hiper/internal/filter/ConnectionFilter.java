package dev.hiper.internal.filter;

import dev.hiper.error.TransferException;
import dev.hiper.spi.TransportSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a connection. What a filter does not handle itself passes through to the one below.
 *
 * <pre>
 *   transfer
 *      |  connect, send, receive, shutdown          adjust, queries
 *      v                                                 v
 *   TLS  ->  tunnel (until open)  ->  racing (until won)  ->  socket        top to bottom
 * </pre>
 *
 * <p>Connecting goes bottom up: a filter lets the one below finish before it begins. Shutting down and
 * adjusting interest go top down, so the lowest has the last word about interest. The chain is
 * driven on the loop thread only, by one driver at a time. After any method threw, only {@link #close()}
 * is called.
 */
public abstract class ConnectionFilter {
    private @Nullable ConnectionFilter next;
    private boolean connected;

    /**
     * A layer on top of another.
     *
     * @param next the layer below, null at the bottom
     */
    protected ConnectionFilter(@Nullable ConnectionFilter next) {
        this.next = next;
    }

    /** One step towards being connected; {@link Step#DONE} again and again once that is reached. */
    public final Step connect(ConnectContext context) throws TransferException {
        if (connected) {
            return Step.DONE;
        }
        Step step;
        do {
            ConnectionFilter below = next;
            if (below != null) {
                if (below.connect(context) != Step.DONE) {
                    return Step.BLOCKED;
                }
                next = below.settled();
            }
            step = connectSelf(context);
        } while (step == Step.CONTINUE);
        connected = step == Step.DONE;
        return step;
    }

    /**
     * As {@link #connect}, for this layer alone; everything below is connected. {@link Step#CONTINUE} after {@link
     * #rebase} lets the new layers connect.
     */
    protected Step connectSelf(ConnectContext context) throws TransferException {
        return Step.DONE;
    }

    /**
     * The filter that stands for this one from now on: itself, or, for a layer that only helped to build the
     * chain, the layer that it built. Asked after connecting, perhaps more than once.
     */
    public ConnectionFilter settled() {
        return this;
    }

    public final boolean connected() {
        return connected;
    }

    /** One step of the orderly goodbye of this layer and those below. */
    public Step shutdown(ConnectContext context) throws TransferException {
        return below().shutdown(context);
    }

    /** Takes bytes from {@code source}; returns how many, 0 if it would block. */
    public int send(ByteBuffer source) throws TransferException {
        return below().send(source);
    }

    /** Puts bytes into {@code destination}; returns how many, 0 if it would block, -1 at the end. */
    public int receive(ByteBuffer destination) throws TransferException {
        return below().receive(destination);
    }

    /**
     * Changes what is wanted of this connection's sockets to what this layer needs. Called with the wishes of the
     * layers above; overriding filters change them and then ask the one below. While connecting, the
     * set arrives empty and each layer adds what it waits for.
     */
    public void adjust(PollSet polls) {
        ConnectionFilter below = next;
        if (below != null) {
            below.adjust(polls);
        }
    }

    /** Whether {@link #receive} has bytes that no socket event will announce (S17). */
    public boolean dataPending() {
        ConnectionFilter below = next;
        return below != null && below.dataPending();
    }

    /**
     * Whether {@link #send} took bytes that it still holds; more calls (with an empty source, too) move
     * them on.
     */
    public boolean sendPending() {
        ConnectionFilter below = next;
        return below != null && below.sendPending();
    }

    /**
     * Looks, without blocking, whether an idle connection can still be used: neither ended, nor failed, nor
     * holding bytes that nobody asked for (L12).
     */
    public boolean isAlive() {
        return below().isAlive();
    }

    /** Closes this layer and all below. Idempotent, never throws. */
    public void close() {
        ConnectionFilter below = next;
        if (below != null) {
            below.close();
        }
    }

    /** The socket at the bottom; null as long as none is chosen. */
    public @Nullable TransportSocket socket() {
        ConnectionFilter below = next;
        return below == null ? null : below.socket();
    }

    public @Nullable SocketAddress remoteAddress() {
        ConnectionFilter below = next;
        return below == null ? null : below.remoteAddress();
    }

    public @Nullable SocketAddress localAddress() {
        ConnectionFilter below = next;
        return below == null ? null : below.localAddress();
    }

    /** The protocol that ALPN settled on; null if there was none. */
    public @Nullable String alpn() {
        ConnectionFilter below = next;
        return below == null ? null : below.alpn();
    }

    /** The session of the uppermost TLS layer; null if there is none. */
    public @Nullable SSLSession tlsSession() {
        ConnectionFilter below = next;
        return below == null ? null : below.tlsSession();
    }

    /** The layer below, null at the bottom: for questions that only a certain kind can answer. */
    public final @Nullable ConnectionFilter beneath() {
        return next;
    }

    /** While connecting: closes all layers below, and puts this one on top of {@code fresh} ones. */
    protected final void rebase(ConnectionFilter fresh) {
        below().close();
        next = fresh;
    }

    /** The layer below. */
    protected final ConnectionFilter below() {
        ConnectionFilter below = next;
        if (below == null) {
            throw new IllegalStateException("the bottom of the chain has nothing below it");
        }
        return below;
    }
}
