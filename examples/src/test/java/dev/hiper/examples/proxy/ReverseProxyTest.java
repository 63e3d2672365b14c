package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is different with {@code --to}. */
class ReverseProxyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void requestsGoToTheOriginUnderItsOwnName() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RunningProxy proxy = RunningProxy.start("--to", "http://" + origin.authority());
                RawClient client = proxy.client()) {
            client.send(String.join(
                    "\r\n",
                    "GET /a?b HTTP/1.1",
                    "Host: public.example",
                    "X-Forwarded-For: 9.9.9.9",
                    "X-Forwarded-Proto: https",
                    "Connection: X-Forwarded-For",
                    "",
                    ""));

            assertEquals("ok", client.response().text());
            Wire.Message request = origin.request();
            assertEquals("GET /a?b HTTP/1.1", request.start());
            assertEquals(List.of(origin.authority()), request.all("Host"));
            assertEquals(List.of("9.9.9.9, 127.0.0.1"), request.all("X-Forwarded-For"));
            assertEquals(List.of("public.example"), request.all("X-Forwarded-Host"));
            assertEquals(List.of("http"), request.all("X-Forwarded-Proto"));
        }
    }

    @Test
    void pathOfTheUrlGoesInFront() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.answering(OK);
                RunningProxy proxy = RunningProxy.start("--to", "http://" + origin.authority() + "/base/");
                RawClient client = proxy.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").response();
            assertEquals("GET /base/a HTTP/1.1", origin.request().start());
            client.send("GET http://public.example/b HTTP/1.1\r\nHost: x\r\n\r\n")
                    .response();
            assertEquals("GET /base/b HTTP/1.1", origin.request().start());
            client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").response();
            assertEquals("OPTIONS * HTTP/1.1", origin.request().start());
        }
    }

    @Test
    void tunnelsAreNotOpened() throws Exception {
        try (RunningProxy proxy = RunningProxy.start("--to", "http://127.0.0.1:1");
                RawClient client = proxy.client()) {
            client.send("CONNECT 127.0.0.1:443 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(405, client.response().status());
        }
    }
}
