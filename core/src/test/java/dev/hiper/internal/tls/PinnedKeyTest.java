package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T111")
class PinnedKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"server-public.pem", "server-public.der"})
    void keyFileMatchesItsKeyOnly(String name) throws Exception {
        PinnedKey pin = PinnedKey.parse(TestCertificates.file(name).toString());
        assertTrue(pin.matches(TestCertificates.certificate("server").getPublicKey()));
        assertFalse(pin.matches(TestCertificates.certificate("other").getPublicKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256//", "sha256//AAAA", "sha256//AAAA;sha256//BBBB"})
    void hashOfNothingMatchesNothing(String pins) throws Exception {
        assertFalse(PinnedKey.parse(pins)
                .matches(TestCertificates.certificate("server").getPublicKey()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-such-file", "sha256//AAAA;md5//BBBB", "sha256//AAAA;", "sha256//not base64!", "bad\0path"})
    void unusablePinIsAMismatch(String pin) {
        TransferException refused = assertThrows(TransferException.class, () -> PinnedKey.parse(pin));
        assertEquals(ResultCode.SSL_PINNEDPUBKEYNOTMATCH, refused.result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.pem", "server.key"})
    void fileWithoutPublicKeyIsAMismatch(String name) {
        unusablePinIsAMismatch(TestCertificates.file(name).toString());
    }
}
