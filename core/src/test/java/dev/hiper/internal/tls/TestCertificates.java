package dev.hiper.internal.tls;

import dev.hiper.spi.TlsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates of the folder {@code tls} among the test resources, ready for use. */
public final class TestCertificates {
    private static final char[] NO_PHRASE = new char[0];

    private TestCertificates() {}

    /** PEM of the authority that issued the server's and the client's certificates. */
    public static Path caFile() {
        return file("ca.pem");
    }

    /** A file of the folder. */
    public static Path file(String name) {
        URL found = Objects.requireNonNull(TestCertificates.class.getResource("/tls/" + name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static X509Certificate certificate(String name) throws GeneralSecurityException {
        return Certificates.ofPem(bytes(name + ".pem")).get(0);
    }

    /**
     * A server for localhost, example.test, *.example.test, a.test, b.test, 127.0.0.1 and ::1.
     */
    public static SSLContext serverContext() {
        return serverContext("server");
    }

    /** A server with the certificate {@code name.pem} and the key {@code name.key}. */
    public static SSLContext serverContext(String name) {
        return context(name);
    }

    /** As {@link #serverContext()}; it can judge client certificates. Demand one with {@code setNeedClientAuth}. */
    public static SSLContext mutualServerContext() {
        return context("server");
    }

    /** Everything is verified, the test authority is trusted, ALPN offers http/1.1, sessions are kept. */
    public static TlsSettings settings() {
        return new SettingsBuilder().build();
    }

    /** As {@link #settings()}, but neither chain nor name are verified. */
    public static TlsSettings insecureSettings() {
        return new SettingsBuilder().verify(false, false).build();
    }

    public static SSLEngine serverEngine(SSLContext context, String... alpn) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(alpn);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLContext context(String name) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", PrivateKeys.ofPem(bytes(name + ".key"), null), NO_PHRASE, new X509Certificate[] {
                certificate(name)
            });
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PHRASE);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate("ca"));
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that differ from {@link #settings()} in a few points. */
    static final class SettingsBuilder {
        private boolean verifyPeer = true;
        private boolean verifyHost = true;
        private @Nullable String caFile = TestCertificates.caFile().toString();
        private @Nullable String caFolder;
        private TlsSettings.@Nullable Bytes caBlob;
        private boolean platformToo;
        private boolean partialChains = true;
        private long keepSeconds = -1;
        private @Nullable String crlFile;
        private @Nullable String issuerFile;
        private TlsSettings.@Nullable Bytes issuerBlob;
        private TlsSettings.@Nullable KeyMaterial certificate;
        private TlsSettings.@Nullable KeyMaterial privateKey;
        private int minVersion;
        private int maxVersion;
        private @Nullable String ciphers;
        private @Nullable String ciphers13;
        private @Nullable String pin;
        private List<String> alpn = List.of("http/1.1");
        private boolean sessionCache = true;
        private boolean certInfo;
        private boolean proxy;

        SettingsBuilder verify(boolean peer, boolean host) {
            verifyPeer = peer;
            verifyHost = host;
            return this;
        }

        SettingsBuilder caFile(@Nullable Path file) {
            caFile = file == null ? null : file.toString();
            return this;
        }

        SettingsBuilder caFolder(Path folder) {
            caFolder = folder.toString();
            return this;
        }

        SettingsBuilder caBlob(byte[] bundle) {
            caBlob = TlsSettings.Bytes.copyOf(bundle);
            return this;
        }

        SettingsBuilder platformToo() {
            platformToo = true;
            return this;
        }

        SettingsBuilder noPartialChains() {
            partialChains = false;
            return this;
        }

        SettingsBuilder keepSeconds(long seconds) {
            keepSeconds = seconds;
            return this;
        }

        SettingsBuilder crlFile(Path file) {
            crlFile = file.toString();
            return this;
        }

        SettingsBuilder issuerFile(Path file) {
            issuerFile = file.toString();
            return this;
        }

        SettingsBuilder issuerBlob(byte[] certificate) {
            issuerBlob = TlsSettings.Bytes.copyOf(certificate);
            return this;
        }

        SettingsBuilder proxy() {
            proxy = true;
            return this;
        }

        SettingsBuilder client(String certificateName, String type, @Nullable String password) {
            certificate = new TlsSettings.KeyMaterial(file(certificateName).toString(), null, type, password);
            return this;
        }

        SettingsBuilder clientKey(String keyName, String type, @Nullable String password) {
            privateKey = new TlsSettings.KeyMaterial(file(keyName).toString(), null, type, password);
            return this;
        }

        SettingsBuilder clientKeyAt(String path) {
            privateKey = new TlsSettings.KeyMaterial(path, null, "PEM", null);
            return this;
        }

        SettingsBuilder versions(int min, int max) {
            minVersion = min;
            maxVersion = max;
            return this;
        }

        SettingsBuilder ciphers(@Nullable String upTo12, @Nullable String of13) {
            ciphers = upTo12;
            ciphers13 = of13;
            return this;
        }

        SettingsBuilder pin(String pinned) {
            pin = pinned;
            return this;
        }

        SettingsBuilder alpn(String... protocols) {
            alpn = List.of(protocols);
            return this;
        }

        SettingsBuilder sessionCache(boolean kept) {
            sessionCache = kept;
            return this;
        }

        SettingsBuilder certInfo() {
            certInfo = true;
            return this;
        }

        TlsSettings build() {
            return new TlsSettings(
                    new TlsSettings.Trust(
                            verifyPeer,
                            verifyHost,
                            new TlsSettings.Authorities(
                                    caFile, caFolder, caBlob, platformToo, partialChains, keepSeconds),
                            crlFile,
                            issuerFile,
                            issuerBlob,
                            pin),
                    certificate,
                    privateKey,
                    minVersion,
                    maxVersion,
                    ciphers,
                    ciphers13,
                    alpn,
                    sessionCache,
                    certInfo,
                    proxy);
        }
    }
}
