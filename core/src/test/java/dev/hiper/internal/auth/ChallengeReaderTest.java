package dev.hiper.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.bytes.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChallengeReaderTest {
    @Test
    void schemesStandInOneField() {
        assertEquals(List.of(bare("Basic"), bare("Wild-and-crazy"), bare("NTLM")), read("Basic, Wild-and-crazy, NTLM"));
    }

    @Test
    void parametersBelongToTheSchemeBeforeThem() {
        assertEquals(
                List.of(
                        new Challenge("Digest", "", Map.of("realm", "a, Basic b", "nonce", "n")),
                        new Challenge("Basic", "", Map.of("realm", "x"))),
                read("Digest realm=\"a, Basic b\", nonce=n , Basic REALM = \"x\""));
    }

    @Test
    void tokenIsToldFromParameter() {
        assertEquals(List.of(new Challenge("NTLM", "TlRM+/==", Map.of())), read("NTLM TlRM+/=="));
        assertEquals(
                List.of(new Challenge("Other", "abc=", Map.of()), new Challenge("Third", "", Map.of("a", "b"))),
                read("Other abc=, Third a=b"));
    }

    @Test
    void damagedTokenOfNtlmIsStillItsToken() {
        assertEquals(List.of(new Challenge("NTLM", "$ %", Map.of())), read("NTLM $ %"));
    }

    @Test
    void commasMayBeMissingOrMany() {
        assertEquals(
                List.of(new Challenge("Digest", "", Map.of("realm", "a", "nonce", "b")), bare("Basic")),
                read(" ,, Digest realm=\"a\" nonce=\"b\",, ,Basic,"));
    }

    @Test
    void valueWithoutQuotesReachesToTheComma() {
        assertEquals(
                List.of(new Challenge("Digest", "", Map.of("realm", "two words", "nonce", "n"))),
                read("Digest realm=two words , nonce=n"));
    }

    @Test
    @Tag("T147")
    void lastOfEqualParametersCounts() {
        assertEquals(List.of(new Challenge("Digest", "", Map.of("nonce", "b"))), read("Digest nonce=a, NONCE=\"b\""));
    }

    @Test
    void stringWithoutEndEndsTheField() {
        assertEquals(
                List.of(new Challenge("Digest", "", Map.of("nonce", "n"))), read("Digest nonce=n, realm=\"a, Basic"));
    }

    @Test
    void otherSchemeWithAKnownOneInItsNameIsAnotherScheme() {
        assertEquals(List.of(bare("Magic-Negotiate"), bare("NTLMv3")), read("Magic-Negotiate, NTLMv3"));
    }

    @Test
    @Tag("T147")
    void numbersAreBounded() {
        assertEquals(Limits.AUTH_CHALLENGES, read("Basic,".repeat(100_000)).size());
        StringBuilder many = new StringBuilder("Digest");
        for (int i = 0; i < 1000; i++) {
            many.append(" p").append(i).append("=x,");
        }
        assertEquals(
                Limits.AUTH_PARAMETERS,
                read(many.toString()).get(0).parameters().size());
    }

    @Test
    void anythingIsReadToItsEnd() {
        Random random = new Random(1);
        String alphabet = "aB=,\" \\\t/+$\u00e9\u0000";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder field = new StringBuilder(round % 2 == 0 ? "Digest " : "");
            for (int i = random.nextInt(20); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertTrue(read(field.toString()).size() <= Limits.AUTH_CHALLENGES);
        }
    }

    private static List<Challenge> read(String field) {
        List<Challenge> challenges = new ArrayList<>();
        ChallengeReader.read(field, challenges);
        return challenges;
    }

    private static Challenge bare(String scheme) {
        return new Challenge(scheme, "", Map.of());
    }
}
