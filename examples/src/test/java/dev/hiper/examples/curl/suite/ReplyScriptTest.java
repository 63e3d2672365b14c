package dev.hiper.examples.curl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which part answers, and when a request is complete. */
class ReplyScriptTest {
    private static final String NONE = "(close)";

    private final CaseFile file = CaseFile.parse(reply("data", "d0")
            + reply("data2", "d2")
            + reply("data3", "d3")
            + reply("data1000", "d1000")
            + reply("data1001", "d1001")
            + reply("data1002", "d1002")
            + reply("data1003", "d1003")
            + reply("connect", "c0")
            + reply("connect1000", "c1000")
            + reply("data20", "swsbounce")
            + reply("data21", "d21"));
    private final ReplyScript script = new ReplyScript(new RunningCase(1230, file, Path.of("unused")));

    @Test
    void numberInTheRequestChoosesThePart() {
        assertEquals("d0", answer("GET /1230 HTTP/1.1\r\n"));
        assertEquals("d2", answer("GET http://a.example/x/12300002?y HTTP/1.1\r\n"));
        assertEquals("d0", answer("GET /none/at/all HTTP/1.1\r\n"));
        assertEquals("d0", answer("OPTIONS * HTTP/1.1\r\n"));
        assertEquals("d0", answer("GET /0 HTTP/1.1\r\n"));
    }

    @Test
    void otherTestsAndMissingPartsAreNotAnswered() {
        assertEquals(NONE, answer("GET /1231 HTTP/1.1\r\n"));
        assertEquals(NONE, answer("GET /12310002 HTTP/1.1\r\n"));
        assertEquals(NONE, answer("GET /12300009 HTTP/1.1\r\n"));
    }

    @Test
    void connectHasPartsOfItsOwn() {
        assertEquals("c0", answer("CONNECT a.1230:80 HTTP/1.1\r\n"));
        assertEquals("c0", answer("CONNECT [12:34::4ce]:80 HTTP/1.1\r\n"));
        assertEquals(NONE, answer("CONNECT [::1]:80 HTTP/1.1\r\n"));
        assertEquals("c1000", answer("CONNECT a:80 HTTP/1.1\r\nProxy-Authorization: Digest x\r\n"));
    }

    @Test
    void credentialsMoveThePart() {
        assertEquals("d1000", answer("GET /1230 HTTP/1.1\r\nAuthorization: Digest x\r\n"));
        assertEquals("d1001", answer("GET /1230 HTTP/1.1\r\nAuthorization: NTLM TlRMTVNTUAAB\r\n"));
        assertEquals("d1002", answer("GET /1230 HTTP/1.1\r\nAuthorization: NTLM TlRMTVNTUAAD\r\n"));
        assertEquals("d1001", answer("GET /12301000 HTTP/1.1\r\nAuthorization: Basic x\r\n"));
        assertEquals("d2", answer("GET /12300002 HTTP/1.1\r\nAuthorization: Basic x\r\n"));
    }

    @Test
    void negotiationCountsRequests() {
        assertEquals("d2", answer("GET /12300001 HTTP/1.1\r\nAuthorization: Negotiate x\r\n"));
        assertEquals("d3", answer("GET /12300001 HTTP/1.1\r\nAuthorization: Negotiate x\r\n"));
    }

    @Test
    void credentialsOfChunkedRequestsDoNotCount() {
        assertEquals("d0", answer("GET /1230 HTTP/1.1\r\nAuthorization: Digest x\r\nTransfer-Encoding: chunked\r\n"));
    }

    @Test
    void bounceGoesOnWithTheNextPart() {
        assertEquals("swsbounce", answer("GET /12300020 HTTP/1.1\r\n"));
        assertEquals("d21", answer("GET /12300020 HTTP/1.1\r\n"));
        assertEquals("swsbounce", answer("GET /12300020 HTTP/1.1\r\n"));
    }

    @Test
    void bodyIsAwaited() {
        assertFalse(complete("", "GET / HTTP/1.1\r\nA: b\r\n"));
        assertTrue(complete("", "GET / HTTP/1.1\r\nA: b\r\n\r\n"));
        assertFalse(complete("", "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab"));
        assertTrue(complete("", "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"));
        assertTrue(complete("skip: 2", "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\na"));
    }

    @Test
    void lastChunkAndTrailersAreAwaited() {
        String head = "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertFalse(complete("", head + "1\r\na\r\n0\r\n"));
        assertTrue(complete("", head + "1\r\na\r\n0\r\n\r\n"));
        assertFalse(complete("", head + "1\r\na\r\n0\r\nA: b\r\n"));
        assertTrue(complete("", head + "1\r\na\r\n0\r\nA: b\r\n\r\n"));
        assertTrue(complete("", head + "0\r\n\r\n"));
    }

    @Test
    void commandsShortenTheWait() {
        String head = "PUT / HTTP/1.1\r\nContent-Length: 3\r\n";
        assertTrue(complete("auth_required", head + "\r\n"));
        assertFalse(complete("auth_required", head + "Authorization: x\r\n\r\n"));
        assertTrue(complete("no-expect", head + "Expect: 100-continue\r\n\r\n"));
        assertFalse(complete("no-expect", head + "\r\n"));
        assertTrue(complete("upgrade", head + "Upgrade: x\r\n\r\n"));
    }

    private String answer(String head) {
        return script.reply(request("", head + "\r\n")).map(Octets::text).orElse(NONE);
    }

    private static boolean complete(String command, String text) {
        return request(command, text).isComplete(commands(command));
    }

    private static RequestBuffer request(String command, String text) {
        RequestBuffer request = new RequestBuffer();
        byte[] octets = Octets.of(text);
        request.append(octets, octets.length, commands(command));
        return request;
    }

    private static ServerCommands commands(String command) {
        return new ServerCommands(CaseFile.parse(reply("servercmd", command)));
    }

    private static String reply(String part, String content) {
        return "<reply>\n<" + part + " nonewline=\"yes\">\n" + content + "\n</" + part + ">\n</reply>\n";
    }
}
