package dev.hiper.examples.bench.client.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The origin's certificate as the one trust anchor, in the forms that clients on the TLS of the JDK ask for.
 *
 * @param manager trusts the certificate and nothing else
 * @param context the JDK's own provider with that manager
 */
record OriginTrust(X509TrustManager manager, SSLContext context) {
    /**
     * @param certificate PEM
     */
    static OriginTrust of(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            anchors.setCertificateEntry(
                    "origin", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return new OriginTrust(manager, context);
    }
}
