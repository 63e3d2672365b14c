package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {
    @TempDir
    private Path folder;

    private CertificateFolder certificates;

    @BeforeEach
    void write() throws Exception {
        certificates = new CertificateFolder(Instant.now());
        certificates.writeTo(folder);
    }

    @Test
    void leavesAreSignedByTheAuthorityAndRevokedByTheirLists() throws Exception {
        X509Certificate authority = certificate("test-ca.crt");
        X509Certificate leaf = certificate("test-localhost.crt");
        authority.verify(authority.getPublicKey());
        leaf.verify(authority.getPublicKey());
        leaf.checkValidity();
        assertTrue(authority.getBasicConstraints() >= 0);
        try (InputStream in = Files.newInputStream(folder.resolve("test-localhost.crl"))) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            list.verify(authority.getPublicKey());
            assertTrue(list.isRevoked(leaf));
            assertEquals(1, list.getRevokedCertificates().size());
        }
    }

    @Test
    void filesOfLeafBelongTogether() throws Exception {
        X509Certificate leaf = certificate("test-localhost.crt");
        assertArrayEquals(leaf.getEncoded(), Files.readAllBytes(folder.resolve("test-localhost.der")));
        assertArrayEquals(
                leaf.getPublicKey().getEncoded(), Files.readAllBytes(folder.resolve("test-localhost.pub.der")));
        String both = Octets.read(folder.resolve("test-localhost.pem"));
        assertTrue(both.contains(Octets.read(folder.resolve("test-localhost.key"))));
        assertTrue(both.contains(Octets.read(folder.resolve("test-localhost.crt"))));
    }

    @Test
    void nameWithNulIsWrittenAsItIs() throws Exception {
        String der = HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("test-localhost0h.der")));
        assertTrue(der.contains("300d820b6c6f63616c686f73740068"), der);
    }

    @Test
    void clientOfTheAuthorityCanShakeHands() throws Exception {
        assertEquals("localhost", shakeHands("test-localhost.pem"));
        assertEquals("localhost.nn", shakeHands("test-localhost-san-last.pem"));
        assertThrows(SSLHandshakeException.class, () -> shakeHands("test-localhost.nn.pem"));
    }

    private String shakeHands(String name) throws Exception {
        TlsFront front = new TlsFront(1, () -> certificates.context(name), false);
        try (Listener listener = Listener.start("front", Loopback.v4(0), front);
                SSLSocket client =
                        (SSLSocket) trusting().getSocketFactory().createSocket(Loopback.v4(), listener.port())) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(java.util.List.of(new javax.net.ssl.SNIHostName("localhost")));
            client.setSSLParameters(parameters);
            client.startHandshake();
            X509Certificate peer = (X509Certificate) client.getSession().getPeerCertificates()[0];
            return peer.getSubjectX500Principal().getName().substring("CN=".length());
        }
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate("test-ca.cacert"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
