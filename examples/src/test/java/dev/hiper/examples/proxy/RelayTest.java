package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is relayed, and how it is framed, over real sockets on both kinds of event loop. */
@ParameterizedClass
@EnumSource(Transport.class)
class RelayTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int LARGE = 5_000_000;

    private final Transport transport;
    private RunningProxy proxy;

    RelayTest(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(transport.available(), "no " + transport.text() + " on this machine");
        proxy = RunningProxy.start(transport);
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static String get(ScriptedOrigin origin, String path) {
        return "GET http://" + origin.authority() + path + " HTTP/1.1\r\nHost: " + origin.authority() + "\r\n\r\n";
    }

    @Test
    @Tag("T231")
    void targetAndHostComeFromTheAbsoluteForm() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            client.send(
                    "GET HTTP://" + origin.authority() + "/a/../b?c=%41&d HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");

            assertEquals("ok", client.response().text());
            Wire.Message request = origin.request();
            assertEquals("GET /a/../b?c=%41&d HTTP/1.1", request.start());
            assertEquals(List.of(origin.authority()), request.all("Host"));
        }
    }

    @Test
    void fieldsPassUnchangedAndNoneIsMadeUp() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(
                        "HTTP/1.1 200 Fine\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n");
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nX-Empty:\r\n"
                    + "Cookie: c=3\r\nX-A: 2; q=\"\u00e9\"\r\nCookie: d=4\r\n\r\n");

            Wire.Message response = client.response();
            assertEquals("HTTP/1.1 200 Fine", response.start());
            assertEquals(List.of("a=1", "b=2"), response.all("Set-Cookie"));
            assertEquals(List.of(""), response.all("X-Empty"));
            Wire.Message request = origin.request();
            assertEquals(List.of("1", "2; q=\"\u00e9\""), request.all("X-A"));
            assertEquals(List.of(""), request.all("X-Empty"));
            assertEquals(List.of("c=3; d=4"), request.all("Cookie"));
            assertEquals(List.of(), request.all("Accept"));
            assertEquals(List.of(), request.all("User-Agent"));
        }
    }

    @Test
    @Tag("T227")
    void hopByHopFieldsEndHereInBothDirections() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Connection: X-Hop, keep-alive",
                        "Keep-Alive: timeout=5",
                        "X-Hop: 1",
                        "Upgrade: h2c",
                        "Trailer: X",
                        "Proxy-Authenticate: Basic",
                        "X-End: 1",
                        "Content-Length: 2",
                        "",
                        "ok"));
                RawClient client = proxy.client()) {
            client.send(
                    "GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, X-Hop\r\n"
                            + "Connection: te\r\nX-Hop: 1\r\nTE: trailers\r\nKeep-Alive: 1\r\nProxy-Connection: keep-alive\r\n"
                            + "Proxy-Authorization: Basic eDp5\r\nUpgrade: websocket\r\nX-End: 1\r\n\r\n");

            Wire.Message response = client.response();
            Wire.Message request = origin.request();
            for (String name : List.of("Connection", "Keep-Alive", "X-Hop", "Upgrade", "TE", "Trailer")) {
                assertEquals(List.of(), request.all(name), name);
                assertEquals(List.of(), response.all(name), name);
            }
            assertEquals(List.of(), request.all("Proxy-Connection"));
            assertEquals(List.of(), request.all("Proxy-Authorization"));
            assertEquals(List.of(), response.all("Proxy-Authenticate"));
            assertEquals("1", request.field("X-End"));
            assertEquals("1", response.field("X-End"));
        }
    }

    @Test
    @Tag("T227")
    void connectionCannotNominateFieldsThatChangeTheMeaning() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(
                        "HTTP/1.1 200 OK\r\nConnection: Content-Length, Set-Cookie\r\nSet-Cookie: a=1\r\nContent-Length: 2\r\n\r\nok");
                RawClient client = proxy.client()) {
            client.send(
                    "POST http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                            + "Connection: Content-Length, Host, Cookie, Authorization\r\nCookie: a=1\r\nAuthorization: b\r\n\r\nabc");

            Wire.Message response = client.response();
            assertEquals("ok", response.text());
            assertEquals("a=1", response.field("Set-Cookie"));
            Wire.Message request = origin.request();
            assertEquals("abc", request.text());
            assertEquals("a=1", request.field("Cookie"));
            assertEquals("b", request.field("Authorization"));
            assertEquals(origin.authority(), request.field("Host"));
        }
    }

    @Test
    void viaNamesEveryProxyOnTheWay() throws Exception {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.answering("HTTP/1.1 200 OK\r\nVia: 1.0 inner\r\nContent-Length: 0\r\n\r\n");
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nVia: 1.0 outer (a)\r\n\r\n");

            assertEquals("1.0 inner, 1.1 testee", client.response().field("Via"));
            assertEquals("1.0 outer (a), 1.1 testee", origin.request().field("Via"));
        }
    }

    @Test
    void bothConnectionsAreUsedAgain() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            for (int i = 0; i < 5; i++) {
                assertEquals("ok", client.send(get(origin, "/" + i)).response().text());
                assertEquals(i > 0, proxy.record().reused());
            }
            assertEquals(1, origin.connections());
        }
    }

    @Test
    void largeBodiesPassInBothDirections() throws Exception {
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    byte[] body = call.body().body();
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
                    call.send(body);
                });
                RawClient client = proxy.client()) {
            client.send("PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: " + LARGE
                            + "\r\n\r\n")
                    .send(large);

            assertArrayEquals(large, client.response().body());
            assertArrayEquals(large, origin.request().body());
            RequestRecord record = proxy.record();
            assertEquals(LARGE, record.bytes());
            assertEquals("OK", record.result());
        }
    }

    @Test
    @Tag("T231")
    void chunkedUploadIsFramedAnew() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            client.send(
                    "POST http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3;ext=1\r\nabc\r\n0004\r\ndefg\r\n0\r\nX-Trailer: 1\r\nX-Other: 2\r\n\r\n");

            assertEquals("ok", client.response().text());
            Wire.Message request = origin.request();
            assertEquals("abcdefg", request.text());
            assertEquals(List.of("chunked"), request.all("Transfer-Encoding"));
            assertEquals(List.of(), request.all("Content-Length"));
            assertEquals(List.of("X-Trailer: 1", "X-Other: 2"), request.trailers());
        }
    }

    @Test
    void chunkedResponseKeepsItsTrailersButThoseThatComeTooLate() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Transfer-Encoding: chunked",
                        "",
                        "5",
                        "hello",
                        "0",
                        "X-Sum: 1",
                        "Set-Cookie: a=1",
                        "",
                        ""));
                RawClient client = proxy.client()) {
            Wire.Message response = client.send(get(origin, "/")).response();

            assertEquals("hello", response.text());
            assertEquals("chunked", response.field("Transfer-Encoding"));
            assertEquals(
                    List.of("X-Sum: 1"),
                    response.trailers().stream().map(RelayTest::titled).toList());
        }
    }

    /** Netty may write names in another case. */
    private static String titled(String field) {
        return field.replace("x-sum", "X-Sum");
    }

    @Test
    void bodyUntilCloseBecomesChunked() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.0 200 OK\r\n\r\nhello");
                    call.close();
                });
                RawClient client = proxy.client()) {
            Wire.Message response = client.send(get(origin, "/")).response();

            assertEquals("hello", response.text());
            assertEquals("1.0 testee", response.field("Via"));
            assertEquals("hello", client.send(get(origin, "/again")).response().text());
        }
    }

    @Test
    void clientOfTheOldVersionGetsNoChunks() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

            Wire.Message head = client.bodilessResponse();
            assertEquals("", head.field("Transfer-Encoding"));
            assertEquals("close", head.field("Connection"));
            assertEquals("hello", new String(client.in().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void clientOfTheOldVersionMayKeepItsConnection() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            String request = "GET http://" + origin.authority() + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertEquals("keep-alive", client.send(request).response().field("Connection"));
            assertEquals("ok", client.send(request).response().text());
        }
    }

    @Test
    void connectionIsClosedIfTheClientAsks() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            client.send("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertEquals("close", client.response().field("Connection"));
            assertTrue(client.isClosed());
        }
    }

    @Test
    @Tag("T234")
    void answersWithoutBodyLeaveTheNextOneInPlace() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    String answer =
                            switch (call.head().start().split(" ", 3)[1]) {
                                case "/head-length" -> "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
                                case "/head-chunked" -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                                case "/204" -> "HTTP/1.1 204 No Content\r\n\r\n";
                                case "/304" -> "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\nETag: \"a\"\r\n\r\n";
                                default -> OK;
                            };
                    call.send(answer);
                });
                RawClient client = proxy.client()) {
            String host = "http://" + origin.authority();
            Wire.Message head = client.send("HEAD " + host + "/head-length HTTP/1.1\r\nHost: x\r\n\r\n")
                    .bodilessResponse();
            assertEquals("1000", head.field("Content-Length"));
            client.send("HEAD " + host + "/head-chunked HTTP/1.1\r\nHost: x\r\n\r\n")
                    .bodilessResponse();
            Wire.Message noContent = client.send(get(origin, "/204")).bodilessResponse();
            assertEquals("", noContent.field("Content-Length") + noContent.field("Transfer-Encoding"));
            assertEquals(
                    "77", client.send(get(origin, "/304")).bodilessResponse().field("Content-Length"));
            assertEquals("ok", client.send(get(origin, "/last")).response().text());
        }
    }

    @Test
    void pipelinedRequestsAreServedOneAfterTheOther() throws Exception {
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        AtomicBoolean firstEnded = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    boolean first = call.head().start().startsWith("POST /1 ");
                    if (!first && !firstEnded.get()) {
                        overlapped.set(true);
                    }
                    String body = call.body().text();
                    if (first) {
                        call.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\none");
                        firstMayEnd.await();
                        firstEnded.set(true);
                        call.send(":" + body);
                    } else {
                        call.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nnext" + body);
                    }
                });
                RawClient client = proxy.client()) {
            String head = " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n";
            String host = "POST http://" + origin.authority();
            client.send(host + "/1" + head + "a" + host + "/2" + head + "b" + host + "/3" + head + "c");
            Wire.Message first = Wire.head(client.in());
            assertEquals("one", new String(Wire.exactly(client.in(), 3), StandardCharsets.UTF_8));
            firstMayEnd.countDown();

            assertEquals("5", first.field("Content-Length"));
            assertEquals(":a", new String(Wire.exactly(client.in(), 2), StandardCharsets.UTF_8));
            assertEquals("nextb", client.response().text());
            assertEquals("nextc", client.response().text());
            assertFalse(overlapped.get());
        }
    }

    @Test
    @Tag("T233")
    void interimResponsesAreDropped() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + OK);
                RawClient client = proxy.client()) {
            Wire.Message response = client.send(get(origin, "/")).response();
            assertEquals(200, response.status());
            assertEquals("", response.field("Link"));
        }
    }

    @Test
    @Tag("T233")
    void protocolIsNotSwitchedUnasked() throws Exception {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nraw");
                RawClient client = proxy.client()) {
            assertEquals(502, client.send(get(origin, "/")).response().status());
        }
    }

    @Test
    void expectationIsForwardedAndItsAnswerPassedBack() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    assertEquals("100-continue", call.head().field("Expect"));
                    call.send("HTTP/1.1 100 Continue\r\n\r\n");
                    call.body();
                    call.send(OK);
                });
                RawClient client = proxy.client()) {
            client.send("PUT http://" + origin.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, client.bodilessResponse().status());
            client.send("abc");
            assertEquals("ok", client.response().text());
            assertEquals("abc", origin.request().text());
        }
    }

    @Test
    void expectationThatIsRefusedNeedsNoBody() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                    call.close();
                });
                RawClient client = proxy.client()) {
            client.send("PUT http://" + origin.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            Wire.Message response = client.response();
            assertEquals(403, response.status());
            assertEquals("no", response.text());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void expectationThatTheUpstreamIgnoresIsAnsweredByTheProxy() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            client.send("PUT http://" + origin.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, client.bodilessResponse().status());
            assertEquals("ok", client.send("abc").response().text());
        }
    }

    @Test
    void expectationThatTheUpstreamCannotMeetIsDropped() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    if (call.head().field("Expect").isEmpty()) {
                        call.body();
                        call.send(OK);
                    } else {
                        call.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno");
                        call.close();
                    }
                });
                RawClient client = proxy.client()) {
            client.send("PUT http://" + origin.authority()
                    + "/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            Wire.Message first = client.bodilessResponse();
            assertEquals(100, first.status());
            assertEquals("ok", client.send("abc").response().text());
        }
    }

    @Test
    void whatMustNotBeRepeatedGetsAConnectionOfItsOwn() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            client.send(get(origin, "/")).response();
            client.send("POST http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n")
                    .response();
            assertFalse(proxy.record().reused());
            assertFalse(proxy.record().reused());
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void ownMethodsPassWithAndWithoutBody() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RawClient client = proxy.client()) {
            String host = " http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n";
            client.send("PROPFIND" + host + "\r\n").response();
            assertEquals("PROPFIND / HTTP/1.1", origin.request().start());
            client.send("REPORT" + host + "Content-Length: 2\r\n\r\nhi").response();
            Wire.Message request = origin.request();
            assertEquals("REPORT / HTTP/1.1", request.start());
            assertEquals("hi", request.text());
            client.send("GET" + host + "Content-Length: 2\r\n\r\nhi").response();
            assertEquals("GET / HTTP/1.1", origin.request().start());
            client.send("OPTIONS http://" + origin.authority() + " HTTP/1.1\r\nHost: x\r\nMax-Forwards: 3\r\n\r\n")
                    .response();
            Wire.Message options = origin.request();
            assertEquals("OPTIONS * HTTP/1.1", options.start());
            assertEquals("2", options.field("Max-Forwards"));
        }
    }

    @Test
    void earlyAnswerToAnUploadArrivesWhole() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
                    call.awaitEnd();
                });
                RawClient client = proxy.client()) {
            client.send(
                    "PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
            CountDownLatch answered = new CountDownLatch(1);
            Thread sender = new Thread(() -> send(client, answered));
            sender.start();
            Wire.Message response = client.response();
            answered.countDown();
            assertEquals(413, response.status());
            assertEquals("no", response.text());
            sender.join(TimeUnit.SECONDS.toMillis(ScriptedOrigin.PATIENCE_SECONDS));
        }
    }

    private static void send(RawClient client, CountDownLatch answered) {
        byte[] piece = new byte[64 * 1024];
        try {
            while (answered.getCount() > 0) {
                client.send(piece);
            }
        } catch (java.io.IOException e) {
            // The proxy has closed, as it should.
        }
    }
}
