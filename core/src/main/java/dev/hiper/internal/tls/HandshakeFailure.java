package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Finds libcurl's code and one sentence for what an engine threw. */
final class HandshakeFailure {
    private HandshakeFailure() {}

    /** For a failure before the handshake was done. */
    static TransferException of(SSLException failure, TlsPeer peer, TlsSettings settings) {
        UntrustedPeer untrusted = UntrustedPeer.in(failure);
        if (untrusted != null) {
            return new TransferException(
                    ResultCode.PEER_FAILED_VERIFICATION,
                    "The certificate of " + peer + " is refused: " + untrusted.getMessage() + ".",
                    failure);
        }
        return classified(ResultCode.SSL_CONNECT_ERROR, "TLS handshake with ", failure, peer, settings);
    }

    /** For a failure afterwards: {@code usual}, unless it is the late answer to our side of the handshake. */
    static TransferException later(ResultCode usual, SSLException failure, TlsPeer peer, TlsSettings settings) {
        return classified(usual, "TLS with ", failure, peer, settings);
    }

    private static TransferException classified(
            ResultCode usual, String tried, SSLException failure, TlsPeer peer, TlsSettings settings) {
        if (wantsCertificate(failure, settings)) {
            return new TransferException(
                    ResultCode.SSL_CLIENTCERT,
                    tried + peer + " failed: it demands a client certificate (" + failure.getMessage() + ").",
                    failure);
        }
        return new TransferException(usual, tried + peer + " failed: " + failure.getMessage() + ".", failure);
    }

    /**
     * TLS 1.3 has an alert that says just this, and in TLS 1.3 it comes after the handshake is done for us.
     * Other servers complain about a bad certificate, which can only mean the missing one if there is none.
     */
    private static boolean wantsCertificate(SSLException failure, TlsSettings settings) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("certificate_required")
                || (settings.certificate() == null && text.contains("alert") && text.contains("bad_certificate"));
    }
}
