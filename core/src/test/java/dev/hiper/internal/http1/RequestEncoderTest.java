package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.RequestHead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
    private final RequestEncoder encoder = new RequestEncoder();
    private final RequestHead head = new RequestHead().host("example.com");

    private String encode() throws TransferException {
        return Transcript.text(encoder.encode(head));
    }

    private void assertRefused(ResultCode expected) {
        TransferException e = assertThrows(TransferException.class, this::encode);
        assertEquals(expected, e.result());
    }

    @Test
    void writesRequestLineHostAndFieldsInOrder() throws TransferException {
        head.method("PUT")
                .target("/a?b=c")
                .add(FieldName.ACCEPT, "*/*")
                .add("X-Custom", "a\tb \u00fc")
                .add("Empty", "");
        assertEquals(
                "PUT /a?b=c HTTP/1.1\r\nHost: example.com\r\nAccept: */*\r\nX-Custom: a\tb \u00fc\r\nEmpty:\r\n\r\n",
                encode());
    }

    @Test
    void writesTheNextRequestIntoTheSameMemory() throws TransferException {
        head.add("X", "y".repeat(5000));
        encode();
        head.reset();
        head.method("CONNECT").target("[::1]:443").host("[::1]:443").version(HttpVersion.HTTP_1_0);
        assertEquals("CONNECT [::1]:443 HTTP/1.0\r\nHost: [::1]:443\r\n\r\n", encode());
        head.reset();
        assertEquals("GET / HTTP/1.1\r\n\r\n", encode());
    }

    @ParameterizedTest
    @Tag("T035")
    @Tag("T040")
    @ValueSource(
            strings = {
                "a\r\nX: 1",
                "a\nX: 1",
                "a\rX",
                "a\u0000b",
                "\r\n",
                "\na",
                "a\n",
                "a\r",
                "a\r\n b",
                "a\u007f",
                "a\u0001",
                "a\u010d\u010aX",
                "\ud83d\ude00"
            })
    void refusesAValueThatCouldEndTheLine(String value) {
        String secret = "secret" + value;
        for (String method : new String[] {"GET", "CONNECT"}) {
            head.reset();
            head.method(method).host("h").add("X-Token", secret);
            TransferException e = assertThrows(TransferException.class, this::encode);
            assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, e.result());
            assertFalse(e.getMessage().contains("secret"), "the value is not repeated");
            assertTrue(e.getMessage().contains("X-Token"), "the field is named");
        }
    }

    @ParameterizedTest
    @Tag("T036")
    @ValueSource(
            strings = {"", "a b", "a:", "a\r\n", "a\n", "a(b)", "\u010d", "\u00fc", "a\u0000", " a", "\u212aeep-Alive"})
    void refusesANameThatIsNoToken(String name) {
        head.add(name, "x");
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
    }

    @ParameterizedTest
    @Tag("T037")
    @ValueSource(strings = {"GET / HTTP/1.1\r\nX: y", "GE T", "", "\u0147ET", "GET\n", "GET\u0000", "G/T"})
    void refusesAMethodThatIsNoToken(String method) {
        head.method(method);
        assertRefused(ResultCode.URL_MALFORMAT);
    }

    @ParameterizedTest
    @Tag("T038")
    @ValueSource(
            strings = {
                "/a\rb",
                "/a\nb",
                "/a b",
                "/a\u0000",
                "/a\u007f",
                "/a\tb",
                "",
                "http://h/ HTTP/1.1\r\nX: y\r\n\r\n",
                "/\ud800"
            })
    void refusesATargetThatCouldEndTheLine(String target) {
        head.target(target);
        assertRefused(ResultCode.URL_MALFORMAT);
    }

    @Test
    @Tag("T038")
    void encodesOtherCharactersOfTheTargetAndNeverCutsThem() throws TransferException {
        head.target("/\u00e9\u010d\u20ac\ud83d\ude00?\u0085");
        assertTrue(encode().startsWith("GET /%C3%A9%C4%8D%E2%82%AC%F0%9F%98%80?%C2%85 HTTP/1.1\r\n"));
    }

    @ParameterizedTest
    @Tag("T046")
    @ValueSource(
            strings = {
                "",
                "a\r\nX: y",
                "a b",
                "user@a",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "\u00fc.de",
                "a\u0000",
                "a\"",
                "<a>"
            })
    void refusesAHostThatIsNone(String host) {
        head.host(host);
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
        head.host(null).add("host", host);
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
    }

    @Test
    @Tag("T046")
    void writesAtMostOneHost() throws TransferException {
        head.add("hOST", "other");
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
        head.host(null);
        assertEquals("GET / HTTP/1.1\r\nhOST: other\r\n\r\n", encode());
        head.add("Host", "other");
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
    }

    @Test
    @Tag("T041")
    @Tag("T042")
    void writesAtMostOneLength() throws TransferException {
        head.add("Content-Length", "5");
        encode();
        head.add("content-length", "5");
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
        head.remove(FieldName.CONTENT_LENGTH).add("Content-Length", "5").add("Transfer-Encoding", "chunked");
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
        head.remove(FieldName.CONTENT_LENGTH);
        encode();
        head.remove(FieldName.TRANSFER_ENCODING);
        for (String length : new String[] {"", "+5", "5, 6", "x", " 5", "\u0665"}) {
            head.remove(FieldName.CONTENT_LENGTH).add("Content-Length", length);
            assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
        }
    }

    @Test
    @Tag("T047")
    void boundsTheHead() throws TransferException {
        int framing = "GET / HTTP/1.1\r\nHost: example.com\r\nX: \r\n\r\n".length();
        head.add("X", "y".repeat(Limits.REQUEST_HEAD_BYTES - framing));
        assertEquals(Limits.REQUEST_HEAD_BYTES, encode().length());
        head.remove(FieldName.of("x")).add("X", "y".repeat(Limits.REQUEST_HEAD_BYTES - framing + 1));
        assertRefused(ResultCode.TOO_LARGE);
        head.remove(FieldName.of("x"));
        for (int i = 0; i < 10_240; i++) {
            head.add("X-" + i, "y".repeat(1024));
        }
        assertRefused(ResultCode.TOO_LARGE);
    }

    @Test
    void refusesOtherVersionsThanHttp1() {
        head.version(HttpVersion.HTTP_2);
        assertRefused(ResultCode.BAD_FUNCTION_ARGUMENT);
    }
}
