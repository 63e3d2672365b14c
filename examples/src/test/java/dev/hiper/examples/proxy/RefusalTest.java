package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not forwarded. */
class RefusalTest {
    private static RunningProxy proxy;
    private static ScriptedOrigin origin;

    @BeforeAll
    static void start() throws Exception {
        proxy = RunningProxy.start("--max-header-bytes", "4096");
        origin = ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        origin.close();
    }

    /** Sends {@code fields} and a body that two readers could understand differently. */
    private static void assertSmugglingFails(int status, String fields) throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("POST http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n" + fields
                    + "\r\n5\r\nhello\r\n0\r\n\r\nGET http://" + origin.authority()
                    + "/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

            assertEquals(status, client.response().status());
            assertTrue(client.isClosed());
            assertTrue(origin.sawNoMoreRequests());
        }
    }

    @ParameterizedTest
    @Tag("T231")
    @CsvSource(
            delimiter = ';',
            value = {
                "400; Content-Length: 5|Transfer-Encoding: chunked",
                "400; Content-Length: 5|Content-Length: 6",
                "400; Content-Length: 5|Content-Length: 5",
                "400; Content-Length: 5, 5",
                "400; Content-Length: +5",
                "400; Content-Length: 5 5",
                "400; Transfer-Encoding: xchunked",
                "501; Transfer-Encoding: gzip, chunked",
                "400; Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "400; Transfer-Encoding: identity",
                "400; Host: y",
                "400; Transfer-Encoding : chunked",
                "400; Bad Name: 1",
            })
    void ambiguousFramingClosesTheConnection(int status, String fields) throws Exception {
        assertSmugglingFails(status, fields.replace("|", "\r\n") + "\r\n");
    }

    @Test
    @Tag("T231")
    void chunksInTheOldVersionCloseTheConnection() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send(
                    "POST http://" + origin.authority() + "/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertEquals(400, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    @Tag("T231")
    void malformedChunkEndsTheRequest() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("POST http://" + origin.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
            assertEquals(400, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "ftp://127.0.0.1/",
                "http://",
                "http:///path",
                "http://user@127.0.0.1/",
                "http://127.0.0.1/a#b",
                "http://127.0.0.1/\u00e9",
                "http://127.0.0.1:99999/",
                "http://a\\b/"
            })
    void targetsThatAreNoTargetForAProxy(String target) throws Exception {
        try (RawClient client = proxy.client()) {
            assertEquals(
                    400,
                    client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .response()
                            .status());
        }
    }

    @Test
    void hostIsNeededExactlyOnce() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\n\r\n");
            assertEquals(400, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void unknownVersionIsRefused() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/2.0\r\nHost: x\r\n\r\n");
            assertEquals(505, client.response().status());
        }
    }

    @Test
    void headsAreLimited() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(5000)
                    + "\r\n\r\n");
            assertEquals(431, client.response().status());
            assertTrue(client.isClosed());
        }
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(414, client.response().status());
        }
    }

    @Test
    void unknownExpectationIsRefused() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nExpect: the-impossible\r\n\r\n");
            assertEquals(417, client.response().status());
        }
    }

    @Test
    @Tag("T232")
    void requestThatWasHereBeforeIsALoop() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("GET http://" + proxy.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nVia: 1.1 other, HTTP/1.1 TESTEE (x)\r\n\r\n");
            assertEquals(508, client.response().status());
            // Nothing is wrong with the connection.
            client.send("GET http://" + origin.authority() + "/after HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(200, client.response().status());
            assertEquals("GET /after HTTP/1.1", origin.request().start());
        }
    }

    @Test
    @Tag("T232")
    void requestToTheProxyItselfIsALoop() throws Exception {
        try (RunningProxy own = RunningProxy.start("--to", "http://127.0.0.1:1");
                RunningProxy front = RunningProxy.start("--to", "http://" + own.authority());
                RawClient client = front.client()) {
            // Both have the same name in Via.
            assertEquals(
                    508,
                    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").response().status());
        }
    }

    @Test
    void lastRecipientAnswersItself() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("OPTIONS http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\n\r\n");
            assertEquals("The proxy is the last recipient.\n", client.response().text());
            assertTrue(origin.sawNoMoreRequests());
        }
    }

    @Test
    void deniedNetworksAreNotConnectedTo() throws Exception {
        try (RunningProxy careful = RunningProxy.start("--deny-networks", "internal", "--connect-ports", "*");
                RawClient client = careful.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(403, client.response().status());
            client.send("GET http://localhost:" + origin.port() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(403, client.response().status());
            client.send("CONNECT " + origin.authority() + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(403, client.response().status());
            assertTrue(origin.sawNoMoreRequests());
        }
    }

    @Test
    void connectionsAreLimited() throws Exception {
        try (RunningProxy small = RunningProxy.start("--max-connections", "1");
                RawClient first = small.client()) {
            first.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n")
                    .response();
            origin.request();
            try (RawClient second = small.client()) {
                Wire.Message response = second.response();
                assertEquals(503, response.status());
                assertEquals("There are too many connections\n", response.text());
                assertTrue(second.isClosed());
            }
        }
    }

    @Test
    void clientThatSaysNothingIsClosed() throws Exception {
        try (RunningProxy hasty = RunningProxy.start("--idle-timeout", "1");
                RawClient silent = hasty.client();
                RawClient slow = hasty.client();
                RawClient owing = hasty.client()) {
            slow.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHo");
            owing.send("PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
            assertTrue(silent.isClosed());
            assertTrue(slow.isClosed());
            assertEquals(408, owing.response().status());
        }
    }
}
