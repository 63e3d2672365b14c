package dev.hiper.spi;

import dev.hiper.error.TransferException;
import javax.net.ssl.SSLEngine;

/**
 * Makes TLS contexts. Core's own uses the JDK's provider; an adapter may bring another, for example
 * BoringSSL.
 */
@FunctionalInterface
public interface TlsEngines {
    /** A prepared set of trust, identity and protocol settings. Immutable, safe for many connections. */
    interface Context {
        /**
         * A client engine for one connection, with SNI (no SNI for address literals), ALPN, versions,
         * ciphers and, if {@link TlsSettings#verifyHost()}, endpoint identification set. The engine
         * has not begun its handshake.
         *
         * @param host the name to verify and to send, no brackets around IPv6 text
         */
        SSLEngine newEngine(String host, int port);

        /**
         * Releases what the connection of {@code engine} held outside the Java heap; called once per
         * engine, after its last use.
         */
        default void release(SSLEngine engine) {}
    }

    /**
     * Loads files and blobs and prepares a context. The engine caches the outcome per settings. Called on the thread
     * that drives the engine; reading small files there is accepted, as libcurl does.
     *
     * @throws TransferException with libcurl's code for the part that is unusable (77, 58, 59, 43 ...)
     */
    Context context(TlsSettings settings) throws TransferException;
}
