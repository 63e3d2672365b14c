package dev.hiper.examples.curl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteOutTest {
    private final Transfers transfer = new Transfers();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void plainTextAndEscapesArePrinted() throws IOException {
        assertEquals("a\tb\r\n%c\\\\\\d\\", printed("a\\tb\\r\\n%%c\\\\\\d\\"));
        assertEquals("%z 100%", printed("%z 100%"));
        assertEquals("\u00c3\u00a5", printed("\u00c3\u00a5"), "octets pass");
    }

    @Test
    void openBracesArePrintedAsTheyAre() throws IOException {
        assertEquals("%{url", printed("%{url"));
        assertEquals("%header{a", printed("%header{a"));
        assertEquals("%output{a", printed("%output{a"));
        assertEquals("%time{a", printed("%time{a"));
        assertEquals("%header", printed("%header"));
    }

    @Test
    void unknownVariableIsComplainedAbout() throws IOException {
        assertEquals("ab", printed("a%{nope}b"));
        assertEquals("curl: unknown --write-out variable: 'nope'\n", Transfers.text(err));
    }

    @Test
    void numbersArePrinted() throws IOException {
        transfer.info("RESPONSE_CODE", 200L)
                .info("NUM_CONNECTS", 1L)
                .info("SIZE_DOWNLOAD_T", 5_000_000_000L)
                .info("CONN_ID", -1L)
                .info("USED_PROXY", true);
        assertEquals(
                "200 1 5000000000 -1 1",
                printed("%{http_code} %{num_connects} %{size_download} %{conn_id} " + "%{proxy_used}"));
        assertEquals("200 3 9 2 0", printed("%{response_code} %{urlnum} %{num_headers} %{num_retries} %{exitcode}"));
    }

    @Test
    void statusHasThreeDigits() throws IOException {
        assertEquals("000 000", printed("%{http_code} %{http_connect}"));
    }

    @Test
    void timesAreSecondsWithSixDigits() throws IOException {
        transfer.info("TOTAL_TIME_T", 12_000_345L);
        assertEquals("12.000345 0.000000", printed("%{time_total} %{time_connect}"));
    }

    @Test
    void textsArePrintedOrLeftOut() throws IOException {
        transfer.info("CONTENT_TYPE", "text/html").info("EFFECTIVE_URL", "http://\u00e5/");
        assertEquals(
                "text/html||out.txt|http://\u00c3\u00a5/|",
                printed("%{content_type}|%{referer}|" + "%{filename_effective}|%{url_effective}|%{errormsg}"));
    }

    @Test
    void httpVersionIsShort() throws IOException {
        assertEquals("0", printed("%{http_version}"));
        transfer.info("HTTP_VERSION", HttpVersion.HTTP_1_1);
        assertEquals("1.1", printed("%{http_version}"));
        transfer.info("HTTP_VERSION", HttpVersion.HTTP_2_0);
        assertEquals("2", printed("%{http_version}"));
    }

    @Test
    void partsOfUrlsArePrinted() throws IOException {
        transfer.url("user:pw@host.example/a?q#f").info("EFFECTIVE_URL", "https://[::1]:88/");
        assertEquals(
                "http user pw host.example 80 /a q f",
                printed("%{url.scheme} %{url.user} %{url.password} %{url.host} %{url.port} %{url.path} %{url.query} "
                        + "%{url.fragment}"));
        assertEquals(
                "https [::1] 88 / ",
                printed("%{urle.scheme} %{urle.host} %{urle.port} %{urle.path} " + "%{urle.query}"));
        assertEquals("", printed("%{url.nope}"));
        assertTrue(Transfers.text(err).contains("url.nope"));
    }

    @Test
    void certificatesArePrintedWithoutTheirName() throws IOException {
        transfer.info("CERTINFO", List.of(List.of("Subject:CN=a", "Cert:-----BEGIN\nxx\n"), List.of("Cert:yy")));
        assertEquals("Subject:CN=a\n-----BEGIN\nxx\nyy\n2", printed("%{certs}%{num_certs}"));
    }

    @Test
    void certificatesAreAskedForWhenNeeded() {
        assertTrue(WriteOut.needsCertificates("a%{certs}"));
        assertTrue(WriteOut.needsCertificates("%{num_certs}"));
        assertTrue(WriteOut.needsCertificates("%{json}"));
        assertFalse(WriteOut.needsCertificates("%{http_code}"));
    }

    @Test
    void headerOfTheLastResponseIsFoundInAnyCase() throws IOException {
        transfer.response("ETag: \"one\"").response("ETag: \"two\"", "ETag: \"three\"");
        assertEquals("\"two\" ", printed("%header{etag} %header{nope}"));
    }

    @Test
    void allHeadersAreJoined() throws IOException {
        transfer.response("This: one", "Other: x", "This: two").response("this: three");
        assertEquals("one***two***three", printed("%header{THIS:all:***}"));
        assertEquals("one-{}-two-{}-three|", printed("%header{this:all:-{\\}-}|"));
        assertEquals("one\n\\xtwo\n\\xthree", printed("%header{this:all:\\n\\x}"));
        assertEquals("", printed("%header{nope:all:,}"));
    }

    @Test
    void headersWithoutResponseAreEmpty() throws IOException {
        assertEquals("{\n}", printed("%header{a}%{header_json}"));
    }

    @Test
    void headersBecomeJson() throws IOException {
        transfer.response("Set-Cookie: a=\"1\"", "Server: x", "set-cookie: b");
        assertEquals("{\"set-cookie\":[\"a=\\\"1\\\"\",\"b\"],\n\"server\":[\"x\"]\n}", printed("%{header_json}"));
    }

    @Test
    void allVariablesBecomeJson() throws IOException {
        transfer.info("RESPONSE_CODE", 7L).info("TOTAL_TIME_T", 1L);
        String json = printed("%{json}");
        assertTrue(json.startsWith("{\"certs\":\"\",\"conn_id\":0,\"content_type\":null,\"errormsg\":null,"), json);
        assertTrue(json.contains("\"http_code\":7,\"http_connect\":0,\"http_version\":\"0\","), json);
        assertTrue(json.contains("\"time_total\":0.000001,\"tls_earlydata\":0,\"url\":\"http://host/\","), json);
        assertTrue(json.contains("\"url.port\":\"80\",\"url.query\":null,"), json);
        assertTrue(json.endsWith("\"urlnum\":3,\"xfer_id\":0,\"curl_version\":\"lib/1\"}"), json);
    }

    @Test
    void variablesAreSortedForJson() {
        List<String> sorted = new ArrayList<>(Variables.NAMES);
        sorted.sort(null);
        assertEquals(sorted, Variables.NAMES);
    }

    @Test
    void everyVariableHasAValue() {
        StringBuilder text = new StringBuilder();
        for (String name : Variables.NAMES) {
            assertTrue(new Variables(transfer.report(), text, false).write(name), name);
        }
    }

    @Test
    void errorsArePrinted() throws IOException {
        assertEquals("a", printed("a%{onerror}b"));
        transfer.failed(7, "no way");
        assertEquals("ab 7 no way", printed("a%{onerror}b %{exitcode} %{errormsg}"));
    }

    @Test
    void outputGoesWhereItIsSent() throws IOException {
        assertEquals("ad", printed("a%{stderr}b%{stderr}c%{stdout}d"));
        assertEquals("bc", Transfers.text(err));
    }

    @Test
    void outputGoesToFiles() throws IOException {
        Path file = folder.resolve("f");
        assertEquals("ac", printed("a%output{" + file + "}b%{stdout}c"));
        printed("%output{>>" + file + "}d");
        assertEquals("bd", Files.readString(file));
        printed("%output{" + file + "}e");
        assertEquals("e", Files.readString(file));
    }

    @Test
    void unusableFileLeavesTheOutputWhereItWas() throws IOException {
        assertEquals("ab", printed("a%output{" + folder + "}b"));
    }

    @Test
    void textsAreQuotedForJson() {
        StringBuilder json = new StringBuilder();
        JsonText.append(json, "a\"\\\b\f\n\r\t\u0001\u001f/\u007f\u00ff");
        assertEquals("\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\u007f\u00ff\"", json.toString());
    }

    @Test
    void engineAnswersByName() {
        try (Easy easy = Easy.create()) {
            Infos infos = Infos.of(easy);
            assertEquals("", infos.text("EFFECTIVE_URL"));
            assertEquals(0, infos.number("RESPONSE_CODE"));
            assertEquals(0, infos.number("NO_SUCH_INFO"));
        }
    }

    private String printed(String format) throws IOException {
        out.reset();
        WriteOut.print(format, transfer.report(), out, err);
        return Transfers.text(out);
    }
}
