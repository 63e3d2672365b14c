package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Trust;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What must hold after every handshake, full or resumed, whatever engine did it. */
final class PeerCheck {
    private PeerCheck() {}

    /**
     * Checks length of the chain, host name, issuer and pin, each as far as the settings want it.
     *
     * @return the peer's certificates, its own first
     */
    static X509Certificate[] check(TlsContext context, TlsPeer peer, SSLSession session)
            throws UntrustedPeer, TransferException {
        X509Certificate[] chain = chain(session);
        if (chain.length > Limits.CERTIFICATES) {
            throw new UntrustedPeer(UntrustedPeer.CHAIN_TOO_LONG, "the chain has " + chain.length + " certificates");
        }
        Trust trust = context.settings().trust();
        if (chain.length == 0 && (trust.verifyPeer() || trust.verifyHost())) {
            throw new UntrustedPeer(UntrustedPeer.UNSPECIFIED, "there is none");
        }
        if (trust.verifyHost()) {
            HostNames.check(chain[0], peer.host());
        }
        RequiredIssuer issuer = context.issuer();
        if (issuer != null && (chain.length == 0 || !issuer.issued(chain[0]))) {
            throw new TransferException(
                    ResultCode.SSL_ISSUER_ERROR,
                    "The certificate of " + peer + " was not issued by the one that is required.");
        }
        PinnedKey pin = context.pin();
        if (pin != null && (chain.length == 0 || !pin.matches(chain[0].getPublicKey()))) {
            throw new TransferException(
                    ResultCode.SSL_PINNEDPUBKEYNOTMATCH, "The public key of " + peer + " is not the pinned one.");
        }
        return chain;
    }

    /** The protocol agreed on, null if none. One that was not offered is a broken peer. */
    static @Nullable String alpn(TlsSettings settings, TlsPeer peer, SSLEngine engine) throws TransferException {
        String chosen = engine.getApplicationProtocol();
        if (chosen == null || chosen.isEmpty()) {
            return null;
        }
        if (!settings.alpn().contains(chosen)) {
            throw new TransferException(
                    ResultCode.SSL_CONNECT_ERROR,
                    "TLS handshake with " + peer + " failed: it chose a protocol that was not offered.");
        }
        return chosen;
    }

    private static X509Certificate[] chain(SSLSession session) {
        Certificate[] peers;
        try {
            peers = session.getPeerCertificates();
        } catch (SSLPeerUnverifiedException e) {
            return new X509Certificate[0];
        }
        X509Certificate[] chain = new X509Certificate[peers.length];
        for (int i = 0; i < peers.length; i++) {
            chain[i] = (X509Certificate) peers[i];
        }
        return chain;
    }
}
