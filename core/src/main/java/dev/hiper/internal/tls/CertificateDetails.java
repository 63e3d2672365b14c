package dev.hiper.internal.tls;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** The lines of CERTINFO for one chain: {@code Name:value}, with the names that libcurl uses. */
final class CertificateDetails {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private CertificateDetails() {}

    static List<List<String>> of(X509Certificate[] chain) {
        List<List<String>> all = new ArrayList<>(chain.length);
        for (X509Certificate certificate : chain) {
            all.add(of(certificate));
        }
        return List.copyOf(all);
    }

    /** The version is counted from 0, as it is encoded and as libcurl prints it. */
    private static List<String> of(X509Certificate certificate) {
        return List.of(
                "Subject:" + certificate.getSubjectX500Principal(),
                "Issuer:" + certificate.getIssuerX500Principal(),
                "Version:" + Integer.toHexString(certificate.getVersion() - 1),
                "Serial Number:" + certificate.getSerialNumber().toString(16),
                "Signature Algorithm:" + certificate.getSigAlgName(),
                "Public Key Algorithm:" + certificate.getPublicKey().getAlgorithm(),
                "Start date:" + date(certificate.getNotBefore()),
                "Expire date:" + date(certificate.getNotAfter()),
                "Cert:" + pem(certificate));
    }

    private static String date(Date date) {
        return DATE.format(date.toInstant());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            return ""; // A certificate that came as bytes has them; the signature of the method does not know that.
        }
    }
}
