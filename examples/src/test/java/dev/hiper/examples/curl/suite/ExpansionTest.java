package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpansionTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000_020);

    @TempDir
    private Path folder;

    private Expansion expansion;

    @BeforeEach
    void variables() {
        expansion = new Expansion(
                Map.of("TESTNUMBER", "12", "HTTPPORT", "80", "CLIENT6IP", "[::1]", "CLIENT6IP-NB", "::1"), folder, NOW);
    }

    @Test
    void variableHasNoEndMarkAndTheLongestNameWins() {
        assertEquals(
                "/120002 80 [::1] ::1\n", expansion.apply("/%TESTNUMBER0002 %HTTPPORT %CLIENT6IP %CLIENT6IP-NB\n"));
    }

    @Test
    void unknownNamesStay() {
        assertEquals("%TESTNUM %{http_code} 100%\n", expansion.apply("%TESTNUM %{http_code} 100%\n"));
    }

    @Test
    void charactersAreReplacedBeforeRepetition() {
        assertEquals("aaa\r\n", expansion.apply("%repeat[3 x a]%%CR\n"));
        assertEquals("< > &\t. \n", expansion.apply("%LT %GT %AMP%TAB.%SP\n"));
    }

    @Test
    void octetsAreGivenInHex() {
        assertEquals("\u00ff\u0000A\n", expansion.apply("%hex[%ff%00A]hex%\n"));
        assertEquals("AGE6\n", expansion.apply("%b64[%00a:]b64%\n"));
        assertEquals("a\na\n\n", expansion.apply("%repeat[2 x a%0a]%\n"));
    }

    @Test
    void daysOfferTwoMinutes() {
        // 86 400 + 1 000 000 020 + 30, rounded down to a minute.
        assertEquals("%alternatives[1000086420,1000086480]\n", expansion.apply("%days[1]\n"));
    }

    @Test
    void includedTextTakesThePlaceOfItsLine() throws IOException {
        Octets.write(folder.resolve("text"), "one\r\n%TESTNUMBER\n");
        assertEquals("a\none\n12\nb\n", expansion.apply("a\n%includetext text%\nb\n"));
    }

    @Test
    void filesAreDigestedOrReducedToTheirPemBlocks() throws IOException {
        Octets.write(folder.resolve("abc"), "abc");
        assertEquals(
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n",
                expansion.apply("%sha256b64file[abc]sha256b64file%\n"));
        String block = "-----BEGIN X-----\nAA==\n-----END X-----";
        Octets.write(folder.resolve("pem"), "text\n" + block + "\n\n");
        assertEquals(block + "\n", expansion.apply("%strippemfile[pem]strippemfile%\n"));
    }
}
