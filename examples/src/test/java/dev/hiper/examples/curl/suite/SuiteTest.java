package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole cases with a tool that is a few lines of shell: it prints its last argument and what it finds. */
class SuiteTest {
    private static final String VERSION =
            """
            curl 8.22.0-x (Java) lib/1 JSSE/17
            Protocols: http https
            Features: IPv6 NTLM
            """;
    private static final String SCRIPT =
            """
            for last; do :; done
            printf '%s|%s|%s' "$last" "$NEW" "$http_proxy"
            cat
            echo "Warning: odd" >&2
            echo made >log/made
            exit 3
            """;

    private Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createTempDirectory("suite").toRealPath();
        Octets.write(root.resolve("tool"), SCRIPT);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        Folders.delete(root);
    }

    @Test
    void caseWithEverythingRightIsOk() throws Exception {
        Outcome outcome = run("a one|set|", "3", "made", "");
        assertTrue(outcome.isOk(), outcome.detail());
        assertEquals("test 5 A name", outcome.title());
        assertTrue(outcome.command().contains(" -q --include --trace-ascii log/trace5 --trace-time x 'a one' <log/"));
    }

    @Test
    void firstDifferenceIsReported() throws Exception {
        assertTrue(run("a two|set|", "3", "made", "").detail().startsWith("stdout differs in line 1"));
        assertEquals(
                "exit status 3 instead of 0 or 1\n",
                run("a one|set|", "0, 1", "made", "").detail());
        assertTrue(run("a one|set|", "3", "other", "").detail().startsWith("file log/made differs"));
        assertTrue(Files.exists(root.resolve("failed/5/log/made")), "the folder is kept");
    }

    @Test
    void caseWithUnmetNeedsIsSkipped() throws Exception {
        assertEquals(
                "needs feature !NTLM", run("a one|set|", "3", "made", "!NTLM").detail());
        assertEquals(
                Outcome.Kind.SKIPPED, run("a one|set|", "3", "made", "brotli").kind());
        assertEquals(
                Outcome.Kind.OK,
                run("a one|set|", "3", "made", "crypto\nSSLpinning\nproxy\n!SSPI")
                        .kind());
    }

    @Test
    void versionIsReadFromTheTool() {
        Tool tool = Tool.saying("tool", VERSION);
        assertEquals("8.22.0-x", tool.version());
        assertEquals("8.22.0", tool.versionNumber());
        assertTrue(tool.has("https"));
        assertFalse(tool.has("http/2"));
        assertTrue(Tool.saying("tool", VERSION.replace("IPv6", "HTTP2")).has("http/2"));
        assertThrows(IllegalArgumentException.class, () -> Tool.saying("tool", "not found"));
    }

    @Test
    void listOfCasesDemandsReasons() {
        NotYet notYet = NotYet.parse("# comment\n12  needs cookies\n");
        assertTrue(notYet.lists(12));
        assertEquals("needs cookies", notYet.reason(12));
        assertFalse(notYet.lists(13));
        assertThrows(IllegalArgumentException.class, () -> NotYet.parse("12\n"));
    }

    private Outcome run(String stdout, String status, String made, String features) throws Exception {
        String text = "<client>\n<name>\nA name\n</name>\n<features>\n" + features + "\n</features>\n"
                + "<setenv>\nNEW=set\n</setenv>\n<stdin nonewline=\"yes\">\n in\n</stdin>\n"
                + "<command>\nx\n'a one'\n</command>\n</client>\n"
                + "<verify>\n<stdout nonewline=\"yes\">\n" + stdout + " in\n</stdout>\n"
                + "<stderr mode=\"warn\">\nodd\n</stderr>\n"
                + "<file name=\"log/made\">\n" + made + "\n</file>\n"
                + "<errorcode>\n" + status + "\n</errorcode>\n</verify>\n";
        Octets.write(root.resolve("data/test5"), text);
        Folders.delete(Files.createDirectories(root.resolve("failed")));
        Tool tool = Tool.saying("sh " + root.resolve("tool"), VERSION);
        try (Suite suite = new Suite(new SuiteData(root), tool, root, 1)) {
            return suite.start(List.of(5)).values().iterator().next().get();
        } finally {
            Folders.delete(root.resolve("w1"));
            Folders.delete(root.resolve("s1"));
        }
    }
}
