package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final String CASE =
            """
            <testcase>
            # a comment
            <reply>
            <data crlf="headers" nocheck="yes">
            HTTP/1.1 200 OK

            <html>
            </p>
            </data>
            </reply>
            <client>
              <file name='log/a"b'>
            x
              </file>
            <name>
            A name
            </name>
            <command option="no-q,no-output">
            -a \\
            -b
            </command>
            </client>
            <verify>
            <file name="x" nonewline="yes">
            one
            </file>
            <file>
            two
            </file>
            </verify>
            </testcase>
            """;

    private final CaseFile file = CaseFile.parse(CASE);

    @Test
    void contentMayLookLikeTags() {
        Part data = file.part("reply/data");
        assertEquals("HTTP/1.1 200 OK\n\n<html>\n</p>\n", data.raw());
        assertEquals("HTTP/1.1 200 OK\r\n\r\n<html>\n</p>\n", data.content());
        assertTrue(data.has("nocheck"));
    }

    @Test
    void attributesTakeEitherQuote() {
        assertEquals("log/a\"b", file.part("client/file").attribute("name"));
        assertEquals("no-q,no-output", file.part("client/command").attribute("option"));
        assertEquals("", file.part("client/command").attribute("delay"));
    }

    @Test
    void partGivenTwiceIsOne() {
        assertEquals("one\ntwo\n", file.part("verify/file").raw());
        assertEquals("one\ntwo", file.part("verify/file").content());
    }

    @Test
    void linesOfCommandAreJoined() {
        assertEquals("-a \\ -b", file.part("client/command").joined());
    }

    @Test
    void absentPartIsEmpty() {
        assertTrue(file.part("verify/stdout").isAbsent());
        assertEquals("", file.part("verify/stdout").content());
    }

    @Test
    void replyMayBeGivenInBase64() {
        CaseFile encoded = CaseFile.parse("<reply>\n<data base64=\"yes\">\nAAEC\n</data>\n</reply>\n");
        assertArrayEquals(new byte[] {0, 1, 2}, encoded.part("reply/data").reply());
    }

    @Test
    void partWithoutEndIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CaseFile.parse("<reply>\n<data>\n"));
    }

    @Test
    void conditionsNestAndTurnAround() {
        String text = "a\n%if yes\nb\n  %if !yes\nc\n%else\nd\n%endif\n%else\ne\n%endif\nf\n";
        assertEquals("a\nb\nd\nf\n", new Conditions(Set.of("yes")::contains).apply(text));
        assertEquals("a\ne\nf\n", new Conditions(Set.of()::contains).apply(text));
    }

    @Test
    void conditionWithoutEndIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Conditions(name -> true).apply("%if a\n"));
    }
}
