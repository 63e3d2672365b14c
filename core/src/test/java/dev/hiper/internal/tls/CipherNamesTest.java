package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.spi.TlsSettings;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherNamesTest {
    private static final List<String> USUAL = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");

    private static List<String> select(String list) {
        return CipherNames.select(list, USUAL, USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE-RSA-AES128-GCM-SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ECDHE-ECDSA-AES256-GCM-SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-RSA-CHACHA20-POLY1305",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, ECDHE-ECDSA-AES128-SHA256",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA, DHE-RSA-AES256-SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA, AES128-SHA",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, AES256-GCM-SHA384",
        "SSL_RSA_WITH_3DES_EDE_CBC_SHA, DES-CBC3-SHA"
    })
    void suitesHaveTheirOpenSslNames(String suite, String name) {
        assertEquals(name, CipherNames.openSslName(suite));
    }

    @Test
    void orderIsTheListsAndUnknownNamesAreSkipped() {
        assertEquals(
                List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                select("AES128-SHA:NO-SUCH-SUITE, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 AES128-SHA"));
        assertEquals(List.of(), select("NO-SUCH-SUITE"));
        assertEquals(List.of(), select(""));
    }

    @Test
    void classesIntersectAndAreTakenOut() {
        assertEquals(
                List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                select("ECDHE+AESGCM"));
        assertEquals(List.of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"), select("HIGH:!AES:!aNULL"));
        assertEquals(List.of("TLS_DHE_RSA_WITH_AES_256_CBC_SHA"), select("SHA1:-kRSA"));
        assertEquals(List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"), select("SHA1:+DHE"));
        assertEquals(List.of(), select("AES128-SHA:!kRSA:AES128-SHA"));
    }

    @Test
    void thirteenHasItsOwnList() {
        assertEquals(
                List.of("TLS_AES_128_GCM_SHA256"),
                CipherNames.select13("TLS_AES_128_CCM_SHA256:TLS_AES_128_GCM_SHA256", USUAL));
        assertEquals(List.of(), CipherNames.select13("ECDHE-RSA-AES128-GCM-SHA256", USUAL));
        assertFalse(CipherNames.is13("TLS_EMPTY_RENEGOTIATION_INFO_SCSV"));
    }

    @Test
    void listsReachTheEngine() throws TransferException {
        TlsSettings settings = new TestCertificates.SettingsBuilder()
                .ciphers("ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_AES_256_GCM_SHA384")
                .build();
        SSLEngine engine = new JdkTlsEngines().context(settings).newEngine("example.test", 443);
        assertEquals(
                List.of("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                Arrays.asList(engine.getEnabledCipherSuites()));
        TlsSettings only12 = new TestCertificates.SettingsBuilder()
                .ciphers("ECDHE-ECDSA-AES128-GCM-SHA256", null)
                .build();
        List<String> enabled = Arrays.asList(new JdkTlsEngines()
                .context(only12)
                .newEngine("example.test", 443)
                .getEnabledCipherSuites());
        assertTrue(enabled.contains("TLS_AES_128_GCM_SHA256"), enabled.toString());
    }

    @ParameterizedTest
    @CsvSource({"NO-SUCH-SUITE,", ", NO_SUCH_SUITE"})
    void listOfUnknownSuitesIsRefused(String upTo12, String of13) {
        TlsSettings settings =
                new TestCertificates.SettingsBuilder().ciphers(upTo12, of13).build();
        TransferException refused = assertThrows(TransferException.class, () -> new JdkTlsEngines().context(settings));
        assertEquals(ResultCode.SSL_CIPHER, refused.result());
    }
}
