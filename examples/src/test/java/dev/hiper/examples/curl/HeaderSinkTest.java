package dev.hiper.examples.curl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.Easy;
import dev.hiper.examples.curl.os.Octets;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderSinkTest {
    @Test
    void namesAreTakenFromTheDispositionWithoutTheirPath() {
        assertEquals("a.txt", HeaderSink.fileName("Content-Disposition: attachment; filename=a.txt; x=y\r\n"));
        assertEquals("a \"b.txt", HeaderSink.fileName("Content-Disposition: inline; FileName=\"/x/a \\\"b.txt\"\r\n"));
        assertEquals("passwd", HeaderSink.fileName("Content-Disposition: x; filename=..\\..\\etc/passwd\r\n"));
        assertNull(HeaderSink.fileName("Content-Disposition: x; filename=\"..\"\r\n"));
        assertNull(HeaderSink.fileName("Content-Disposition: x\r\n"));
    }

    @Test
    void fieldsOfTheLatestResponseAreCountedWithItsTrailers() {
        Messages messages = new Messages(null);
        HeaderSink sink = new HeaderSink(new OutputTarget(messages), messages, false, false, null, null, null);
        try (Easy easy = Easy.create()) {
            for (String line : List.of(
                    "HTTP/1.1 302 Found\r\n",
                    "Location: /a\r\n",
                    "\r\n",
                    "HTTP/1.1 200 OK\r\n",
                    "A: b\r\n",
                    "A: c\r\n",
                    "\r\n",
                    "Trailer: t\r\n")) {
                sink.onHeader(easy, ByteBuffer.wrap(Octets.bytes(line)));
            }
        }
        assertEquals(3, sink.count());
    }
}
