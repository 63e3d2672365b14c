package dev.hiper.examples.curl.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.form.PostData.Kind;
import dev.hiper.url.UrlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostDataTest {
    private final PostData data =
            new PostData(new ByteArrayInputStream("in\r\nput".getBytes(StandardCharsets.US_ASCII)));

    @TempDir
    Path folder;

    @Test
    void piecesAreJoinedWithAmpersands() throws FormException {
        data.add(Kind.DATA, "a=1");
        data.add(Kind.RAW, "@b");
        data.add(Kind.BINARY, "c d");
        assertEquals("a=1&@b&c d", data.octets());
    }

    @Test
    void emptyDataIsStillPosted() throws FormException {
        assertFalse(data.given());
        data.add(Kind.DATA, "");
        assertTrue(data.given());
        data.add(Kind.DATA, "a");
        assertEquals("a", data.octets(), "nothing to separate from");
    }

    @Test
    void jsonIsJoinedWithoutSeparator() throws FormException {
        data.add(Kind.JSON, "{\"a\":");
        data.add(Kind.JSON, "1}");
        assertEquals("{\"a\":1}", data.octets());
        assertTrue(data.json());
    }

    @Test
    void octetsAreKept() throws FormException {
        data.add(Kind.DATA, "\u0001\u00ff\u0080");
        assertArrayEquals(new byte[] {1, (byte) 0xff, (byte) 0x80}, data.bytes());
    }

    @Test
    void textFilesLoseLineEndsAndNuls() throws IOException, FormException {
        data.add(Kind.DATA, "@" + file("a\r\nb\0c\n"));
        assertEquals("abc", data.octets());
    }

    @Test
    void binaryFilesAndJsonFilesAreTakenAsTheyAre() throws IOException, FormException {
        String file = "@" + file("a\r\n\0b\n");
        data.add(Kind.BINARY, file);
        data.add(Kind.JSON, file);
        assertEquals("a\r\n\0b\na\r\n\0b\n", data.octets());
    }

    @Test
    void dashIsStandardInput() throws FormException {
        data.add(Kind.BINARY, "@-");
        assertEquals("in\r\nput", data.octets());
    }

    @Test
    void fiveFormsAreUrlEncoded() throws IOException, FormException {
        String file = file("x&y\n");
        assertEquals("a+b%C3%A5", encoded("a b\u00c3\u00a5"));
        assertEquals("x%40y", encoded("=x@y"));
        assertEquals("na me=x%3Dy-._~", encoded("na me=x=y-._~"));
        assertEquals("x%26y%0A", encoded("@" + file));
        assertEquals("name=x%26y%0A", encoded("name@" + file));
    }

    @Test
    void unreadableFilesAreRefused() {
        for (Kind kind : new Kind[] {Kind.DATA, Kind.BINARY, Kind.JSON, Kind.URLENCODE}) {
            FormException refused = assertThrows(FormException.class, () -> data.add(kind, "@/nonexistent/file"));
            assertEquals(ResultCode.READ_ERROR, refused.result());
            assertEquals("Failed to open /nonexistent/file", refused.getMessage());
        }
        assertFalse(data.given());
    }

    @Test
    void queriesAreCollectedOnTheirOwn() throws FormException {
        assertNull(data.query());
        data.addQuery("a=b c");
        data.addQuery("+x y&z");
        assertEquals("a=b+c&x y&z", data.query());
        assertFalse(data.given());
    }

    @Test
    void queryIsAddedToTheUrl() {
        assertEquals("http://host/path?a=1", PostData.withQuery("http://host/path", "a=1"));
        assertEquals("http://host/?q&a=1#f", PostData.withQuery("http://host/?q#f", "a=1"));
        assertEquals("http://h/?\u00ff", PostData.withQuery("http://h/", "\u00ff#x"), "octets are kept");
        assertEquals("host.example/?a=1", PostData.withQuery("host.example", "a=1"));
        assertThrows(UrlException.class, () -> PostData.withQuery("http://", "a=1"));
    }

    private String file(String content) throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, content);
        return file.toString();
    }

    private static String encoded(String argument) throws FormException {
        PostData data = new PostData(new ByteArrayInputStream(new byte[0]));
        data.add(Kind.URLENCODE, argument);
        return data.octets();
    }
}
