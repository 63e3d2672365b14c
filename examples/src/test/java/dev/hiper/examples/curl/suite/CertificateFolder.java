package dev.hiper.examples.curl.suite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authority and the certificates that the cases name, made anew for a run, as files and for servers. */
final class CertificateFolder {
    static final String DEFAULT = "test-localhost.pem";

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String AUTHORITY = "test-ca";
    private static final char[] PASSWORD = "password".toCharArray();
    private static final int LINE_CHARACTERS = 64;

    private final Map<String, SSLContext> contexts = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Issuer issuer;
    private final Certificate authority;
    private int leaves = 1;

    CertificateFolder(Instant now) throws GeneralSecurityException, IOException {
        issuer = new Issuer(AUTHORITY, now);
        byte[] own = issuer.ownCertificate();
        authority = read(own);
        files.put(AUTHORITY + ".crt", Octets.of(pem("CERTIFICATE", own)));
        files.put(AUTHORITY + ".cacert", Octets.of(pem("CERTIFICATE", own)));
        leaf("test-localhost", "localhost", List.of("localhost"), List.of(SERVER));
        leaf("test-localhost.nn", "localhost.nn", List.of("localhost.nn"), List.of(SERVER));
        leaf("test-localhost0h", "localhost", List.of("localhost\0h"), List.of(SERVER));
        leaf(
                "test-localhost-san-first",
                "localhost.nn",
                List.of("localhost", "localhost1", "localhost2"),
                List.of(SERVER));
        leaf(
                "test-localhost-san-last",
                "localhost.nn",
                List.of("localhost1", "localhost2", "localhost"),
                List.of(SERVER));
        leaf("test-client-cert", "localhost", List.of("localhost"), List.of(SERVER, CLIENT));
        leaf("test-client-eku-only", "localhost", List.of("localhost"), List.of(CLIENT));
    }

    /** Writes all files into a folder that exists. */
    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** What a server with this certificate needs; it trusts clients of the authority. */
    SSLContext context(String pemName) {
        SSLContext context = contexts.get(pemName);
        if (context == null) {
            throw new IllegalArgumentException("no certificate " + pemName);
        }
        return context;
    }

    private void leaf(String name, String commonName, List<String> dns, List<String> purposes)
            throws GeneralSecurityException, IOException {
        leaves++;
        BigInteger serial = BigInteger.valueOf(leaves);
        KeyPair keys = Issuer.newKeys();
        byte[] der = issuer.certificate(serial, commonName, keys, dns, purposes);
        byte[] publicKey = keys.getPublic().getEncoded();
        String certificate = pem("CERTIFICATE", der);
        String key = pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        files.put(name + ".crt", Octets.of(certificate));
        files.put(name + ".key", Octets.of(key));
        files.put(name + ".pem", Octets.of(key + certificate));
        files.put(name + ".der", der);
        files.put(name + ".pub.der", publicKey);
        files.put(name + ".pub.pem", Octets.of(pem("PUBLIC KEY", publicKey)));
        files.put(name + ".crl", Octets.of(pem("X509 CRL", issuer.revocation(serial))));
        contexts.put(name + ".pem", context(keys, read(der)));
    }

    private SSLContext context(KeyPair keys, Certificate leaf) throws GeneralSecurityException, IOException {
        KeyStore identity = KeyStore.getInstance("PKCS12");
        identity.load(null, PASSWORD);
        identity.setKeyEntry("leaf", keys.getPrivate(), PASSWORD, new Certificate[] {leaf});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(identity, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry(AUTHORITY, authority);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static Certificate read(byte[] der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
