package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that change line ends and the rules in Perl. */
class LineRulesTest {
    @Test
    void everyLineEndBecomesCrlfOnce() {
        assertEquals("a\r\nb\r\n\r\nc", CrlfRule.ALL.apply("a\nb\r\n\nc"));
    }

    @Test
    void headsGetCrlfAndBodiesDoNot() {
        assertEquals(
                "HTTP/1.1 200 OK\r\nA-b_9: c\r\n\r\nbody: no space before\n\ntail\n\n".replace("body: ", "body "),
                CrlfRule.HEADERS.apply("HTTP/1.1 200 OK\nA-b_9: c\n\nbody no space before\n\ntail\n\n"));
    }

    @Test
    void headOfRequestGetsCrlf() {
        assertEquals("CONNECT a:1 HTTP/1.0\r\n\r\n\n", CrlfRule.HEADERS.apply("CONNECT a:1 HTTP/1.0\n\n\n"));
        assertEquals("IGLOO / HTTP/1.0\n\n", CrlfRule.HEADERS.apply("IGLOO / HTTP/1.0\n\n"));
    }

    @Test
    void onlyRealStatusLinesCount() {
        assertEquals("HTTP/1.1 999 x\r\nHTTP/1.1 600 x\n", CrlfRule.HEADERS.apply("HTTP/1.1 999 x\nHTTP/1.1 600 x\n"));
    }

    @Test
    void linesWithCrlfAndComplaintsStay() {
        String text = "A: b\r\n\ncurl: (3) bad\nName:no-space\n";
        assertEquals(text, CrlfRule.HEADERS.apply(text));
    }

    @Test
    void substitutionTakesAnyDelimiter() {
        assertEquals("a-b/c\n", PerlRule.parse("s:/:-:").apply("a/b/c\n"));
        assertEquals("a-b-c\n", PerlRule.parse("s/\\//-/g").apply("a/b/c\n"));
        assertEquals("x-b\n", PerlRule.parse("s/^A/x/i").apply("a-b\n"));
    }

    @Test
    void groupsComeBackInReplacements() {
        assertEquals(
                "PROXY ::1 80\r\n",
                PerlRule.parse("s/(::1) (\\d+) (\\d+)/$1 $3/").apply("PROXY ::1 99 80\r\n"));
        assertEquals("cost $ x\n", PerlRule.parse("s/y/$ x/").apply("cost y\n"));
    }

    @Test
    void ruleSeesTheLineEnd() {
        assertEquals("", PerlRule.parse("s/^(.*):(.*)[\\r\\n]*//").apply("a: b\r\n"));
        assertEquals("a\n", PerlRule.parse("s/\\r$//").apply("a\r\n"));
    }

    @Test
    void lineWithoutMatchMayBeEmptied() {
        PerlRule rule = PerlRule.parse("s/^.*(?=\\* Ignoring )// or $_ = ''");
        assertEquals("* Ignoring x\n", rule.apply("12:00 * Ignoring x\n"));
        assertEquals("", rule.apply("other\n"));
        assertEquals("", PerlRule.parse("$_ = '' if /oth/").apply("other\n"));
        assertEquals("one\n", PerlRule.parse("$_ = '' if (/oth/)").apply("one\n"));
    }

    @Test
    void emptiedLinesVanishAndCommentsAreNoRules() {
        CaseFile file = CaseFile.parse("<verify>\n<strippart>\n# no rule\ns/^b\\n//\n</strippart>\n</verify>\n");
        List<PerlRule> rules = PerlRule.all(file.part("verify/strippart"));
        assertEquals("a\nc\n", PerlRule.applyAll(rules, "a\nb\nc\n"));
    }

    @Test
    void digestHeaderIsBroughtIntoOneForm() {
        PerlRule rule = PerlRule.parse("if(s/^(Authorization: Digest )([^\\r\\n]+)(\\r?\\n)$//) { ... }");
        assertEquals(
                "Authorization: Digest cnonce=REMOVED, nc=00000001, qop=auth, response=REMOVED, username=\"a\"\r\n",
                rule.apply("Authorization: Digest username=\"a\",cnonce=\"aGk=\", nc=00000001, qop=\"auth\","
                        + " response=\"0123456789abcdef0123456789abcdef\"\r\n"));
        assertEquals("Host: a\r\n", rule.apply("Host: a\r\n"));
    }

    @Test
    void unknownFormsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PerlRule.parse("print 1"));
        assertThrows(IllegalArgumentException.class, () -> PerlRule.parse("s/a/b"));
    }

    @Test
    void eitherAlternativeFitsAtEachPlace() {
        assertTrue(Difference.matches("a %alternatives[1,2] %alternatives[1,2]\n", "a 2 1\n"));
        assertTrue(Difference.between("x", "%alternatives[1,2]", "3").isPresent());
    }

    @Test
    void firstDifferentLineIsNamed() {
        String text = Difference.between("output", "a\nb\n", "a\nb\r\n").orElse("");
        assertTrue(text.startsWith("output differs in line 2 (2 lines expected, 2 actual)\n"), text);
        assertTrue(text.contains("expected  2: b\\n\n"), text);
        assertTrue(text.contains("actual  2: b\\r\\n\n"), text);
    }
}
