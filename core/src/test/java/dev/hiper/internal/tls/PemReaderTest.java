package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemReaderTest {
    private static List<PemReader.Block> read(String text) {
        return PemReader.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void blocksAreFoundAmongExplanations() {
        List<PemReader.Block> blocks =
                read("A root: caf\u00e9\r\n-----BEGIN ONE-----\r\nAAEC\r\nAw==\r\n-----END ONE-----\r\n"
                        + "\n# more\n-----BEGIN TWO-----\nBAU=\n-----END TWO-----");
        assertEquals(
                List.of("ONE", "TWO"),
                blocks.stream().map(PemReader.Block::label).toList());
        assertArrayEquals(new byte[] {0, 1, 2, 3}, blocks.get(0).content());
        assertArrayEquals(new byte[] {4, 5}, blocks.get(1).content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN ",
                "-----BEGIN ONE",
                "-----BEGIN ONE-----",
                "-----BEGIN ONE-----\nAAEC\n-----END TWO-----"
            })
    void incompleteBlockIsNone(String text) {
        assertEquals(List.of(), read(text));
    }

    @Test
    void brokenCertificateInABundleSpoilsIt() {
        byte[] bundle = (new String(TestCertificates.bytes("ca.pem"), StandardCharsets.US_ASCII)
                        + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThrows(CertificateException.class, () -> Certificates.ofPem(bundle));
    }
}
