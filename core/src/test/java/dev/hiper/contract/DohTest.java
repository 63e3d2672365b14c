package dev.hiper.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.IpResolve;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.TransferFailure;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.doh.Messages;
import dev.hiper.internal.doh.RecordType;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names looked up over HTTPS (RFC 8484), by transfers that the application sees nothing of but their sockets. */
class DohTest {
    private static final String SECRET = "secret.test";

    private final SimHarness sim = new SimHarness();
    private final List<String> questions = new ArrayList<>();
    private Function<RecordType, String> answers = type -> type == RecordType.A
            ? ok(Messages.one(SECRET, type, 300, 10, 9, 9, 9))
            : ok(Messages.code(SECRET, type, 0));
    private final TlsOrigin server = new TlsOrigin(sim, "a.test", "").answering(this::answer);

    DohTest() {
        sim.serverAt("10.9.9.9", 80).reply(SimReply.ok("hello"));
    }

    @AfterEach
    void nothingIsLeft() {
        sim.close();
    }

    @Test
    void nameIsAskedOfTheServerOnly() {
        SimCall call = sim.add(call());
        sim.runUntilDone();

        assertEquals(ResultCode.OK, call.result());
        assertEquals("hello", call.body());
        assertEquals(List.of("a.test"), sim.resolver().questions(), "The server's own name, and nothing else.");
        assertEquals(2, questions.size());
        String first = questions.get(0);
        assertTrue(
                first.startsWith(String.join(
                        "\r\n",
                        "POST /dns-query HTTP/1.1",
                        "Host: a.test",
                        "Accept: */*",
                        "Content-Type: application/dns-message",
                        "Content-Length: 29",
                        "",
                        "")),
                first);
        assertFalse(first.contains("Authorization"));
    }

    @Test
    void internalTransfersAreNotShown() {
        List<Long> running = new ArrayList<>();
        sim.loop().check(() -> {
            running.add((long) sim.multi().running());
            running.add(sim.multi().count(MultiCount.XFERS_CURRENT));
            running.add(sim.multi().count(MultiCount.XFERS_RUNNING));
            running.add(sim.multi().count(MultiCount.XFERS_PENDING));
            assertTrue(sim.multi().handles().size() <= 1);
        });
        SimCall call = sim.add(call());
        sim.runUntilDone();

        assertEquals(ResultCode.OK, call.result());
        assertTrue(running.stream().allMatch(count -> count <= 1), running.toString());
        assertEquals(1, sim.multi().count(MultiCount.XFERS_ADDED));
        assertEquals(0, sim.multi().running());
        assertEquals(List.of(call.easy()), sim.multi().handles());
        assertTrue(sim.socketCallbacks().contains("OUT#2"), "Their sockets have to be watched like all others.");
    }

