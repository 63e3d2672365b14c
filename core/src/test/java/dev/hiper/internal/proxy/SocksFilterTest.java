package dev.hiper.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.dns.LookupRequest;
import dev.hiper.internal.dns.NameServers;
import dev.hiper.internal.dns.ScriptedResolver;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.spi.Resolver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of SOCKS, with a proxy that says what it is told. */
class SocksFilterTest {
    private static final NameServers NO_SERVERS = (server, host, family, answer, asker) -> {
        throw new AssertionError("no name server is asked here");
    };

    private static final byte[] GRANTED_4 = {0, 90, 0, 0, 0, 0, 0, 0};
    private static final byte[] NO_AUTHENTICATION = {5, 0};
    private static final byte[] GRANTED_5 = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};

    private final ProxyContext context = new ProxyContext();
    private final ScriptedTransport proxy = new ScriptedTransport();
    private final ScriptedResolver resolver = new ScriptedResolver();
    private final DnsCache dns = new DnsCache(resolver, NO_SERVERS, () -> {});
    private boolean passwordAllowed = true;

    @Nullable
    private String user;

    @Nullable
    private String password;

    @Test
    void version4IsToldTheAddress() throws Exception {
        user = "me";
        proxy.answer(GRANTED_4);

        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS4, "192.0.2.1");
        assertEquals(Step.DONE, filter.connect(context));

        assertArrayEquals(bytes(4, 1, 0, 80, 192, 0, 2, 1, "me", 0), proxy.writtenBytes());
        assertEquals(1, proxy.writes.size());
        assertSame(proxy, filter.settled());
    }

    @Test
    void version4AsksForIpv4Only() throws Exception {
        proxy.answer(GRANTED_4);
        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS4, "a.test");
        assertEquals(Step.BLOCKED, filter.connect(context));
        assertEquals(Resolver.Family.IPV4, resolver.last().family);

        resolver.last().give("192.0.2.7");
        resolver.last().end();
        dns.drain(context.nowNanos());

        assertEquals(Step.DONE, filter.connect(context));
        assertArrayEquals(bytes(4, 1, 0, 80, 192, 0, 2, 7, 0), proxy.writtenBytes());
    }

    @Test
    void version4aIsToldTheName() throws Exception {
        proxy.answer(GRANTED_4);

        assertEquals(Step.DONE, socks(ProxyHop.Kind.SOCKS4A, "a.test").connect(context));

        assertArrayEquals(bytes(4, 1, 0, 80, 0, 0, 0, 1, 0, "a.test", 0), proxy.writtenBytes());
        assertTrue(resolver.questions.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "91, REQUEST_FAILED",
        "92, IDENTD",
        "93, IDENTD_DIFFER",
        "94, UNKNOWN_FAIL",
        "0, UNKNOWN_FAIL",
        "255, UNKNOWN_FAIL"
    })
    void refusalsOfVersion4(int code, ProxyCode expected) {
        proxy.answer(bytes(0, code, 0, 0, 0, 0, 0, 0));
        assertFails(expected, socks(ProxyHop.Kind.SOCKS4, "192.0.2.1"));
    }

    @Test
    void version4AnswersWithVersionZero() {
        proxy.answer(bytes(4, 90, 0, 0, 0, 0, 0, 0));
        assertFails(ProxyCode.BAD_VERSION, socks(ProxyHop.Kind.SOCKS4, "192.0.2.1"));
    }

    @Test
    @Tag("T140")
    void version4RefusesWhatItCannotSay() {
        user = "a\0b";
        assertFails(ProxyCode.SEND_REQUEST, socks(ProxyHop.Kind.SOCKS4, "192.0.2.1"));
        assertFails(ProxyCode.SEND_REQUEST, socks(ProxyHop.Kind.SOCKS4A, "a.test"));
        user = null;
        assertFails(ProxyCode.SEND_REQUEST, socks(ProxyHop.Kind.SOCKS4A, "a\0b"));
        assertFails(ProxyCode.LONG_HOSTNAME, socks(ProxyHop.Kind.SOCKS4A, "a".repeat(256)));
        user = "a".repeat(256);
        assertFails(ProxyCode.LONG_USER, socks(ProxyHop.Kind.SOCKS4A, "a.test"));
        assertEquals(0, proxy.writes.size());
    }

    @Test
    @Tag("T140")
    void version4HasNoWayToIpv6() throws Exception {
        assertFails(ProxyCode.RESOLVE_HOST, socks(ProxyHop.Kind.SOCKS4, "2001:db8::1"));
        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS4, "six.test");
        filter.connect(context);
        resolver.last().end();
        dns.drain(context.nowNanos());
        assertFails(ProxyCode.RESOLVE_HOST, filter);
        assertEquals(0, proxy.writes.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    @Tag("T137")
    void version5IsToldTheLongestName(int pieceBytes) throws Exception {
        String name = "a".repeat(255);
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 3, 4, "b.tt", 1, 2, "tail"));
        proxy.pieceBytes = pieceBytes;
        proxy.stutters = true;
        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS5_HOSTNAME, name);

        while (filter.connect(context) != Step.DONE) {
            PollSet polls = new PollSet();
            filter.adjust(polls);
            assertEquals(PollSet.IN, polls.bitsOf(proxy.socket));
        }

        assertArrayEquals(bytes(5, 1, 0, 5, 1, 0, 3, 255, name, 0, 80), proxy.writtenBytes());
        assertEquals(2, proxy.writes.size());
        assertEquals("tail".length(), proxy.unread(), "What comes behind the answer is the target's.");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 65_536})
    @Tag("T137")
    void nameThatIsTooLongIsNeitherCutNorResolvedHere(int length) {
        TransferException failure =
                assertFails(ProxyCode.LONG_HOSTNAME, socks(ProxyHop.Kind.SOCKS5_HOSTNAME, "a".repeat(length)));
        assertEquals(
                "SOCKS5: the destination hostname is too long to be resolved remotely by the proxy.",
                failure.getMessage());
        assertEquals(0, proxy.writes.size());
        assertTrue(resolver.questions.isEmpty());
    }

    @Test
    void addressesAreToldAsSuchEvenWhereNamesAreNotResolved() throws Exception {
        proxy.answer(NO_AUTHENTICATION).answer(GRANTED_5);
        socks(ProxyHop.Kind.SOCKS5_HOSTNAME, "12.34.56.78").connect(context);
        assertArrayEquals(bytes(5, 1, 0, 5, 1, 0, 1, 12, 34, 56, 78, 0, 80), proxy.writtenBytes());

        proxy.writes.clear();
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 4, new String(new char[18])));
        assertEquals(Step.DONE, socks(ProxyHop.Kind.SOCKS5_HOSTNAME, "::1").connect(context));
        assertArrayEquals(
                bytes(5, 1, 0, 5, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 80),
                proxy.writtenBytes());
        assertEquals(0, proxy.unread());
    }

    @Test
    void version5ResolvesNamesHere() throws Exception {
        proxy.answer(NO_AUTHENTICATION).answer(GRANTED_5);
        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS5, "a.test");
        assertEquals(Step.BLOCKED, filter.connect(context));
        resolver.last().give("192.0.2.9");
        resolver.last().end();
        dns.drain(context.nowNanos());

        assertEquals(Step.DONE, filter.connect(context));
        assertArrayEquals(bytes(5, 1, 0, 5, 1, 0, 1, 192, 0, 2, 9, 0, 80), proxy.writtenBytes());
    }

    @Test
    void closingStopsTheLookup() throws Exception {
        proxy.answer(NO_AUTHENTICATION);
        ConnectionFilter filter = socks(ProxyHop.Kind.SOCKS5, "a.test");
        filter.connect(context);

        filter.close();

        assertTrue(resolver.last().cancelled);
        assertTrue(proxy.closed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    @Tag("T138")
    void userAndPasswordGoOutInOneMessage(int length) throws Exception {
        user = "u".repeat(length);
        password = "p".repeat(length);
        proxy.answer(bytes(5, 2)).answer(bytes(1, 0)).answer(GRANTED_5);

        assertEquals(
                Step.DONE, socks(ProxyHop.Kind.SOCKS5_HOSTNAME, "192.0.2.1").connect(context));

        assertEquals(3, proxy.writes.size());
        assertArrayEquals(bytes(5, 2, 0, 2), proxy.writes.get(0));
        assertArrayEquals(bytes(1, length, user, length, password), proxy.writes.get(1));
    }

    @Test
    @Tag("T138")
    void userAndPasswordThatAreTooLongAreRefused() {
        user = "u".repeat(256);
        password = "";
        assertFails(ProxyCode.LONG_USER, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        user = "";
        password = "p".repeat(256);
        assertFails(ProxyCode.LONG_PASSWD, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        assertEquals(0, proxy.writes.size());
    }

    @Test
    void userThatIsRejected() {
        user = "u";
        password = "p";
        proxy.answer(bytes(5, 2)).answer(bytes(1, 1));
        assertFails(ProxyCode.USER_REJECTED, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({"2, UNKNOWN_MODE", "1, UNKNOWN_MODE", "3, UNKNOWN_MODE", "255, NO_AUTH"})
    @Tag("T139")
    void methodThatWasNotOffered(int method, ProxyCode expected) {
        proxy.answer(bytes(5, method));
        assertFails(expected, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        assertEquals(1, proxy.writes.size());
    }

    @Test
    void passwordThatIsNotAllowedIsNotOffered() {
        user = "u";
        password = "p";
        passwordAllowed = false;
        proxy.answer(bytes(5, 2));
        assertFails(ProxyCode.NO_AUTH, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        assertArrayEquals(bytes(5, 1, 0), proxy.writtenBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "1, REPLY_GENERAL_SERVER_FAILURE",
        "2, REPLY_NOT_ALLOWED",
        "3, REPLY_NETWORK_UNREACHABLE",
        "4, REPLY_HOST_UNREACHABLE",
        "5, REPLY_CONNECTION_REFUSED",
        "6, REPLY_TTL_EXPIRED",
        "7, REPLY_COMMAND_NOT_SUPPORTED",
        "8, REPLY_ADDRESS_TYPE_NOT_SUPPORTED",
        "9, REPLY_UNASSIGNED",
        "255, REPLY_UNASSIGNED"
    })
    @Tag("T139")
    void refusalsOfVersion5(int code, ProxyCode expected) {
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, code, 0, 1, 0, 0, 0, 0, 0, 0));
        assertFails(expected, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
    }

    @Test
    @Tag("T139")
    void malformedAnswersOfVersion5() {
        proxy.answer(bytes(4, 0));
        assertFails(ProxyCode.BAD_VERSION, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        proxy.answer(NO_AUTHENTICATION).answer(bytes(4, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        assertFails(ProxyCode.BAD_VERSION, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertFails(ProxyCode.BAD_ADDRESS_TYPE, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 5, 0, 0, 0, 0, 0, 0));
        assertFails(ProxyCode.BAD_ADDRESS_TYPE, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    @Tag("T139")
    void nameInTheAnswerIsConsumedExactly(int length) throws Exception {
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 3, length, "n".repeat(length), 0, 80, "!"));
        assertEquals(Step.DONE, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1").connect(context));
        assertEquals(1, proxy.unread());
    }

    @Test
    @Tag("T139")
    void truncatedAnswers() {
        proxy.thenEnd();
        proxy.answer(bytes(5));
        assertFails(ProxyCode.RECV_CONNECT, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        proxy.answer(NO_AUTHENTICATION).answer(bytes(5, 0, 0, 3, 9, "short"));
        assertFails(ProxyCode.RECV_CONNECT, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
        proxy.answer(bytes(0, 90));
        assertFails(ProxyCode.RECV_CONNECT, socks(ProxyHop.Kind.SOCKS4, "192.0.2.1"));
    }

    @Test
    void brokenConnection() {
        proxy.reset = true;
        assertFails(ProxyCode.SEND_CONNECT, socks(ProxyHop.Kind.SOCKS5, "192.0.2.1"));
    }

    private ConnectionFilter socks(ProxyHop.Kind kind, String host) {
        ProxyHop hop = new ProxyHop(kind, "proxy.test", 1080, user, password, null, null);
        LookupRequest lookup = new LookupRequest(host, 80, Resolver.Family.ANY, 60, false, false, asked -> {}, null);
        SocksTarget target = new SocksTarget(host, 80, dns, lookup);
        return kind == ProxyHop.Kind.SOCKS4 || kind == ProxyHop.Kind.SOCKS4A
                ? new Socks4Filter(proxy, hop, target)
                : new Socks5Filter(proxy, hop, target, passwordAllowed);
    }

    private TransferException assertFails(ProxyCode code, ConnectionFilter filter) {
        context.failures.clear();
        TransferException failure = assertThrows(TransferException.class, () -> filter.connect(context));
        assertEquals(ResultCode.PROXY, failure.result());
        assertEquals(List.of(code), context.failures, failure.getMessage());
        return failure;
    }

    /** Numbers as bytes, texts as their characters. */
    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                out.write(number);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }
}
