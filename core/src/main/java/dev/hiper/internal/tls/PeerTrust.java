package dev.hiper.internal.tls;

import dev.hiper.internal.bytes.Limits;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges a server's certificates during the handshake, by two switches that know nothing of each other: whether the
 * chain must be trusted, and whether the certificate must name the host.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final @Nullable ChainJudge judge;
    private final boolean verifyHost;

    /** @param judge judges chains; null to trust any */
    PeerTrust(@Nullable ChainJudge judge, boolean verifyHost) {
        this.judge = judge;
        this.verifyHost = verifyHost;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
            throws CertificateException {
        if (chain.length == 0 || chain.length > Limits.CERTIFICATES) {
            throw new UntrustedPeer(UntrustedPeer.CHAIN_TOO_LONG, "the chain has " + chain.length + " certificates");
        }
        if (judge != null) {
            try {
                // The JDK does not look at the dates of a certificate that is itself an anchor.
                chain[0].checkValidity();
                judge.check(chain, exchange, engine);
            } catch (UntrustedPeer e) {
                throw e;
            } catch (CertificateException e) {
                throw UntrustedPeer.of(e, chain);
            }
        }
        if (verifyHost) {
            HostNames.check(chain[0], engine.getPeerHost());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are served");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange) throws CertificateException {
        throw new CertificateException("only engines are served");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only servers are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, Socket socket)
            throws CertificateException {
        throw new CertificateException("only servers are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange) throws CertificateException {
        throw new CertificateException("only servers are judged");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
