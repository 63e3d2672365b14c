package dev.hiper.examples.curl.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawArgumentsTest {
    @Test
    void octetsComeFromTheCommandLine() {
        byte[] commandLine = octets("java\0-cp\0x\0Main\0\u00c3\u00a5\0\u00ff\u00fe\0\0plain\0");
        String[] raw = RawArguments.of(new String[] {"\ufffd\ufffd", "\ufffd\ufffd", "", "plain"}, commandLine);
        assertArrayEquals(new String[] {"\u00c3\u00a5", "\u00ff\u00fe", "", "plain"}, raw);
    }

    @Test
    void aCommandLineThatDoesNotFitIsNotUsed() {
        byte[] commandLine = octets("java\0Main\0other\0\u00c3\u00a5\0");
        String[] raw = RawArguments.of(new String[] {"plain", "\u00e5"}, commandLine);
        assertArrayEquals(new String[] {"plain", "\u00c3\u00a5"}, raw);
    }

    @Test
    void withoutACommandLineTheArgumentsAreEncoded() {
        assertArrayEquals(new String[] {"", "\u00c3\u00a5"}, RawArguments.of(new String[] {"", "\u00e5"}, new byte[0]));
    }

    @Test
    void plainArgumentsAreTakenAsTheyAre() {
        String[] plain = {"-s", "http://example.com/"};
        assertArrayEquals(plain, RawArguments.of(plain));
    }

    @Test
    void octetStringsAndTextsAreTurnedIntoEachOther() {
        assertEquals("\u00c3\u00a5", Octets.ofText("\u00e5"));
        assertEquals("\u00e5", Octets.text("\u00c3\u00a5"));
        assertEquals("\u00ff", Octets.text("\u00ff"), "octets that are no UTF-8 stay");
        assertEquals("a/b", Octets.path("a/b").toString());
    }

    private static byte[] octets(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
