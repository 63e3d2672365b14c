package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.HttpVersion;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPrefixTest {
    private final ResponseHead head = new ResponseHead();
    private final ResponseParser parser = ResponseParser.forOrigin(head);

    private ResponseParser.Event readByteByByte(String response, boolean http09Allowed, String... aliases)
            throws TransferException {
        parser.reset(http09Allowed, 0);
        parser.acceptPrefixes(StatusPrefix.of(List.of(aliases)));
        ResponseParser.Event event = ResponseParser.Event.NEED_MORE;
        for (byte b : response.getBytes(StandardCharsets.ISO_8859_1)) {
            ByteBuffer in = ByteBuffer.wrap(new byte[] {b});
            do {
                event = parser.next(in);
            } while (event == ResponseParser.Event.LINE);
            if (event == ResponseParser.Event.HTTP09) {
                return event;
            }
        }
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ICY 404 what\r\nA: b\r\n\r\n", "icy\nA: b\n\n"})
    void aliasCountsAsHttp10With200(String response) throws TransferException {
        assertEquals(ResponseParser.Event.HEAD_END, readByteByByte(response, false, "yucko", "ICY", "H"));
        assertEquals(200, head.status());
        assertEquals(HttpVersion.HTTP_1_0, head.version());
        assertEquals("", head.reason());
        assertEquals(1, head.fieldCount());
    }

    @Test
    void aStatusLineIsReadWhateverAliasesThereAre() throws TransferException {
        for (String alias : List.of("H", "HTTP/1.1 404", "X")) {
            readByteByByte("HTTP/1.1 404 Not Found\r\n\r\n", false, alias);
            assertEquals(404, head.status());
            assertEquals("Not Found", head.reason());
        }
    }

    @Test
    @Tag("T071")
    void everythingElseIsNoHead() throws TransferException {
        TransferException e = assertThrows(TransferException.class, () -> readByteByByte("ICX 200\r\n", false, "ICY"));
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, e.result());
        assertEquals(ResponseParser.Event.HTTP09, readByteByByte("ICX 200\r\n", true, "ICY"));
        assertEquals("IC", Transcript.text(parser.line()));
    }

    @Test
    void emptyAliasesAreNone() {
        assertSame(StatusPrefix.HTTP_ONLY, StatusPrefix.of(List.of("")));
    }
}
