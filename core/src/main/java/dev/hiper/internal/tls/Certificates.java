package dev.hiper.internal.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads X.509 certificates from PEM and DER. */
final class Certificates {
    private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");

    private Certificates() {}

    /**
     * All certificates of a PEM text, in order.
     *
     * @throws CertificateException if there is none, or one of them is broken
     */
    static List<X509Certificate> ofPem(byte[] content) throws CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        for (PemReader.Block block : PemReader.read(content)) {
            if (LABELS.contains(block.label())) {
                found.add(ofDer(block.content()));
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return found;
    }

    static X509Certificate ofDer(byte[] content) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }
}
