package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    @ParameterizedTest
    @Tag("T108")
    @CsvSource({
        "example.test, example.test",
        "EXAMPLE.test, example.TEST",
        "localhost, localhost",
        "example.test, example.test.",
        "*.example.test, a.example.test",
        "*.example.test, A.EXAMPLE.TEST.",
        "*.example.test, xn--bcher-kva.example.test",
        "*.example.test, my_bucket.example.test",
        "*.example.co.uk, www.example.co.uk",
        "*.shop.de, www.shop.de"
    })
    void nameCoversHost(String pattern, String host) {
        assertTrue(HostNames.matches(pattern, host));
    }

    @ParameterizedTest
    @Tag("T108")
    @CsvSource({
        "*, test",
        "*, example.test",
        "*., example.test",
        "*.test, example.test",
        "*.com, example.com",
        "*.co.uk, example.co.uk",
        "*.com.au, example.com.au",
        "a*.example.test, ab.example.test",
        "*a.example.test, ba.example.test",
        "x*.example.test, xn--bcher-kva.example.test",
        "xn--*.example.test, xn--bcher-kva.example.test",
        "*.*.example.test, a.b.example.test",
        "a.*.example.test, a.b.example.test",
        "*.example.test, example.test",
        "*.example.test, .example.test",
        "*.example.test, a.b.example.test",
        "*.example.test., a.example.test",
        "*example.test, aexample.test",
        "*..test, a..test",
        "example.test., example.test",
        "other.test, example.test",
        "example.test, example.test.evil.test",
        "'', ''",
        "example.test, ''"
    })
    void nameDoesNotCoverHost(String pattern, String host) {
        assertEquals(false, HostNames.matches(pattern, host));
    }

    @ParameterizedTest
    @Tag("T109")
    @ValueSource(
            strings = {"example.test\0.evil.test", "example.test\0", "\u212aelvin.test", "exampl\u00e9.test", "a b.test"
            })
    void strangeCharactersMatchNothing(String name) {
        assertEquals(false, HostNames.matches(name, name));
        assertEquals(false, HostNames.matches(name, "kelvin.test"));
        assertEquals(false, HostNames.matches(name, "example.test"));
    }

    @ParameterizedTest
    @Tag("T107")
    @CsvSource({"127.0.0.1, 127.0.0.1", "*.0.0.1, 127.0.0.1", "::1, ::1"})
    void dnsNameCoversNoAddress(String pattern, String host) {
        assertEquals(false, HostNames.matches(pattern, host));
    }

    @ParameterizedTest
    @Tag("T107")
    @ValueSource(strings = {"127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "::1%lo", "example.test", "x.example.test."})
    void certificateNamesHost(String host) {
        assertDoesNotThrow(() -> HostNames.check(TestCertificates.certificate("server"), host));
    }

    @ParameterizedTest
    @Tag("T107")
    @ValueSource(strings = {"127.0.0.2", "::2", "1.0.0.127", "wrong.test", "127.0.0.256", "127.1"})
    void certificateDoesNotNameHost(String host) {
        assertThrows(UntrustedPeer.class, () -> HostNames.check(TestCertificates.certificate("server"), host));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, true",
        "255.249.199.9, true",
        "::, true",
        "fe80::1%eth0, true",
        "::ffff:1.2.3.4, true",
        "256.1.1.1, false",
        "01.1.1.1, false",
        "1.1.1, false",
        "1:2, false",
        ".:1, false",
        "x:1, false",
        "a.b, false"
    })
    void addressesAreToldFromNamesWithoutAnyLookup(String text, boolean address) {
        assertEquals(address, HostNames.isAddress(text));
    }

    @Test
    void refusalListsWhatTheCertificateIsFor() throws GeneralSecurityException {
        UntrustedPeer refusal = assertThrows(
                UntrustedPeer.class, () -> HostNames.check(TestCertificates.certificate("other"), "example.test"));
        assertEquals("it is not for example.test but for other.test", refusal.getMessage());
        UntrustedPeer strange = assertThrows(
                UntrustedPeer.class, () -> HostNames.check(TestCertificates.certificate("nul-name"), "example.test"));
        assertTrue(strange.getMessage().indexOf('\0') < 0);
    }
}
