package dev.hiper.internal.http1;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.RequestHead;
import dev.hiper.internal.message.ResponseHead;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An exchange on reused objects allocates nothing: not for its request, its response, or its chunks. */
class AllocationTest {
    private static final int ROUNDS = 2000;
    private static final long BYTES_PER_ROUND = 1;

    private final RequestHead request = new RequestHead().host("example.com").add(FieldName.ACCEPT, "*/*");
    private final RequestEncoder encoder = new RequestEncoder();
    private final ChunkedEncoder chunks = new ChunkedEncoder();
    private final ResponseHead head = new ResponseHead();
    private final ResponseParser parser = ResponseParser.forOrigin(head);
    private final BodyFraming framing = new BodyFraming();
    private final ChunkedDecoder decoder = new ChunkedDecoder();
    private final ByteBuffer upload = ByteBuffer.allocate(100);
    private final ByteBuffer wire = ByteBuffer.allocate(1000);
    private final ByteBuffer answer = ByteBuffer.wrap(String.join(
                    "\r\n",
                    "HTTP/1.1 100 Continue",
                    "",
                    "HTTP/1.1 200 OK",
                    "Server: x",
                    "Set-Cookie: a=b",
                    "X: a",
                    " b",
                    "Transfer-Encoding: chunked",
                    "Keep-Alive: timeout=5",
                    "",
                    "5",
                    "hello",
                    "5",
                    "world",
                    "0",
                    "T: u",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII));

    @Test
    void aRoundOnReusedObjectsAllocatesNothing() throws TransferException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long payload = 0;
        for (int i = 0; i < ROUNDS; i++) {
            payload += round();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            payload += round();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(payload == 2L * ROUNDS * 10);
        assertTrue(allocated <= ROUNDS * BYTES_PER_ROUND, allocated + " bytes in " + ROUNDS + " rounds");
    }

    private long round() throws TransferException {
        encoder.encode(request);
        upload.clear();
        wire.clear();
        chunks.encode(upload, wire);
        wire.put(chunks.lastChunk(List.of()));

        answer.clear();
        parser.reset(false, 0);
        while (parser.next(answer) != ResponseParser.Event.HEAD_END) {
            parser.line();
        }
        framing.decide(head, RequestKind.OTHER, FramingRules.PLAIN);
        // The view of an unchanged input is kept, even over a reset.
        decoder.reset();
        while (decoder.decode(answer) == ChunkedDecoder.Event.DATA) {
            decoder.data();
        }
        parser.beginTrailers();
        while (parser.next(answer) != ResponseParser.Event.TRAILER_END) {
            parser.line();
        }
        return decoder.payloadBytes();
    }
}
