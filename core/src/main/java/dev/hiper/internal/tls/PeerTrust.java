package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges a server's certificates during the handshake, by two switches that know nothing of each other: whether the
 * chain must be trusted, and whether the certificate must name the host.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final @Nullable X509ExtendedTrustManager authorities;
    private final boolean verifyHost;

    /** @param authorities judges chains; null to trust any */
    PeerTrust(@Nullable X509ExtendedTrustManager authorities, boolean verifyHost) {
        this.authorities = authorities;
        this.verifyHost = verifyHost;
    }

    /** The JDK's judgement by its own certificate authorities. */
    static X509ExtendedTrustManager ofPlatform() throws TransferException {
        try {
            return of((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new TransferException(
                    ResultCode.SSL_CACERT_BADFILE, "The JDK's trusted certificates cannot be used: " + e + ".", e);
        }
    }

    /**
     * The JDK's judgement by the certificates of a PEM bundle. Each is an anchor, also one that is not
     * self-signed.
     *
     * @param place where it comes from, for the message
     */
    static X509ExtendedTrustManager ofBundle(byte[] bundle, String place) throws TransferException {
        try {
            List<X509Certificate> certificates = Certificates.ofPem(bundle);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), certificates.get(i));
            }
            return of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new TransferException(
                    ResultCode.SSL_CACERT_BADFILE,
                    "The trusted certificates " + place + " cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
            throws CertificateException {
        if (chain.length == 0 || chain.length > Limits.CERTIFICATES) {
            throw new UntrustedPeer(UntrustedPeer.CHAIN_TOO_LONG, "the chain has " + chain.length + " certificates");
        }
        if (authorities != null) {
            try {
                // The JDK does not look at the dates of a certificate that is itself an anchor.
                chain[0].checkValidity();
                authorities.checkServerTrusted(chain, exchange, engine);
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

    private static X509ExtendedTrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new CertificateException("the platform has no trust manager for X.509");
    }
}
