package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.tls.TestCertificates.SettingsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdentityTest {
    private static @Nullable ClientIdentity load(SettingsBuilder settings) throws TransferException {
        return ClientIdentity.of(settings.build());
    }

    @ParameterizedTest
    @CsvSource({
        "client.pem, PEM, client.key, PEM,",
        "client.pem, pem, client-sec1.key, PEM,",
        "client.pem, PEM, client-encrypted.key, PEM, secret",
        "client.pem, PEM, client-key.der, DER,",
        "client.der, DER, client.key, PEM,",
        "rsa.pem, PEM, rsa.key, PEM,",
        "rsa.pem, PEM, rsa-pkcs1.key, PEM,"
    })
    void certificateAndKeyAreReadInAnyForm(
            String certificate, String type, String key, String keyType, @Nullable String password)
            throws TransferException {
        ClientIdentity identity =
                load(new SettingsBuilder().client(certificate, type, null).clientKey(key, keyType, password));
        assertNotNull(identity);
        String algorithm = certificate.startsWith("rsa") ? "RSA" : "EC";
        String alias = identity.chooseEngineClientAlias(new String[] {"DSA", algorithm}, null, null);
        assertNotNull(alias);
        assertEquals(algorithm, identity.getPrivateKey(alias).getAlgorithm());
        assertEquals(1, identity.getCertificateChain(alias).length);
        assertNull(identity.chooseEngineClientAlias(new String[] {"DSA"}, null, null));
    }

    @Test
    void pkcs12HoldsCertificateChainAndKey() throws TransferException {
        ClientIdentity identity = load(new SettingsBuilder().client("client.p12", "P12", "secret"));
        assertNotNull(identity);
        assertEquals("EC", identity.getPrivateKey("client").getAlgorithm());
        assertEquals(
                "CN=client",
                identity.getCertificateChain("client")[0]
                        .getSubjectX500Principal()
                        .getName());
    }

    @Test
    void withoutCertificateThereIsNoIdentity() throws TransferException {
        assertNull(load(new SettingsBuilder().clientKey("client.key", "PEM", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "client.pem, PEM, no-such.key, PEM,, cannot be read",
        "client.pem, PEM, client.pem, PEM,, no private key",
        "client.key, PEM, client.key, PEM,, no certificate",
        "client.pem, PEM, server.key, PEM,, does not belong",
        "client.pem, PEM, rsa.key, PEM,, ''",
        "client.pem, PEM, client-encrypted.key, PEM,, no pass phrase",
        "client.pem, PEM, client-encrypted.key, PEM, wrong, ''",
        "client.pem, PEM, client.pem, DER,, ''",
        "client.pem, DER, client.key, DER,, ''",
        "client.p12, P12, client.p12, P12, wrong, pass phrase",
        "client.p12, P12, client.p12, P12,, pass phrase",
        "client.pem, ENG, client.key, PEM,, ENG is not supported"
    })
    void unusableMaterialIsACertificateProblem(
            String certificate, String type, String key, String keyType, @Nullable String password, String reason) {
        SettingsBuilder settings = new SettingsBuilder();
        settings.client(certificate, type, password);
        if (key.equals("no-such.key")) {
            settings.clientKeyAt("no-such-folder/no-such.key");
        } else {
            settings.clientKey(key, keyType, password);
        }
        TransferException problem = assertThrows(TransferException.class, () -> load(settings));
        assertEquals(ResultCode.SSL_CERTPROBLEM, problem.result());
        assertTrue(problem.getMessage().contains(reason), problem.getMessage());
        assertTrue(password == null || !problem.getMessage().contains("'" + password + "'"));
    }

    @Test
    void oldEncryptedFormIsNamedAsSuch() {
        String old =
                """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """;
        GeneralSecurityException refused = assertThrows(
                GeneralSecurityException.class,
                () -> PrivateKeys.ofPem(old.getBytes(StandardCharsets.US_ASCII), "secret"));
        assertTrue(refused.getMessage().contains("pkcs8"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-key.der", "client.key", "client-sec1.key", "client-encrypted.key", "rsa-pkcs1.key"})
    void keyCutAnywhereIsRefused(String name) throws GeneralSecurityException {
        byte[] whole = name.endsWith(".der")
                ? TestCertificates.bytes(name)
                : PemReader.read(TestCertificates.bytes(name)).get(0).content();
        for (int size = 0; size < whole.length; size++) {
            byte[] cut = Arrays.copyOf(whole, size);
            assertThrows(GeneralSecurityException.class, () -> PrivateKeys.ofDer(cut, "secret"));
        }
        assertNotNull(PrivateKeys.ofDer(whole, "secret"));
    }
}
