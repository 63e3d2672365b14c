package dev.hiper.examples.bench.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the origin answers to bytes, without a socket. */
class OriginHandlerTest {
    private static final String HELLO =
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Type: text/plain\r\n\r\nHello, world\n";
    private static final String TINY = "GET /tiny HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int UPLOAD_BYTES = 65_536;

    private final Shared shared = new Shared(new Answer.Encoded(), new BigPieces(), new Gates(), new Tally());
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void release() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        shared.answers().release();
        shared.pieces().release();
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast(new OriginHandler(channel, shared));
        channels.add(channel);
        return channel;
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private static String received(EmbeddedChannel channel) {
        channel.runPendingTasks();
        StringBuilder all = new StringBuilder();
        for (ByteBuf piece; (piece = channel.readOutbound()) != null; ) {
            all.append(piece.toString(StandardCharsets.ISO_8859_1));
            piece.release();
        }
        return all.toString();
    }

    private static List<Integer> statuses(String received) {
        return Arrays.stream(received.split("HTTP/1.1 ", -1))
                .skip(1)
                .map(response -> Integer.valueOf(response.substring(0, 3)))
                .toList();
    }

    private static String upload(int length, String headers) {
        return "POST /upload HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + "x".repeat(length);
    }

    private static String chunkedUpload() {
        return "POST /upload HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "8000;name=value\r\n" + "x".repeat(0x8000) + "\r\n7FFf\r\n" + "x".repeat(0x7fff) + "\r\n"
                + "1\r\nx\r\n0\r\nTrailer: value\r\n\r\n";
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("GET", TINY, 200),
                Arguments.of("bare line feeds", "GET /tiny HTTP/1.1\nHost: localhost\n\n", 200),
                Arguments.of("query", "GET /tiny?a=b HTTP/1.1\r\n\r\n", 200),
                Arguments.of("unknown path", "GET /tin HTTP/1.1\r\n\r\n", 404),
                Arguments.of("known method, wrong one", "POST /tiny HTTP/1.1\r\nContent-Length: 2\r\n\r\nab", 400),
                Arguments.of("GET where POST is due", "GET /upload HTTP/1.1\r\n\r\n", 400),
                Arguments.of("upload", upload(UPLOAD_BYTES, "content-LENGTH: \t65536 \r\n"), 200),
                Arguments.of("upload, too short", upload(UPLOAD_BYTES - 1, "Content-Length: 65535\r\n"), 400),
                Arguments.of("upload in chunks", chunkedUpload(), 200),
                Arguments.of(
                        "upload in chunks, too short",
                        "POST /upload HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void answersAndGoesOn(String name, String request, int status) {
        EmbeddedChannel channel = connect();

        send(channel, request + TINY);

        assertEquals(List.of(status, 200), statuses(received(channel)), name);
        assertTrue(channel.isOpen());
        assertEquals(2, shared.tally().requests());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void answersWhatComesByteByByte(String name, String request, int status) {
        EmbeddedChannel channel = connect();

        for (int i = 0; i < request.length(); i++) {
            assertEquals("", received(channel), name);
            send(channel, request.substring(i, i + 1));
        }

        assertEquals(List.of(status), statuses(received(channel)), name);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("other method", "DELETE /tiny HTTP/1.1\r\n\r\n", 501),
                Arguments.of("no HTTP", "GET /tiny of something\r\n\r\n", 400),
                Arguments.of("too short to be a request", "GET /\r\n\r\n", 400),
                Arguments.of("endless head", "GET /tiny HTTP/1.1\r\nA: " + "x".repeat(8_192), 431),
                Arguments.of("length that is no number", upload(0, "Content-Length: 1x\r\n"), 400),
                Arguments.of("two lengths", upload(0, "Content-Length: 1\r\nContent-Length: 2\r\n"), 400),
                Arguments.of(
                        "length and chunks", upload(0, "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400),
                Arguments.of("other coding", upload(0, "Transfer-Encoding: gzip, chunked\r\n"), 501),
                Arguments.of("chunks elsewhere", "POST /tiny HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
                Arguments.of("no chunk size", upload(0, "Transfer-Encoding: chunked\r\n") + "x\r\n", 400),
                Arguments.of("chunk too long", upload(0, "Transfer-Encoding: chunked\r\n") + "1\r\nxx\r\n", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void closesAfterWhatItCannotRead(String name, String request, int status) {
        EmbeddedChannel channel = connect();

        send(channel, request + TINY);

        String received = received(channel);
        assertEquals(List.of(status), statuses(received), name);
        assertTrue(received.contains("\r\nConnection: close\r\n"), name);
        assertFalse(channel.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /close HTTP/1.1\r\n\r\n",
                "GET /tiny HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /tiny HTTP/1.1\r\nConnection: TE, Close\r\n\r\n",
                "GET /tiny HTTP/1.0\r\n\r\n"
            })
    void closesBehindTheLastAnswer(String request) {
        EmbeddedChannel channel = connect();

        send(channel, request + TINY);

        assertEquals(HELLO.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), received(channel));
        assertFalse(channel.isOpen());
    }

    @Test
    void asksForTheBodyOfWhoeverWaitsForThat() {
        EmbeddedChannel channel = connect();

        send(channel, upload(0, "Expect: 100-continue\r\nContent-Length: 65536\r\n"));
        String first = received(channel);
        send(channel, "x".repeat(UPLOAD_BYTES));

        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", first);
        assertEquals(HELLO, received(channel));
    }

    @Test
    void answersALotThatWasSentAheadOneAfterTheOther() {
        EmbeddedChannel channel = connect();
        String request = "GET /64k HTTP/1.1\r\n\r\nGET /nothing HTTP/1.1\r\n\r\n";

        send(channel, request.repeat(200));

        StringBuilder all = new StringBuilder();
        String more = received(channel);
        while (!more.isEmpty()) {
            all.append(more);
            more = received(channel);
        }
        List<Integer> expected = Stream.generate(() -> List.of(200, 404))
                .limit(200)
                .flatMap(List::stream)
                .toList();
        assertEquals(expected, statuses(all.toString()));
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void readsNoMoreOfAClientThatSendsAheadWithoutEnd() {
        EmbeddedChannel channel = connect();

        send(channel, "GET /never HTTP/1.1\r\n\r\n" + TINY.repeat(2_000));

        assertEquals("", received(channel));
        assertFalse(channel.config().isAutoRead());
    }

    @Test
    void gateOpensWhenSoManyWait() {
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();

        send(first, "GET /gate?2 HTTP/1.1\r\n\r\n" + TINY);
        send(connect(), "GET /gate?3 HTTP/1.1\r\n\r\n");
        String early = received(first);
        send(second, "GET /gate?2 HTTP/1.1\r\n\r\n");

        assertEquals("", early);
        assertEquals(HELLO + HELLO, received(first));
        assertEquals(HELLO, received(second));
    }

    @Test
    void gateForgetsConnectionsThatAreLost() {
        EmbeddedChannel lost = connect();
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();

        send(lost, "GET /gate?2 HTTP/1.1\r\n\r\n");
        assertTrue(lost.close().isSuccess());
        send(first, "GET /gate?2 HTTP/1.1\r\n\r\n");
        String early = received(first);
        send(second, "GET /gate?2 HTTP/1.1\r\n\r\n");

        assertEquals("", early);
        assertEquals(HELLO, received(first));
        assertEquals(HELLO, received(second));
    }

    @Test
    void gateThatNobodyCanPassIsWrong() {
        EmbeddedChannel channel = connect();

        send(channel, "GET /gate HTTP/1.1\r\n\r\nGET /gate?x HTTP/1.1\r\n\r\n");

        assertEquals(List.of(400, 400), statuses(received(channel)));
    }

    @Test
    void neverAnswersNever() {
        EmbeddedChannel channel = connect();

        send(channel, "GET /never HTTP/1.1\r\n\r\n");
        send(channel, TINY);

        assertEquals("", received(channel));
        assertTrue(channel.isOpen());
        assertEquals(0, shared.tally().requests());
    }
}
