package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.tls.TestCertificates.SettingsBuilder;
import dev.hiper.spi.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of revoked certificates, and the issuer that is required. */
class RevocationTest {
    @TempDir
    private Path folder = Path.of("");

    private static TlsPair pair(SettingsBuilder settings, String serverName) throws TransferException {
        return new TlsPair(settings.build(), TestCertificates.serverContext(serverName));
    }

    private static SettingsBuilder list(String name) {
        return new SettingsBuilder().crlFile(TestCertificates.file(name));
    }

    private Path joined(String name, String... parts) throws Exception {
        Path all = folder.resolve(name);
        for (String part : parts) {
            Files.write(all, TestCertificates.bytes(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "server-revoked.crl, 23, revoked",
        "server-revoked-crl.der, 23, revoked",
        "outdated.crl, 3, current list",
        "intermediate-none-revoked.crl, 3, current list"
    })
    void revokedOrUncoveredPeerIsRefused(String file, int verifyResult, String reason) throws TransferException {
        TlsPair pair = pair(list(file), "server");
        String message = pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION).getMessage();
        assertTrue(message.contains(reason), message);
        assertEquals(verifyResult, pair.filter.verifyResult());
        assertEquals("", pair.server.receivedText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none-revoked.crl", "intermediate-revoked.crl"})
    void peerThatIsNotOnTheListIsGood(String file) throws TransferException {
        assertEquals(0, pair(list(file), "server").connect().filter.verifyResult());
    }

    @Test
    void everyCertificateOfTheChainIsLookedUp() throws Exception {
        Path bundle = joined("bundle", "intermediate.pem", "ca.pem");
        SettingsBuilder settings = new SettingsBuilder().caFile(bundle);
        pair(
                        settings.crlFile(joined("good", "none-revoked.crl", "intermediate-none-revoked.crl")),
                        "below-intermediate")
                .connect();
        for (Path bad : new Path[] {
            joined("revoked", "intermediate-revoked.crl", "intermediate-none-revoked.crl"),
            joined("upper", "none-revoked.crl"),
            joined("lower", "intermediate-none-revoked.crl")
        }) {
            pair(settings.crlFile(bad), "below-intermediate").connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        }
    }

    @Test
    void withListsAChainMustReachARoot() throws TransferException {
        pair(
                        list("intermediate-none-revoked.crl").caFile(TestCertificates.file("intermediate.pem")),
                        "below-intermediate")
                .connectFails(ResultCode.PEER_FAILED_VERIFICATION);
    }

    @Test
    void peerThatIsItsOwnRootIsOnNoList() throws TransferException {
        TlsPair pair = pair(list("none-revoked.crl").caFile(TestCertificates.file("self-signed.pem")), "self-signed");
        pair.connectFails(ResultCode.PEER_FAILED_VERIFICATION);
        assertEquals(UntrustedPeer.NO_REVOCATION_LIST, pair.filter.verifyResult());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "client-key.der", "no-such-file"})
    void unusableListIsRefusedAlsoIfNobodyIsVerified(String name) {
        Path file = name.contains(".") ? TestCertificates.file(name) : folder.resolve(name);
        TlsSettings settings =
                new SettingsBuilder().verify(false, false).crlFile(file).build();
        TransferException refused = assertThrows(TransferException.class, () -> new JdkTlsEngines().context(settings));
        assertEquals(ResultCode.SSL_CRL_BADFILE, refused.result());
    }

    @Test
    void listDoesNotMatterIfThePeerIsNotVerified() throws TransferException {
        pair(list("server-revoked.crl").verify(false, false), "server").connect();
    }

    @Test
    void peerOfTheRequiredIssuerIsGood() throws TransferException {
        pair(new SettingsBuilder().issuerFile(TestCertificates.caFile()), "server")
                .connect();
        SettingsBuilder inMemory = new SettingsBuilder()
                .issuerFile(TestCertificates.file("other-ca.pem"))
                .issuerBlob(TestCertificates.bytes("ca.pem"));
        pair(inMemory, "server").connect();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-ca.pem", "intermediate.pem", "server.pem"})
    void peerOfAnotherIssuerIsRefusedWhoeverIsVerified(String issuer) throws TransferException {
        SettingsBuilder settings = new SettingsBuilder().issuerFile(TestCertificates.file(issuer));
        TlsPair pair = pair(settings, "server");
        pair.connectFails(ResultCode.SSL_ISSUER_ERROR);
        assertEquals(0, pair.filter.verifyResult(), "nothing is wrong with the chain");
        pair(settings.verify(false, false), "server").connectFails(ResultCode.SSL_ISSUER_ERROR);
    }

    @Test
    void issuerOfTheSameNameWithAnotherKeyIsRefused() throws Exception {
        SettingsBuilder settings = new SettingsBuilder().issuerFile(TestCertificates.file("impostor-ca.pem"));
        pair(settings, "server").connectFails(ResultCode.SSL_ISSUER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "client.der", "no-such-file"})
    void unusableIssuerIsRefused(String name) {
        Path file = name.contains(".") ? TestCertificates.file(name) : folder.resolve(name);
        TlsSettings settings = new SettingsBuilder().issuerFile(file).build();
        TlsContexts contexts = new TlsContexts(new JdkTlsEngines(), new TlsBuffers());
        TransferException refused = assertThrows(TransferException.class, () -> contexts.context(settings, 0));
        assertEquals(ResultCode.SSL_ISSUER_ERROR, refused.result());
    }
}
