package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.tls.TestCertificates.SettingsBuilder;
import dev.hiper.spi.TlsSettings;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where trusted certificates come from, what a chain may end in, and for how long that is believed. */
class AuthoritiesTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private static TlsPair pair(SettingsBuilder settings, String serverName) throws TransferException {
        return new TlsPair(settings.build(), TestCertificates.serverContext(serverName));
    }

    private static void refused(SettingsBuilder settings, String serverName, int verifyResult)
            throws TransferException {
        TlsPair pair = pair(settings, serverName);
        pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        assertEquals(verifyResult, pair.filter.verifyResult());
    }

    private static SettingsBuilder bundle(String name) {
        return new SettingsBuilder().caFile(TestCertificates.file(name));
    }

    @Test
    void everyCertificateOfADirectoryIsTrustedWhateverElseIsInIt() throws Exception {
        Files.copy(TestCertificates.file("other-ca.pem"), folder.resolve("0"));
        Files.copy(TestCertificates.caFile(), folder.resolve("ca"));
        Files.copy(TestCertificates.file("client.der"), folder.resolve("client.der"));
        Files.writeString(folder.resolve("README"), "not a certificate");
        Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.createDirectory(folder.resolve("below"));
        SettingsBuilder settings = new SettingsBuilder().caFile(null).caFolder(folder);
        pair(settings, "server").connect();
        pair(settings, "unknown-issuer").connect();
        refused(settings, "self-signed", UntrustedPeer.SELF_SIGNED);
    }

    @Test
    void directoryAndBundleAddUp() throws Exception {
        Files.copy(TestCertificates.file("other-ca.pem"), folder.resolve("other"));
        SettingsBuilder settings = bundle("ca.pem").caFolder(folder);
        pair(settings, "server").connect();
        pair(settings, "unknown-issuer").connect();
    }

    @Test
    void bundleInMemoryWinsOverTheFile() throws TransferException {
        SettingsBuilder settings = bundle("other-ca.pem").caBlob(TestCertificates.bytes("ca.pem"));
        pair(settings, "server").connect();
        refused(settings, "unknown-issuer", UntrustedPeer.UNKNOWN_ISSUER);
    }

    @Test
    void emptyDirectoryTrustsNobody() throws TransferException {
        refused(new SettingsBuilder().caFile(null).caFolder(folder), "server", UntrustedPeer.UNKNOWN_ISSUER);
    }

    @Test
    void missingDirectoryIsRefused() {
        TlsSettings settings =
                new SettingsBuilder().caFolder(folder.resolve("missing")).build();
        TransferException refused = assertThrows(TransferException.class, () -> new JdkTlsEngines().context(settings));
        assertEquals(ResultCode.SSL_CACERT_BADFILE, refused.result());
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void platformIsTrustedBesidesTheBundleOnlyOnRequest() throws Exception {
        Path store = folder.resolve("cacerts");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", TestCertificates.certificate("ca"));
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try {
            pair(new SettingsBuilder().caFile(null), "server").connect();
            refused(bundle("other-ca.pem"), "server", UntrustedPeer.UNKNOWN_ISSUER);
            pair(bundle("other-ca.pem").platformToo(), "server").connect();
            pair(bundle("other-ca.pem").platformToo(), "unknown-issuer").connect();
            pair(new SettingsBuilder().caFile(null).noPartialChains(), "server").connect();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void anyTrustedCertificateEndsAChainUnlessPartialChainsAreOff() throws Exception {
        pair(bundle("intermediate.pem"), "below-intermediate").connect();
        refused(bundle("intermediate.pem").noPartialChains(), "below-intermediate", UntrustedPeer.UNKNOWN_ISSUER);
        refused(bundle("ca.pem"), "below-intermediate", UntrustedPeer.UNKNOWN_ISSUER);
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both,
                new String(TestCertificates.bytes("intermediate.pem"), StandardCharsets.US_ASCII)
                        + new String(TestCertificates.bytes("ca.pem"), StandardCharsets.US_ASCII));
        pair(new SettingsBuilder().caFile(both).noPartialChains(), "below-intermediate")
                .connect();
    }

    @Test
    void platformTrustsNobodyOfOursWithoutPartialChains() throws TransferException {
        refused(new SettingsBuilder().caFile(null).noPartialChains(), "server", UntrustedPeer.UNKNOWN_ISSUER);
    }

    @Test
    @Tag("T120")
    void fileThatComesToTheDirectoryIsNoticed() throws Exception {
        TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());
        Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
        TlsSettings settings =
                new SettingsBuilder().caFile(null).caFolder(folder).build();
        TlsContext before = contexts.context(settings, 0);
        Files.copy(TestCertificates.caFile(), folder.resolve("ca"));
        assertNotSame(before, contexts.context(settings, SECOND_NANOS));
    }

    @ParameterizedTest
    @Tag("T120")
    @ValueSource(longs = {0, 60})
    void contentThatChangesUnseenCountsWhenItsTimeIsOver(long keepSeconds) throws Exception {
        TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());
        Path file = folder.resolve("ca");
        Files.copy(TestCertificates.caFile(), file);
        SettingsBuilder builder = new SettingsBuilder().caFile(null).caFolder(folder);
        TlsSettings kept = builder.keepSeconds(-1).build();
        TlsSettings settings = builder.keepSeconds(keepSeconds).build();
        TlsContext forEver = contexts.context(kept, 0);
        TlsContext before = contexts.context(settings, 0);
        long end = Math.max(keepSeconds, 1) * SECOND_NANOS;
        assertSame(before, contexts.context(settings, end), "the content is the same");
        FileTime folderTime = Files.getLastModifiedTime(folder);
        Files.write(file, TestCertificates.bytes("other-ca.pem"));
        Files.setLastModifiedTime(folder, folderTime);
        assertSame(before, contexts.context(settings, 2 * end - SECOND_NANOS));
        assertNotSame(before, contexts.context(settings, 2 * end));
        assertSame(forEver, contexts.context(kept, 2 * end));
    }

    @Test
    @Tag("T112")
    void settingsForAProxyAreNeverThoseForAnOrigin() throws TransferException {
        TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());
        TlsSettings origin = TestCertificates.settings();
        TlsSettings proxy = new SettingsBuilder().proxy().build();
        assertNotEquals(origin, proxy);
        assertNotSame(contexts.context(origin, 0), contexts.context(proxy, 0));
    }
}
