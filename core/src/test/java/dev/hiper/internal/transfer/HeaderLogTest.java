package dev.hiper.internal.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.http1.ResponseParser;
import dev.hiper.internal.message.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeaderLogTest {
    private final HeaderLog log = new HeaderLog();
    private final ResponseHead head = new ResponseHead();
    private final ResponseParser parser = ResponseParser.forOrigin(head);

    @Test
    void fieldsOfTheCurrentRequestAreSeenWhileTheyArrive() throws TransferException {
        request("HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r");
        assertEquals(List.of("0 1 A=1"), all());
        read("\n\r\n");
        assertEquals(List.of("0 1 A=1", "0 1 B=2"), all());
    }

    @Test
    void fieldsOfEarlierRequestsOutliveTheHeadTheyWereReadInto() throws TransferException {
        request("HTTP/1.1 302 Found\r\nLocation: /x\r\nEmpty:\r\n\r\n");
        request("HTTP/1.1 302 Found\r\nLocation: /yy\r\n\r\n");
        request("HTTP/1.1 200 OK\r\nServer:  s  \r\n\r\n");
        assertEquals(List.of("0 1 Location=/x", "0 1 Empty=", "1 1 Location=/yy", "2 1 Server=s"), all());
        assertEquals(3, log.requests());
    }

    @Test
    void aRequestWithoutResponseHasNoFields() throws TransferException {
        request("HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n");
        log.nextRequest();
        assertEquals(List.of("0 1 Location=/x"), all());
        assertEquals(2, log.requests());
    }

    @Test
    void originsAreKept() throws TransferException {
        log.nextRequest();
        connect("HTTP/1.1 200 OK\r\n");
        connect("Via: 1.1 p\r\n");
        connect("\r\n");
        response("HTTP/1.1 103 Early\r\nLink: l\r\n\r\nHTTP/1.1 200 OK\r\nA: 1\r\n\r\n");
        parser.beginTrailers();
        read("T: 2\r\n\r\n");
        List<String> expected = List.of("0 4 Via=1.1 p", "0 8 Link=l", "0 1 A=1", "0 2 T=2");
        assertEquals(expected, all());
        log.nextRequest();
        assertEquals(expected, all());
    }

    @Test
    void switchingProtocolsIsAnInterimResponse() throws TransferException {
        request("HTTP/1.1 101 Switching Protocols\r\nUpgrade: u\r\n\r\n");
        assertEquals(List.of("0 8 Upgrade=u"), all());
    }

    @Test
    void foldedLinesAreJoinedByOneSpace() throws TransferException {
        request("HTTP/1.1 200 OK\r\nA: one  \r\n \t two\r\n  three\r\n\r\n");
        assertEquals(List.of("0 1 A=one two three"), all());
    }

    @Test
    void namesAreFoundWithoutRegardToCase() throws TransferException {
        request("HTTP/1.1 302 Found\r\nSet-Cookie: a\r\nX: x\r\n\r\n");
        request("HTTP/1.1 200 OK\r\nset-cookie: b\r\nSET-COOKIE: c\r\n\r\n");
        byte[] name = "set-cookie".getBytes(StandardCharsets.US_ASCII);
        assertEquals(1, log.count(name, HeaderLog.HEADER, 0));
        assertEquals(2, log.count(name, HeaderLog.HEADER, 1));
        assertEquals(0, log.count(name, HeaderLog.TRAILER, 1));
        int first = log.next(name, 0, HeaderLog.HEADER, 1);
        int second = log.next(name, first + 1, HeaderLog.HEADER, 1);
        assertEquals("b", log.value(first));
        assertEquals("c", log.value(second));
        assertEquals(-1, log.next(name, second + 1, HeaderLog.HEADER, 1));
    }

    @Test
    void aResetForgets() throws TransferException {
        request("HTTP/1.1 302 Found\r\nA: " + "a".repeat(Limits.KEPT_HEAD_BYTES) + "\r\n\r\n");
        request("HTTP/1.1 200 OK\r\nB: 2\r\n\r\n");
        log.reset();
        assertEquals(0, log.size());
        assertEquals(0, log.requests());
        request("HTTP/1.1 200 OK\r\nC: 3\r\n\r\n");
        assertEquals(List.of("0 1 C=3"), all());
    }

    @Test
    @Tag("T078")
    void fieldsOfAllRequestsTogetherAreBounded() throws TransferException {
        int half = Limits.TRANSFER_FIELDS / 2;
        request("HTTP/1.1 302 Found\r\n" + "a:\r\n".repeat(half) + "\r\n");
        log.checkCount();
        request("HTTP/1.1 302 Found\r\n" + "a:\r\n".repeat(half) + "\r\n");
        log.checkCount();
        request("HTTP/1.1 200 OK\r\na:\r\n\r\n");
        assertEquals(
                ResultCode.TOO_LARGE,
                assertThrows(TransferException.class, log::checkCount).result());
    }

    @Test
    @Tag("T078")
    void fieldsOfAnswersToConnectAreBounded() throws TransferException {
        log.nextRequest();
        for (int i = 0; i < Limits.TRANSFER_FIELDS; i++) {
            connect("a:\r\n");
        }
        assertEquals(
                ResultCode.TOO_LARGE,
                assertThrows(TransferException.class, () -> connect("a:\r\n")).result());
    }

    private void request(String text) throws TransferException {
        log.nextRequest();
        response(text);
    }

    private void response(String text) throws TransferException {
        parser.reset(false, 0);
        log.follow(head);
        read(text);
    }

    private void read(String text) throws TransferException {
        ByteBuffer bytes = octets(text);
        ResponseParser.Event event;
        do {
            event = parser.next(bytes);
        } while (event != ResponseParser.Event.NEED_MORE
                && event != ResponseParser.Event.HEAD_END
                && event != ResponseParser.Event.TRAILER_END);
    }

    private void connect(String line) throws TransferException {
        log.connectLine(octets(line));
    }

    private List<String> all() {
        List<String> fields = new ArrayList<>();
        for (int request = 0; request < log.requests(); request++) {
            for (int field = 0; field < log.size(); field++) {
                if (log.selects(field, -1, request)) {
                    fields.add(request + " " + log.origin(field) + " " + log.name(field) + "=" + log.value(field));
                }
            }
        }
        assertEquals(log.size(), fields.size());
        return fields;
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
