package dev.hiper.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.error.ProxyCode;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SOCKS proxies that misbehave, and names that do not fit into their protocols. */
class SocksTest {
    private static final byte[] NO_PASSWORD = SocksServer.bytes(5, 0);
    private static final byte[] USE_PASSWORD = SocksServer.bytes(5, 2);
    private static final byte[] WELCOME = SocksServer.bytes(1, 0);
    private static final byte[] CONNECTED = SocksServer.bytes(5, 0, 0, 1, 10, 0, 0, 1, 0, 80);
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nthrough".getBytes(ISO_8859_1);

    @ParameterizedTest
    @Tag("T137")
    @ValueSource(booleans = {true, false})
    void theLongestNameThatFitsIsLeftToTheProxy(boolean byteByByte) {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy = new SocksServer(sim, "proxy.test", NO_PASSWORD, CONNECTED, ANSWER);
            SimCall call = sim.add(through(sim.call("http://" + name(255) + "/"), "socks5h"));
            if (byteByByte) {
                proxy.byteByByte();
            }
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
            byte[] asked = Arrays.copyOfRange(proxy.received(), 3, 3 + 5 + 255 + 2);
            assertArrayEquals(SocksServer.bytes(5, 1, 0, 3, 255), Arrays.copyOf(asked, 5));
            assertEquals(name(255), new String(asked, 5, 255, ISO_8859_1));
        }
    }

    @ParameterizedTest
    @Tag("T137")
    @ValueSource(ints = {256, 300, 65_536})
    void aLongerNameFailsBeforeAnythingIsSaid(int size) {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy = new SocksServer(sim, "proxy.test", NO_PASSWORD, CONNECTED, ANSWER);
            SimCall call = sim.call("http://a.test/").set(EasyOption.PROXY, "socks5h://proxy.test");
            boolean taken = true;
            try {
                call.set(EasyOption.URL, "http://" + name(size) + "/");
            } catch (IllegalArgumentException tooLong) {
                taken = false;
            }
            if (!taken) {
                return;
            }
            sim.add(call);
            sim.runUntilDone();
            assertTrue(List.of(ResultCode.PROXY, ResultCode.URL_MALFORMAT).contains(call.result()), () -> call.message()
                    .toString());
            assertEquals(0, proxy.received().length);
            assertTrue(sim.resolver().questions().stream()
                    .allMatch(asked -> asked.toString().contains("proxy.test")));
        }
    }

    @ParameterizedTest
    @Tag("T138")
    @CsvSource({"1, 0", "1, 255", "255, 1", "255, 255"})
    void credentialsThatFitAreSent(int user, int password) {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy = new SocksServer(sim, "proxy.test", USE_PASSWORD, WELCOME, CONNECTED, ANSWER);
            SimCall call = through(sim.call("http://10.0.0.9/"), "socks5")
                    .set(EasyOption.PROXYUSERNAME, "u".repeat(user))
                    .set(EasyOption.PROXYPASSWORD, "p".repeat(password));
            sim.add(call);
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
            byte[] said = proxy.received();
            String expected = "\u0001" + (char) user + "u".repeat(user) + (char) password + "p".repeat(password);
            assertEquals(expected, new String(said, 4, 3 + user + password, ISO_8859_1));
        }
    }

    @ParameterizedTest
    @Tag("T138")
    @CsvSource({"256, 1, LONG_USER", "1, 256, LONG_PASSWD"})
    void longerCredentialsFailBeforeAnythingIsSaid(int user, int password, ProxyCode code) {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy = new SocksServer(sim, "proxy.test", USE_PASSWORD, WELCOME, CONNECTED, ANSWER);
            SimCall call = through(sim.call("http://10.0.0.9/"), "socks5")
                    .set(EasyOption.PROXYUSERNAME, "u".repeat(user))
                    .set(EasyOption.PROXYPASSWORD, "p".repeat(password));
            assertFails(sim, call, code);
            assertEquals(0, proxy.received().length);
            assertFalse(String.valueOf(call.message().failure()).contains("uuuu"), "The error shows no secret.");
        }
    }

    @ParameterizedTest
    @Tag("T139")
    @CsvSource({
        "0400, BAD_VERSION",
        "05ff, NO_AUTH",
        "0502, UNKNOWN_MODE",
        "0501, UNKNOWN_MODE",
        "0580, UNKNOWN_MODE",
    })
    void anAnswerToTheGreetingThatIsNoneEndsIt(String answer, ProxyCode code) {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy =
                    new SocksServer(sim, "proxy.test", HexFormat.of().parseHex(answer), CONNECTED, ANSWER);
            assertFails(sim, through(sim.call("http://10.0.0.9/"), "socks5"), code);
            assertEquals(3, proxy.received().length);
            assertEquals(0, sim.network().openSockets());
        }
    }

    @ParameterizedTest
    @Tag("T139")
    @CsvSource({
        "04000001 0a000001 0050, BAD_VERSION",
        "05000000 0a000001 0050, BAD_ADDRESS_TYPE",
        "05000005 0a000001 0050, BAD_ADDRESS_TYPE",
        "05010001 00000000 0000, REPLY_GENERAL_SERVER_FAILURE",
        "05020001 00000000 0000, REPLY_NOT_ALLOWED",
        "05030001 00000000 0000, REPLY_NETWORK_UNREACHABLE",
        "05040001 00000000 0000, REPLY_HOST_UNREACHABLE",
        "05050001 00000000 0000, REPLY_CONNECTION_REFUSED",
        "05060001 00000000 0000, REPLY_TTL_EXPIRED",
        "05070001 00000000 0000, REPLY_COMMAND_NOT_SUPPORTED",
        "05080001 00000000 0000, REPLY_ADDRESS_TYPE_NOT_SUPPORTED",
        "05090001 00000000 0000, REPLY_UNASSIGNED",
        "05ff0001 00000000 0000, REPLY_UNASSIGNED",
    })
    void aRefusalIsTold(String answer, ProxyCode code) {
        try (SimHarness sim = new SimHarness()) {
            byte[] refusal = HexFormat.of().parseHex(answer.replace(" ", ""));
            SocksServer proxy = new SocksServer(sim, "proxy.test", NO_PASSWORD, refusal, ANSWER);
            assertFails(sim, through(sim.call("http://10.0.0.9/"), "socks5"), code);
            assertFalse(new String(proxy.received(), ISO_8859_1).contains("GET"));
            assertEquals(0, sim.network().openSockets());
        }
    }

    @ParameterizedTest
    @Tag("T139")
    @CsvSource({
        "05000001 0a000001 0050",
        "05000004 00000000000000000000000000000001 0050",
        "05000003 00 0050",
        "05000003 03 612e62 0050",
    })
    void whatFollowsTheAnswerBelongsToTheServer(String answer) {
        try (SimHarness sim = new SimHarness()) {
            byte[] accepted = HexFormat.of().parseHex(answer.replace(" ", ""));
            byte[] both = Arrays.copyOf(accepted, accepted.length + ANSWER.length);
            System.arraycopy(ANSWER, 0, both, accepted.length, ANSWER.length);
            new SocksServer(sim, "proxy.test", NO_PASSWORD, both);
            SimCall call = sim.add(through(sim.call("http://10.0.0.9/"), "socks5"));
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
        }
    }

    @ParameterizedTest
    @Tag("T139")
    @ValueSource(strings = {"05", "0500", "05000003ff61"})
    void aProxyThatStopsInTheMiddleIsGivenUp(String answer) {
        try (SimHarness sim = new SimHarness()) {
            byte[] cut = HexFormat.of().parseHex(answer);
            SocksServer proxy = cut.length == 1
                    ? new SocksServer(sim, "proxy.test", cut)
                    : new SocksServer(sim, "proxy.test", NO_PASSWORD, cut);
            SimCall call =
                    sim.add(through(sim.call("http://10.0.0.9/"), "socks5").set(EasyOption.CONNECTTIMEOUT_MS, 400L));
            sim.runUntilDone();
            assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result(), () -> call.message()
                    .toString());
            assertEquals(0, sim.network().openSockets());
            SimCall again = sim.add(through(sim.call("http://10.0.0.9/"), "socks5"));
            sim.loop().runUntil(() -> proxy.peers().size() == 2);
            sim.runFor(50);
            proxy.peers().get(1).close();
            sim.runUntilDone();
            assertEquals(ResultCode.PROXY, again.result(), () -> again.message().toString());
        }
    }

    @Test
    @Tag("T140")
    void socks4SendsWhatFits() {
        try (SimHarness sim = new SimHarness()) {
            SocksServer proxy =
                    new SocksServer(sim, "proxy.test", SocksServer.bytes(0, 90, 0, 80, 10, 0, 0, 9), ANSWER);
            SimCall call =
                    sim.add(through(sim.call("http://a.test/"), "socks4a").set(EasyOption.PROXYUSERNAME, "me"));
            sim.runUntilDone();
            assertEquals("through", call.body(), () -> call.message().toString());
            String expected = "\u0004\u0001\u0000P\u0000\u0000\u0000\u0001me\u0000a.test\u0000";
            assertTrue(new String(proxy.received(), ISO_8859_1).startsWith(expected));
        }
    }

    @Test
    @Tag("T140")
    void aNulEndsNeitherUserNorName() {
        for (String scheme : List.of("socks4", "socks4a")) {
            try (SimHarness sim = new SimHarness()) {
                SocksServer proxy = new SocksServer(sim, "proxy.test", SocksServer.bytes(0, 90, 0, 80, 10, 0, 0, 9));
                SimCall call = sim.call("http://10.0.0.9/").set(EasyOption.PROXY, scheme + "://us%00er@proxy.test");
                sim.add(call);
                sim.runUntilDone();
                assertFalse(call.result() == ResultCode.OK);
                assertEquals(0, proxy.received().length);
            }
        }
    }

    @Test
    @Tag("T140")
    void socks4HasNoPlaceForAnAddressOfVersion6() {
        try (SimHarness sim = new SimHarness()) {
            sim.resolver().host("six.test", "fd00::6");
            SocksServer proxy = new SocksServer(sim, "proxy.test", SocksServer.bytes(0, 90, 0, 80, 10, 0, 0, 9));
            for (String url : List.of("http://[fd00::6]/", "http://six.test/")) {
                SimCall call = sim.add(through(sim.call(url), "socks4"));
                sim.runUntilDone();
                assertEquals(ResultCode.PROXY, call.result(), () -> url + call.message());
            }
            proxy.peers().forEach(peer -> assertEquals(0, peer.received().length));
        }
    }

    private static void assertFails(SimHarness sim, SimCall call, ProxyCode code) {
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.PROXY, call.result(), () -> call.message().toString());
        assertEquals((long) code.number(), call.easy().info(EasyInfo.PROXY_ERROR));
    }

    private static SimCall through(SimCall call, String scheme) {
        return call.set(EasyOption.PROXY, scheme + "://proxy.test");
    }

    /** A host name of {@code size} octets. */
    private static String name(int size) {
        String label = "x".repeat(63) + ".";
        return label.repeat(size / label.length() + 1).substring(0, size);
    }
}
