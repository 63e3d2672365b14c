package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurlMainTest {
    private static final String FINE = AnsweringServer.response(200, "ETag: \"e\"\r\n", "body\n");

    @TempDir
    Path folder;

    /** Runs it, silently; standard error goes to the file {@code err}. */
    private int curl(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-q", "--stderr", file("err"), "--no-progress-meter"));
        all.addAll(List.of(arguments));
        return CurlMain.run(all.toArray(new String[0]));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void bodyAndHeadersGoIntoTheirFiles() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-i", "-D", file("heads"), "-o", file("out"), server.url("/x")));
            assertEquals(FINE, content("out"));
            assertEquals(FINE.substring(0, FINE.length() - 5), content("heads"));
            String request = server.requests().get(0);
            assertTrue(request.startsWith("GET /x HTTP/1.1\r\nHost: "));
            assertTrue(request.endsWith("\r\nUser-Agent: curl/8.22.0\r\nAccept: */*\r\n\r\n"));
        }
    }

    @Test
    void requestsOfTwoKindsAtOnceAreRefusedUnlessGetMakesThemOne() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(2, curl("-d", "x", "-I", server.url("/")));
            assertEquals(2, curl("-d", "x", "-F", "a=b", server.url("/")));
            assertEquals(0, server.requests().size());
            assertEquals(0, curl("-G", "-d", "x", "-I", "-o", file("out"), server.url("/")));
            assertTrue(
                    server.requests().get(0).startsWith("HEAD /?x "),
                    server.requests().get(0));
        }
    }

    @Test
    void aJarThatCannotBeWrittenIsNoFailure() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-c", file("none/jar"), "-o", file("out"), server.url("/")));
            assertEquals("body\n", content("out"));
        }
    }

    @Test
    void eachUrlOfAPatternHasItsFile() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-o", file("out-#1"), "--create-dirs", server.url("/[1-3]")));
            assertEquals(3, server.requests().size());
            assertEquals("body\n", content("out-3"));
        }
    }

    @Test
    void anExistingFileLeavesOutItsTransferOnly() throws IOException {
        Files.writeString(folder.resolve("out-1"), "old");
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("--skip-existing", "-o", file("out-#1"), server.url("/[1-2]")));
            assertEquals(1, server.requests().size());
            assertEquals("old", content("out-1"));
            assertEquals("body\n", content("out-2"));
        }
    }

    @Test
    void fiftyRedirectionsAreFollowedAndNoMore() throws IOException {
        String again = AnsweringServer.response(302, "Location: /again\r\n", "");
        try (AnsweringServer server = new AnsweringServer(again)) {
            assertEquals(47, curl("-L", "-o", file("out"), server.url("/")));
            assertEquals(51, server.requests().size());
            assertEquals("curl: (47) Maximum (50) redirects followed\n", content("err"));
        }
    }

    @Test
    void aFormatFromAFileLosesItsLineEnds() throws IOException {
        Files.writeString(folder.resolve("format"), "%output{" + file("told") + "}%{http_code}\r\n\\n\n");
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-w", "@" + file("format"), "-o", file("out"), server.url("/")));
            assertEquals("200\n", content("told"));
        }
    }

    @Test
    void parallelTransfersAllEnd() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-Z", "--parallel-max", "2", "-o", file("out-#1"), server.url("/{a,b,c,d,e}")));
            assertEquals(5, server.requests().size());
            assertEquals("body\n", content("out-e"));
        }
    }

    @Test
    void theLastTransferDecidesAboutTheExitCode() throws IOException {
        String bad = AnsweringServer.response(404, "", "");
        try (AnsweringServer server = new AnsweringServer(bad, FINE)) {
            assertEquals(0, curl("-f", "-o", file("1"), server.url("/"), "-o", file("2"), server.url("/")));
            assertEquals("curl: (22) The requested URL returned error: 404\n", content("err"));
        }
    }

    @Test
    void failEarlyEndsAtTheFirstFailure() throws IOException {
        String bad = AnsweringServer.response(404, "", "");
        try (AnsweringServer server = new AnsweringServer(bad, FINE)) {
            assertEquals(22, curl("-f", "--fail-early", "-o", file("1"), server.url("/"), server.url("/")));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void failWithBodyKeepsTheBody() throws IOException {
        try (AnsweringServer server = new AnsweringServer(AnsweringServer.response(500, "", "why"))) {
            assertEquals(22, curl("--fail-with-body", "-o", file("out"), server.url("/")));
            assertEquals("why", content("out"));
        }
    }

    @Test
    void transientStatusesAreTriedAgainWithoutTheirBodies() throws IOException {
        String busy = AnsweringServer.response(503, "", "busy, come back later");
        try (AnsweringServer server = new AnsweringServer(busy, FINE)) {
            assertEquals(0, curl("--retry", "2", "--retry-delay", "0.01", "-o", file("out"), server.url("/")));
            assertEquals("body\n", content("out"));
            assertEquals(
                    "Warning: Problem: HTTP error. Will retry in 0.010 second. 2 retries left.\n",
                    content("err").replace("seconds", "second"));
        }
    }

    @Test
    void dataIsPosted() throws IOException {
        Files.writeString(folder.resolve("data"), "l1\nl2\n");
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            curl("-d", "a=b", "-d", "@" + file("data"), "-o", file("out"), server.url("/"));
            assertTrue(server.requests().get(0).startsWith("POST / "));
            assertTrue(server.requests().get(0).endsWith("\r\n\r\na=b&l1l2"));
        }
    }

    @Test
    void jsonBringsItsFieldsUnlessTheyAreGiven() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            curl("--json", "{}", "-H", "accept: x/y", "-o", file("out"), server.url("/"));
            String request = server.requests().get(0);
            assertTrue(request.contains("\r\nContent-Type: application/json\r\n"));
            assertFalse(request.contains("Accept: application/json"));
        }
    }

    @Test
    void dataBecomesTheQueryOfAGet() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            curl("-G", "-d", "a=b", "--url-query", "c=d e", "-o", file("out"), server.url("/?x"));
            assertTrue(server.requests().get(0).startsWith("GET /?x&a=b&c=d+e HTTP/1.1\r\n"));
        }
    }

    @Test
    void filesAreUploadedUnderTheirName() throws IOException {
        Files.writeString(folder.resolve("up"), "content");
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(0, curl("-T", file("up"), "-H", "Expect:", "-o", file("out"), server.url("/dir/")));
            assertTrue(server.requests().get(0).startsWith("PUT /dir/up HTTP/1.1\r\n"));
            assertTrue(server.requests().get(0).endsWith("\r\n\r\ncontent"));
        }
    }

    @Test
    void aMissingUploadIsAnErrorOfReading() throws IOException {
        try (AnsweringServer server = new AnsweringServer(FINE)) {
            assertEquals(26, curl("-T", file("none"), server.url("/")));
        }
    }

    @Test
    void aDownloadGoesOnWhereTheFileEnds() throws IOException {
        Files.writeString(folder.resolve("out"), "bo");
        String rest = AnsweringServer.response(206, "Content-Range: bytes 2-4/5\r\n", "dy\n");
        try (AnsweringServer server = new AnsweringServer(rest)) {
            assertEquals(0, curl("-C", "-", "-o", file("out"), server.url("/")));
            assertTrue(server.requests().get(0).contains("\r\nRange: bytes=2-\r\n"));
            assertEquals("body\n", content("out"));
        }
    }

    @Test
    void entityTagsAreSavedAndCompared() throws IOException {
        String unchanged = "HTTP/1.1 304 S\r\nConnection: close\r\n\r\n";
        try (AnsweringServer server = new AnsweringServer(FINE, unchanged)) {
            assertEquals(0, curl("--etag-save", file("tag"), "-o", file("out"), server.url("/")));
            assertEquals("\"e\"\n", content("tag"));
            assertEquals(0, curl("--etag-compare", file("tag"), "-o", file("none"), server.url("/")));
            assertTrue(server.requests().get(1).contains("\r\nIf-None-Match: \"e\"\r\n"));
            assertFalse(Files.exists(folder.resolve("none")));
        }
    }

    @Test
    void anEmptyBodyStillMakesItsFile() throws IOException {
        try (AnsweringServer server = new AnsweringServer(AnsweringServer.response(200, "", ""))) {
            assertEquals(0, curl("-o", file("out"), server.url("/")));
            assertEquals("", content("out"));
        }
    }

    @Test
    void oldFilesCanBeKeptAndFailuresRemoved() throws IOException {
        Files.writeString(folder.resolve("out"), "old");
        String cut = "HTTP/1.1 200 S\r\nContent-Length: 10\r\n\r\nshort";
        try (AnsweringServer server = new AnsweringServer(FINE, cut)) {
            assertEquals(0, curl("--no-clobber", "-o", file("out"), server.url("/")));
            assertEquals("old", content("out"));
            assertEquals("body\n", content("out.1"));
            assertEquals(18, curl("--remove-on-error", "-o", file("part"), server.url("/")));
            assertFalse(Files.exists(folder.resolve("part")));
        }
    }

    @Test
    void theServerMayNameTheFile() throws IOException {
        String named = AnsweringServer.response(200, "Content-Disposition: x; filename=\"../n.txt\"\r\n", "body\n");
        try (AnsweringServer server = new AnsweringServer(named)) {
            assertEquals(0, curl("-OJ", "--output-dir", folder.toString(), server.url("/u")));
            assertEquals("body\n", content("n.txt"));
            assertEquals(23, curl("-OJ", "--output-dir", folder.toString(), server.url("/u")));
        }
    }

    @Test
    void cookiesAreCommonToAllUrls() throws IOException {
        String setting = AnsweringServer.response(200, "Set-Cookie: a=b\r\n", "");
        try (AnsweringServer server = new AnsweringServer(setting, FINE)) {
            curl("-b", "", "-o", file("1"), server.url("/1"), "-o", file("2"), server.url("/2"));
            assertTrue(server.requests().get(1).contains("\r\nCookie: a=b\r\n"));
        }
    }

    @Test
    void withoutCookieOptionsNoneAreSent() throws IOException {
        String setting = AnsweringServer.response(200, "Set-Cookie: a=b\r\n", "");
        try (AnsweringServer server = new AnsweringServer(setting, FINE)) {
            curl("-o", file("1"), server.url("/1"), "-o", file("2"), server.url("/2"));
            assertFalse(server.requests().get(1).contains("Cookie"));
        }
    }

    @Test
    void mistakesInPatternsEndItAll() throws IOException {
        assertEquals(3, curl("http://127.0.0.1:1/{a"));
        assertTrue(content("err").startsWith("curl: (3) unmatched brace in URL position"));
    }

    @Test
    void withoutUrlThereIsNothingToDo() throws IOException {
        assertEquals(2, curl("-s"));
        assertTrue(content("err").startsWith("curl: (2) no URL specified\n"));
    }

    @Test
    void variousKindsOfDataExcludeResumption() throws IOException {
        assertEquals(2, curl("-C", "5", "-d", "x", "http://127.0.0.1:1/"));
        assertEquals("curl: cannot mix --continue-at and --data\n", content("err"));
    }
}
