package dev.hiper;

import dev.hiper.internal.store.Stores;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several easy handles have in common: libcurl's share interface, without lock callbacks, as
 * what is shared locks itself. What is to be shared is said before the first handle uses it.
 *
 * <pre>{@code
 * Share share = Share.create().share(Share.Data.COOKIE);
 * easy.set(EasyOption.SHARE, share);
 * }</pre>
 *
 * <p>Handles of different threads may share {@link Data#COOKIE} and {@link Data#HSTS}. {@link
 * Data#CONNECT}, {@link Data#DNS} and {@link Data#SSL_SESSION} are shared by having the handles that
 * use {@link Easy#perform} use one engine: sharing one of the three shares them all, and these handles
 * must be used by one thread at a time. In a {@link Multi} of the application they are common to all
 * its handles anyhow.
 *
 * <p>A handle uses the share from the moment {@link EasyOption#SHARE} is set until that is set to
 * something else, or until the handle is reset or closed. A duplicate does not use it. The
 * application owns the share, and closes it after the last handle has left.
 *
 * @see <a href="https://curl.se/libcurl/c/libcurl-share.html">libcurl-share</a>
 */
public final class Share implements AutoCloseable {
    /** Kinds of things to share. */
    public enum Data {
        /** The cookie engine, which is on for all handles that use the share. */
        COOKIE,
        /** Names that were looked up. */
        DNS,
        /** TLS sessions. */
        SSL_SESSION,
        /** Connections. */
        CONNECT,
        /** Hosts that insist on https; the cache is on for all handles that use the share. */
        HSTS
    }

    private final Stores stores = HandleState.newStores();
    private final Set<Data> kinds = EnumSet.noneOf(Data.class);
    private int users;
    private boolean closed;
    private @Nullable Multi engine;

    private Share() {}

    /** Nothing is shared yet: {@code curl_share_init}. */
    public static Share create() {
        return new Share();
    }

    /**
     * Shares {@code kind}.
     *
     * @throws IllegalStateException while a handle uses this, or if it is closed
     */
    public synchronized Share share(Data kind) {
        ensureUnused();
        kinds.add(kind);
        return this;
    }

    /**
     * Shares {@code kind} no more.
     *
     * @throws IllegalStateException while a handle uses this, or if it is closed
     */
    public synchronized Share unshare(Data kind) {
        ensureUnused();
        kinds.remove(kind);
        return this;
    }

    /** Whether {@code kind} is shared. */
    public synchronized boolean shares(Data kind) {
        return kinds.contains(kind);
    }

    /**
     * Drops what is shared, connections included: {@code curl_share_cleanup}. Idempotent.
     *
     * @throws IllegalStateException while a handle uses this
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        ensureUnused();
        closed = true;
        Multi used = engine;
        engine = null;
        if (used != null) {
            used.close();
        }
    }

    synchronized void attach() {
        if (closed) {
            throw new IllegalStateException("The share is closed");
        }
        users++;
    }

    synchronized void detach() {
        users--;
    }

    Stores stores() {
        return stores;
    }

    /** The engine of all {@link Easy#perform} calls; null if each handle has its own. */
    synchronized @Nullable Multi engine() {
        if (!kinds.contains(Data.CONNECT) && !kinds.contains(Data.DNS) && !kinds.contains(Data.SSL_SESSION)) {
            return null;
        }
        Multi present = engine;
        if (present == null) {
            present = Multi.create();
            engine = present;
        }
        return present;
    }

    private void ensureUnused() {
        if (closed) {
            throw new IllegalStateException("The share is closed");
        }
        if (users > 0) {
            throw new IllegalStateException("The share is in use by " + users + " handles");
        }
    }
}
