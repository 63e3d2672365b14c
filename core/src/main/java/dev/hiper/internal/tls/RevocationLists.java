package dev.hiper.internal.tls;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of revoked certificates (CRL, RFC 5280) from PEM and DER. */
final class RevocationLists {
    private static final String LABEL = "X509 CRL";

    private RevocationLists() {}

    /** All lists of a file, at least one. */
    static List<X509CRL> ofFile(String file) throws TransferException {
        byte[] content = TlsFiles.read(file, ResultCode.SSL_CRL_BADFILE, "revoked certificates");
        try {
            return of(content);
        } catch (CertificateException | CRLException e) {
            throw new TransferException(
                    ResultCode.SSL_CRL_BADFILE,
                    "The revoked certificates in " + file + " cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }

    /** Content without any PEM block is taken for DER. */
    private static List<X509CRL> of(byte[] content) throws CertificateException, CRLException {
        List<PemReader.Block> blocks = PemReader.read(content);
        if (blocks.isEmpty()) {
            return List.of(ofDer(content));
        }
        List<X509CRL> found = new ArrayList<>();
        for (PemReader.Block block : blocks) {
            if (block.label().equals(LABEL)) {
                found.add(ofDer(block.content()));
            }
        }
        if (found.isEmpty()) {
            throw new CRLException("there is no list in it");
        }
        return found;
    }

    private static X509CRL ofDer(byte[] content) throws CertificateException, CRLException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
    }
}