    @Test
    void answerIsCachedAsLongAsItHolds() {
        answers = type -> type == RecordType.A
                ? ok(Messages.one(SECRET, type, 1, 10, 9, 9, 9))
                : ok(Messages.one(SECRET, type, 50, new int[16]));
        for (int run = 0; run < 2; run++) {
            SimCall call = sim.add(call().set(EasyOption.FORBID_REUSE, true));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
        }
        assertEquals(2, questions.size());
        sim.runFor(1_000);
        SimCall later = sim.add(call().set(EasyOption.FORBID_REUSE, true));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, later.result());
        assertEquals(4, questions.size());
        assertEquals(2, server.sessions.size(), "Connections to the server are used again.");
    }

    @Test
    void onlyWantedFamilyIsAskedFor() {
        SimCall call = sim.add(call().set(EasyOption.IPRESOLVE, IpResolve.V4));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(1, questions.size());
        assertEquals(RecordType.A, typeOf(questions.get(0)));
    }

    @Test
    void oneKindOfAddressesIsEnough() {
        answers = type -> type == RecordType.A
                ? ok(Messages.one(SECRET, type, 300, 10, 9, 9, 9))
                : ok(Messages.code(SECRET, type, 2));
        SimCall call = sim.add(call());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
    }

    @Test
    void literalsAndLocalhostAreNotAskedFor() {
        SimCall call = sim.add(call("http://10.9.9.9/"));
        sim.add(call("http://localhost:1/"));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(List.of(), questions);
    }

    @Test
    @Tag("T204")
    void failuresOfTheServerAreTold() {
        assertFailure("code 2 (SERVFAIL)", type -> ok(Messages.code(SECRET, type, 2)));
        assertFailure("404", type -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assertFailure("302", type -> "HTTP/1.1 302 Found\r\nLocation: https://b.test/\r\nContent-Length: 0\r\n\r\n");
        assertFailure("too early", type -> ok(new byte[3]));
        assertFailure("something else", type -> ok(Messages.one("other.test", type, 9, 6, 6, 6, 6)));
        assertFailure("more than", type -> ok(new byte[Limits.DNS_MESSAGE_BYTES + 1]));
        assertFailure("", type -> ok(Messages.code(SECRET, type, 3)));
    }

    private void assertFailure(String part, Function<RecordType, String> answer) {
        answers = answer;
        SimCall call = sim.add(call());
        sim.runUntilDone();
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, call.result(), part);
        String text = textOf(call);
        assertTrue(text.startsWith("Could not resolve host: secret.test") && text.contains(part), text);
    }

    @Test
    void serverHasToBeTrusted() {
        server.mayBeRefused();
        SimCall untrusted = sim.add(call().set(EasyOption.CAINFO, null).set(EasyOption.SSL_VERIFYPEER, false));
        sim.runUntilDone();
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, untrusted.result());
        assertTrue(textOf(untrusted).contains("DNS over HTTPS"), textOf(untrusted));

        SimCall careless = sim.add(call().set(EasyOption.CAINFO, null).set(EasyOption.DOH_SSL_VERIFYPEER, false));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, careless.result());
    }

    @Test
    void serverHasToBeTheOneThatWasNamed() {
        new TlsOrigin(sim, "misnamed.invalid", "").answering(this::answer).mayBeRefused();
        String url = "https://misnamed.invalid/dns-query";
        SimCall refused = sim.add(call().set(EasyOption.DOH_URL, url));
        sim.runUntilDone();
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, refused.result());

        SimCall careless = sim.add(call().set(EasyOption.DOH_URL, url).set(EasyOption.DOH_SSL_VERIFYHOST, 0L));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, careless.result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test/dns-query", "ftp://a.test/", "https://", "https://a b/"})
    void onlyHttpsWillDo(String url) {
        SimCall call = sim.add(call().set(EasyOption.DOH_URL, url));
        sim.runUntilDone();
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, call.result());
        assertTrue(textOf(call).contains("DNS over HTTPS"), textOf(call));
        assertEquals(List.of(), sim.resolver().questions());
    }

    @Test
    void schemeOfTheServerMayBeLeftOut() {
        SimCall call = sim.add(call().set(EasyOption.DOH_URL, "a.test/dns-query"));
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
    }

    @Test
    void limitsOfConnectionsDoNotLockUp() {
        sim.set(MultiOption.MAX_TOTAL_CONNECTIONS, 1L).set(MultiOption.MAX_HOST_CONNECTIONS, 1L);
        SimCall call = sim.add(call());
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
    }

    @Test
    void timeoutsAreThoseOfTheTransfer() {
        server.answering(text -> null);
        SimCall call = sim.add(call().set(EasyOption.TIMEOUT_MS, 700L));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        sim.runUntilQuiet();
        assertTrue(sim.network().openSockets() == 0, sim.traceText());
    }

    @Test
    void removedTransferTakesItsQuestionsAlong() {
        server.answering(text -> null);
        SimCall call = sim.add(call());
        sim.runFor(100);
        assertEquals(2, server.sessions.size());
        sim.remove(call);
        sim.runUntilQuiet();
        assertEquals(0, sim.loop().watched());
        assertTrue(sim.network().openSockets() == 0, sim.traceText());
    }

    @Test
    void closingInTheMiddleLeavesNothing() {
        server.answering(text -> null);
        sim.add(call());
        sim.runFor(100);
        sim.close();
        assertTrue(sim.network().openSockets() == 0, sim.traceText());
    }

    @Test
    @Tag("T203")
    void addressOfTheServerIsShownToTheSocketCallback() {
        List<String> dialled = new ArrayList<>();
        SimCall call = sim.add(call().set(EasyOption.OPENSOCKETFUNCTION, (easy, request, factory) -> {
            dialled.add(String.valueOf(request.remote()));
            return null;
        }));
        sim.runUntilDone();
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, call.result());
        assertTrue(!dialled.isEmpty() && dialled.stream().allMatch(text -> text.contains("10.0.0.1")), "" + dialled);
    }

    private SimCall call() {
        return call("http://" + SECRET + "/");
    }

    private SimCall call(String url) {
        return TlsOrigin.call(sim, url)
                .set(EasyOption.USERPWD, "me:secret")
                .set(EasyOption.DOH_URL, "https://a.test/dns-query");
    }

    private @Nullable String answer(String text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0 || text.length() < head + 4 + 29) {
            return null;
        }
        questions.add(text);
        return answers.apply(typeOf(text));
    }

    private static RecordType typeOf(String request) {
        int number = request.charAt(request.length() - 3);
        return Stream.of(RecordType.values())
                .filter(type -> number == (type == RecordType.A ? 1 : 28))
                .findFirst()
                .orElseThrow();
    }

    private static String ok(byte[] message) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nContent-Length: " + message.length
                + "\r\n\r\n" + new String(message, ISO_8859_1);
    }

    private static String textOf(SimCall call) {
        TransferFailure failure = call.message().failure();
        return failure == null ? "" : failure.message();
    }
}
