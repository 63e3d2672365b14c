package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONNECT, with a proxy that says what it is told. */
class HttpTunnelFilterTest {
    private static final String REQUEST =
            "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\nUser-Agent: agent/1\r\nProxy-Connection: Keep-Alive\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 Fine\r\nServer: x\r\n\r\n";
    private static final String CHALLENGE = "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"r\"\r\n";

    private final ProxyContext context = new ProxyContext();
    private final ScriptedTransport proxy = new ScriptedTransport();
    private final Deque<ScriptedTransport> others = new ArrayDeque<>();

    @Test
    @Tag("T129")
    void requestHasTheUsualFieldsAndNoOther() throws Exception {
        proxy.answer(OK);
        HttpTunnelFilter tunnel = tunnel();

        assertEquals(Step.DONE, tunnel.connect(context));

        assertEquals(REQUEST, proxy.written());
        assertEquals(1, proxy.writes.size());
        assertEquals(REQUEST, context.requests.toString());
        assertEquals(OK, context.heads.toString());
        assertEquals(List.of(200), context.statuses);
    }

    @Test
    void credentialsMayTakeTheirTime() throws Exception {
        proxy.answer(OK);
        HttpTunnelFilter tunnel = tunnel();
        context.credentialsMissing = true;
        assertEquals(Step.BLOCKED, tunnel.connect(context));
        assertEquals(PollSet.NONE, wanted(tunnel), "Nothing of the socket moves it on.");
        assertEquals("", proxy.written());

        context.credentialsMissing = false;
        assertEquals(Step.DONE, tunnel.connect(context));
        assertEquals(REQUEST, proxy.written());
    }

    @Test
    void openTunnelLeavesTheChain() throws Exception {
        proxy.answer(OK);
        HttpTunnelFilter tunnel = tunnel();
        tunnel.connect(context);

        assertSame(proxy, tunnel.settled());
    }

    @Test
    @Tag("T135")
    void answerMayComeByteByByte() throws Exception {
        proxy.answer(OK);
        proxy.pieceBytes = 1;
        proxy.stutters = true;
        HttpTunnelFilter tunnel = tunnel();

        int steps = 1;
        while (tunnel.connect(context) != Step.DONE) {
            assertEquals(PollSet.IN, wanted(tunnel), "It waits for the proxy, and whoever drives it can give up.");
            steps++;
        }

        assertEquals(OK.length() + 1, steps);
        assertEquals(OK, context.heads.toString());
    }

    @Test
    void requestMayGoOutInPieces() throws Exception {
        proxy.answer(OK);
        proxy.room = 10;
        HttpTunnelFilter tunnel = tunnel();

        assertEquals(Step.BLOCKED, tunnel.connect(context));
        assertEquals(PollSet.OUT, wanted(tunnel));
        proxy.room = Integer.MAX_VALUE;
        assertEquals(Step.DONE, tunnel.connect(context));

        assertEquals(REQUEST, proxy.written());
    }

