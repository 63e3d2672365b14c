package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings.Authorities;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the certificates that settings trust, from memory, a bundle and a directory. */
final class TrustedCertificates {
    /** What their files are, for messages. */
    static final String ROLE = "trusted certificates";

    private TrustedCertificates() {}

    /** All that {@code authorities} name, without the JDK's own. A bundle without any certificate is an error. */
    static Set<X509Certificate> named(Authorities authorities) throws TransferException {
        Set<X509Certificate> all = new LinkedHashSet<>();
        if (authorities.blob() != null) {
            addBundle(all, authorities.blob().toArray(), "from memory");
        } else if (authorities.file() != null) {
            String file = authorities.file();
            addBundle(all, TlsFiles.read(file, ResultCode.SSL_CACERT_BADFILE, ROLE), "in " + file);
        }
        addFolder(all, authorities.folder());
        return all;
    }

    private static void addBundle(Set<X509Certificate> all, byte[] bundle, String place) throws TransferException {
        try {
            all.addAll(Certificates.ofPem(bundle));
        } catch (CertificateException e) {
            throw new TransferException(
                    ResultCode.SSL_CACERT_BADFILE,
                    "The " + ROLE + " " + place + " cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }

    /** Such directories hold other files, too (lists of revoked certificates, notes): those do not matter. */
    private static void addFolder(Set<X509Certificate> all, @Nullable String folder) throws TransferException {
        if (folder == null) {
            return;
        }
        for (byte[] content : TlsFiles.readFolder(folder, ResultCode.SSL_CACERT_BADFILE, ROLE)) {
            try {
                all.addAll(Certificates.ofPem(content));
            } catch (CertificateException expected) {
                // What is no certificate adds no trust.
            }
        }
    }
}
