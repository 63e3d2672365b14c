package dev.hiper.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTextTest {

    @Test
    void onlyLettersOfAsciiHaveTwoCases() {
        assertTrue(AsciiText.equalsIgnoreCase("Secure", "sECURE"));
        assertFalse(AsciiText.equalsIgnoreCase("k", "\u212a"));
        assertFalse(AsciiText.equalsIgnoreCase("\u00e9", "\u00c9"));
        assertFalse(AsciiText.equalsIgnoreCase("a", "ab"));
        assertEquals("a\u00c9[", AsciiText.toLower("A\u00c9["));
    }

    @Test
    void headsAndTailsMayBeAllOfTheText() {
        assertTrue(AsciiText.startsWithIgnoreCase("Set-Cookie:", "SET-cookie:"));
        assertTrue(AsciiText.startsWithIgnoreCase("Set-Cookie: a", "set-cookie:"));
        assertFalse(AsciiText.startsWithIgnoreCase("Set", "set-cookie:"));
        assertTrue(AsciiText.endsWithIgnoreCase("www.EXAMPLE.com", "example.COM"));
        assertFalse(AsciiText.endsWithIgnoreCase("com", "example.com"));
    }

    @Test
    void blanksGoFromBothEnds() {
        assertEquals("a \t b", AsciiText.trimBlanks("\t  a \t b\t "));
        assertEquals("", AsciiText.trimBlanks(" \t "));
    }

    @Test
    void oneDotGoesFromTheEnd() {
        assertEquals("a.test", AsciiText.withoutTrailingDot("a.test."));
        assertEquals("a.test", AsciiText.withoutTrailingDot("a.test"));
        assertEquals("", AsciiText.withoutTrailingDot("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "fe80::1%eth0", "::ffff:192.0.2.128"})
    void addressesAreAddresses(String host) {
        assertTrue(AsciiText.isIpAddress(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.0.1", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4.", "1.2.3.a", "a.test", "1..2.3"})
    void whatIsNoAddressIsAName(String host) {
        assertFalse(AsciiText.isIpAddress(host));
    }
}