    @Test
    @Tag("T118")
    void bytesBehindTheHeadBelongToTheTunnel() throws Exception {
        proxy.answer(OK + "tail");
        HttpTunnelFilter tunnel = tunnel();
        assertEquals(Step.DONE, tunnel.connect(context));

        assertSame(tunnel, tunnel.settled());
        assertTrue(tunnel.dataPending());
        assertFalse(tunnel.isAlive());
        ByteBuffer read = ByteBuffer.allocate(3);
        assertEquals(3, tunnel.receive(read));
        assertEquals(1, tunnel.receive(read.clear()));
        assertEquals(0, tunnel.receive(read));
        assertFalse(tunnel.dataPending());
        assertTrue(tunnel.isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 Fine", "204 None", "299"})
    void successHasNoBody(String status) throws Exception {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: 123\r\nTransfer-Encoding: chunked\r\n\r\n";
        proxy.answer(head);

        assertEquals(Step.DONE, tunnel().connect(context));

        assertEquals(head, context.heads.toString());
        String code = status.substring(0, 3);
        assertTrue(context.manual.traces.contains("Ignoring Content-Length in CONNECT " + code + " response"));
        assertTrue(context.manual.traces.contains("Ignoring Transfer-Encoding in CONNECT " + code + " response"));
    }

    @Test
    void interimAnswersAreShown() throws Exception {
        String interim = "HTTP/1.1 103 Wait\r\n\r\n";
        proxy.answer(interim + OK);

        assertEquals(Step.DONE, tunnel().connect(context));

        assertEquals(interim + OK, context.heads.toString());
        assertEquals(List.of(103, 200), context.statuses);
    }

    @Test
    void ownLinesReplaceTheUsualOnes() throws Exception {
        context.headers = List.of("User-Agent: other/2", "Proxy-Connection:", "X-Empty;", "X-More:  a b ", "host: h");
        context.credentials.add("Basic abc");
        proxy.answer(OK);

        tunnel().connect(context);

        assertEquals(
                String.join(
                        "\r\n",
                        "CONNECT a.test:443 HTTP/1.1",
                        "Proxy-Authorization: Basic abc",
                        "User-Agent: other/2",
                        "X-Empty:",
                        "X-More: a b",
                        "host: h",
                        "",
                        ""),
                proxy.written().replace("X-Empty: \r\n", "X-Empty:\r\n"));
    }

    @Test
    void credentialsStandBehindHost() throws Exception {
        context.credentials.add("Basic abc");
        proxy.answer(OK);

        tunnel().connect(context);

        assertEquals(REQUEST.replace("User-", "Proxy-Authorization: Basic abc\r\nUser-"), proxy.written());
    }

    @Test
    void oldProxyIsAskedInItsVersionForAnAddressInBrackets() throws Exception {
        context.agent = null;
        proxy.answer("HTTP/1.0 200 ok\r\n\r\n");

        new HttpTunnelFilter(proxy, others::remove, "::1", 80, true).connect(context);

        assertEquals(
                "CONNECT [::1]:80 HTTP/1.0\r\nHost: [::1]:80\r\nProxy-Connection: Keep-Alive\r\n\r\n", proxy.written());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\r\nY: b", "X\r\nY: b", "X: \u0000", "no colon"})
    @Tag("T040")
    void lineThatIsMoreThanOneFieldIsRefused(String line) {
        context.headers = List.of(line);

        assertFails(ResultCode.BAD_FUNCTION_ARGUMENT, tunnel());
        assertEquals("", proxy.written());
    }

    @Test
    @Tag("T040")
    void agentAndTargetAreCheckedToo() {
        context.agent = "a\r\nX: y";
        assertFails(ResultCode.BAD_FUNCTION_ARGUMENT, tunnel());
        context.agent = null;
        assertFails(ResultCode.URL_MALFORMAT, new HttpTunnelFilter(proxy, others::remove, "a b", 80, false));
        assertFails(ResultCode.URL_MALFORMAT, new HttpTunnelFilter(proxy, others::remove, "a\r\nX: y", 80, false));
        assertEquals("", proxy.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 302, 401, 403, 405, 502})
    @Tag("T133")
    void refusalIsTheProxysAndNotTheOrigins(int status) {
        proxy.answer("HTTP/1.1 " + status
                + " No\r\nSet-Cookie: a=b\r\nLocation: http://b.test/\r\nProxy-Authenticate: Basic\r\n\r\nbody");

        TransferException failure = assertFails(ResultCode.COULDNT_CONNECT, tunnel());

        assertEquals("CONNECT tunnel failed, response " + status, failure.getMessage());
        assertEquals(List.of(status), context.statuses);
        assertEquals(List.of(), context.challenges);
    }

    @Test
    @Tag("T136")
    void nextRoundUsesTheConnectionBehindTheBody() throws Exception {
        context.credentials.addAll(List.of("one", "two"));
        proxy.answer(CHALLENGE + "Proxy-Authenticate: Digest\r\nContent-Length: 4\r\n\r\nbody")
                .answer(OK);

        assertEquals(Step.DONE, tunnel().connect(context));

        assertEquals(List.of("Basic realm=\"r\"", "Digest"), context.challenges);
        assertEquals(2, proxy.writes.size());
        assertTrue(proxy.written().contains("Proxy-Authorization: one\r\n"));
        assertTrue(proxy.written().contains("Proxy-Authorization: two\r\n"));
        assertEquals(List.of(407, 200), context.statuses);
        assertEquals(0, context.lost);
        assertFalse(proxy.closed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void chunkedBodyIsSkippedWithItsTrailers(int pieceBytes) throws Exception {
        proxy.answer(CHALLENGE + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX: y\r\nZ: w\r\n\r\n")
                .answer(OK);
        proxy.pieceBytes = pieceBytes;
        proxy.stutters = true;
        HttpTunnelFilter tunnel = tunnel();

        while (tunnel.connect(context) != Step.DONE) {
            assertEquals(PollSet.IN, wanted(tunnel));
        }

        assertEquals(2, proxy.writes.size());
        assertFalse(context.heads.toString().contains("X: y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close\r\nContent-Length: 4\r\n\r\nbody",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "\r\nbody without a length",
                "Content-Length: 4\r\n\r\nbody and what nobody asked for"
            })
    @Tag("T136")
    void connectionThatCannotBeUsedAgainIsReplaced(String rest) throws Exception {
        proxy.answer(CHALLENGE + rest);
        ScriptedTransport second = other().answer(OK);
        HttpTunnelFilter tunnel = tunnel();

        assertEquals(Step.DONE, tunnel.connect(context));

        assertTrue(proxy.closed);
        assertEquals(1, context.lost);
        assertEquals(REQUEST, second.written());
        assertSame(second, tunnel.settled());
    }

    @Test
    @Tag("T136")
    void connectionThatEndsBetweenRoundsIsReplaced() throws Exception {
        proxy.answer(CHALLENGE + "Content-Length: 0\r\n\r\n").thenEnd();
        ScriptedTransport second = other().answer(OK);

        assertEquals(Step.DONE, tunnel().connect(context));
        assertEquals(REQUEST, second.written());
    }

    @Test
    void bodyThatIsCutIsNoObstacle() throws Exception {
        proxy.answer(CHALLENGE + "Content-Length: 10\r\n\r\nbody").thenEnd();
        other().answer(OK);

        assertEquals(Step.DONE, tunnel().connect(context));
    }

    @Test
    void withoutCredentialsTheBodyMustBeWellFormed() {
        context.givesUpAfter = 0;
        proxy.answer(CHALLENGE + "Content-Length: 13\r\nTransfer-Encoding: chunked\r\n\r\nsome content");

        assertFails(ResultCode.RECV_ERROR, tunnel());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 407})
    void aRefusalFailsAsAnAnswerOfTheOriginIfThatIsAskedFor(int status) {
        context.failsOnError = true;
        context.givesUpAfter = 0;
        proxy.answer("HTTP/1.1 " + status + " No\r\nContent-Length: 4\r\n\r\nbody");

        TransferException failure = assertFails(ResultCode.HTTP_RETURNED_ERROR, tunnel());
        assertEquals("The requested URL returned error: " + status, failure.getMessage());
    }

    @Test
    void withoutCredentialsTheProxysStatusIsTold() {
        context.givesUpAfter = 0;
        proxy.answer(CHALLENGE + "Content-Length: 4\r\n\r\nbody");

        TransferException failure = assertFails(ResultCode.COULDNT_CONNECT, tunnel());
        assertEquals("CONNECT tunnel failed, response 407", failure.getMessage());
    }

    @Test
    @Tag("T134")
    void endlessBodyIsNotReadToItsEnd() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        proxy.answer(CHALLENGE + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(40));
        other().answer(OK);

        assertEquals(Step.DONE, tunnel().connect(context));

        assertTrue(proxy.closed);
        assertTrue(proxy.unread() > Limits.TUNNEL_BODY_BYTES);
    }

    @Test
    @Tag("T134")
    void longBodyIsNotReadAtAll() throws Exception {
        proxy.answer(CHALLENGE + "Content-Length: 999999999999\r\n\r\n" + "x".repeat(100_000));
        other().answer(OK);

        assertEquals(Step.DONE, tunnel().connect(context));
        assertTrue(proxy.unread() > 90_000);
    }

    @Test
    @Tag("T134")
    void floodOfFieldsIsRefused() {
        proxy.answer("HTTP/1.1 200 ok\r\n" + "X: y\r\n".repeat(100_000));
        assertThrows(TransferException.class, () -> tunnel().connect(context));
        assertTrue(proxy.unread() > 100_000);
    }

    @Test
    @Tag("T134")
    void lineThatIsTooLongIsRefused() {
        proxy.answer("HTTP/1.1 200 ok\r\nX: " + "y".repeat(Limits.TUNNEL_HEADER_LINE_BYTES) + "\r\n\r\n");
        assertFails(ResultCode.RECV_ERROR, tunnel());
    }

    @Test
    @Tag("T134")
    void floodOfInterimAnswersIsRefused() {
        proxy.answer("HTTP/1.1 100 go on\r\n\r\n".repeat(Limits.INTERIM_RESPONSES + 1) + OK);
        assertThrows(TransferException.class, () -> tunnel().connect(context));
    }

    @Test
    @Tag("T144")
    void proxyThatIsNeverContentIsGivenUp() {
        for (int round = 0; round < 100; round++) {
            proxy.answer(CHALLENGE + "Content-Length: 0\r\n\r\n");
        }
        assertFails(ResultCode.COULDNT_CONNECT, tunnel());
        assertEquals(Limits.TUNNEL_ROUNDS, proxy.writes.size());
    }

    @Test
    void proxyThatAlwaysClosesIsGivenUp() {
        proxy.answer(CHALLENGE + "\r\n");
        for (int i = 0; i < 20; i++) {
            other().answer(CHALLENGE + "\r\n");
        }
        assertFails(ResultCode.COULDNT_CONNECT, tunnel());
        assertEquals(Limits.TUNNEL_RECONNECTS, 20 - others.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 ok\r\nX"})
    void endInsteadOfAnAnswerFails(String part) {
        proxy.answer(part).thenEnd();
        assertFails(ResultCode.RECV_ERROR, tunnel());
    }

    @Test
    void resetInsteadOfAnAnswerFails() {
        proxy.reset = true;
        assertFails(ResultCode.SEND_ERROR, tunnel());
    }

    @Test
    void whatIsNoAnswerAtAllIsRefused() {
        proxy.answer("<html>\n");
        assertEquals(
                "Invalid response header",
                assertFails(ResultCode.BAD_FUNCTION_ARGUMENT, tunnel()).getMessage());
    }

    private HttpTunnelFilter tunnel() {
        return new HttpTunnelFilter(proxy, others::remove, "a.test", 443, false);
    }

    private ScriptedTransport other() {
        ScriptedTransport other = new ScriptedTransport();
        others.add(other);
        return other;
    }

    private int wanted(HttpTunnelFilter tunnel) {
        PollSet polls = new PollSet();
        tunnel.adjust(polls);
        return polls.bitsOf(proxy.socket);
    }

    private TransferException assertFails(ResultCode result, HttpTunnelFilter tunnel) {
        TransferException failure = assertThrows(TransferException.class, () -> tunnel.connect(context));
        assertEquals(result, failure.result(), failure.getMessage());
        return failure;
    }
}
