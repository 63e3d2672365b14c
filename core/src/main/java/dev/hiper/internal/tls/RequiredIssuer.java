package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings.Trust;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** The one certificate that must have issued the peer's, besides all other checks. */
final class RequiredIssuer {
    private final X509Certificate issuer;

    private RequiredIssuer(X509Certificate issuer) {
        this.issuer = issuer;
    }

    /** Null if the settings name none. */
    static @Nullable RequiredIssuer of(Trust trust) throws TransferException {
        byte[] content;
        if (trust.issuerBlob() != null) {
            content = trust.issuerBlob().toArray();
        } else if (trust.issuerFile() != null) {
            content = TlsFiles.read(trust.issuerFile(), ResultCode.SSL_ISSUER_ERROR, "issuer's certificate");
        } else {
            return null;
        }
        try {
            return new RequiredIssuer(Certificates.ofPem(content).get(0));
        } catch (CertificateException e) {
            throw new TransferException(
                    ResultCode.SSL_ISSUER_ERROR, "The issuer's certificate cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Whether {@code certificate} names this issuer and bears its signature. */
    boolean issued(X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
