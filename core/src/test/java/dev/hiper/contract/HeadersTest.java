package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Header;
import dev.hiper.HeaderCode;
import dev.hiper.HeaderOrigin;
import dev.hiper.Headers;
import dev.hiper.WriteResult;
import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** libcurl's header API. */
class HeadersTest {
    private static final String URL = "http://a.test/";
    private static final int LAST = Headers.LAST_REQUEST;
    private static final int HEADER = HeaderOrigin.HEADER;

    private final SimHarness sim = new SimHarness();

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void codesAndOriginsHaveTheNumbersOfLibcurl() {
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6, 7),
                Arrays.stream(HeaderCode.values()).map(HeaderCode::code).toList());
        assertEquals(
                HeaderCode.values().length,
                Arrays.stream(HeaderCode.values())
                        .map(HeaderCode::text)
                        .distinct()
                        .count());
        assertEquals(
                List.of(1, 2, 4, 8, 16, 31),
                List.of(
                        HeaderOrigin.HEADER,
                        HeaderOrigin.TRAILER,
                        HeaderOrigin.CONNECT,
                        HeaderOrigin.INTERIM,
                        HeaderOrigin.PSEUDO,
                        HeaderOrigin.ALL));
    }

    @Test
    void aFieldIsFoundByNameAndIndex() {
        Headers headers = fetch(status(200, "x", "Server: s", "Set-Cookie:  a=1 ", "set-cookie: b=2"));
        assertEquals(new Header("Set-Cookie", "a=1", 2, 0, HEADER), headers.find("SET-cookie"));
        assertEquals(new Header("set-cookie", "b=2", 2, 1, HEADER), headers.find("Set-Cookie", 1, HEADER, LAST));
        assertEquals("s", value(headers.find("server")));
        assertNull(headers.find("Set-Cookie", 2, HEADER, LAST));
        assertNull(headers.find("Set-Cooki"));
        assertNull(headers.find(""));
        assertNull(headers.find("Server:"));
    }

    @Test
    void whatIsWrongIsToldInTheOrderOfLibcurl() {
        sim.server("a.test").reply(status(200, "x", "A: 1"));
        SimCall call = sim.call(URL);
        Headers headers = call.easy().headers();
        assertEquals(HeaderCode.BAD_ARGUMENT, headers.code("A", 9, 0, 9));
        assertEquals(HeaderCode.BAD_ARGUMENT, headers.code("A", 9, HeaderOrigin.ALL + 1, 9));
        assertEquals(HeaderCode.BAD_ARGUMENT, headers.code("A", 9, HEADER, LAST - 1));
        assertEquals(HeaderCode.BAD_ARGUMENT, headers.code("A", -1, HEADER, LAST));
        assertThrows(IllegalArgumentException.class, () -> headers.find("A", 0, 0, LAST));
        assertThrows(IllegalArgumentException.class, () -> headers.list(0, LAST));
        assertThrows(IllegalArgumentException.class, () -> headers.list(HEADER, LAST - 1));
        assertEquals(HeaderCode.NOHEADERS, headers.code("A", 9, HEADER, 9));
        assertEquals(HeaderCode.NOHEADERS, headers.code("A", 0, HEADER, LAST));
        assertEquals(0, headers.requests());
        assertEquals(List.of(), headers.list(HEADER, LAST));

        sim.add(call);
        sim.runUntilDone();
        assertEquals(HeaderCode.NOREQUEST, headers.code("B", 9, HEADER, 1));
        assertEquals(List.of(), headers.list(HEADER, 1));
        assertEquals(HeaderCode.MISSING, headers.code("B", 9, HEADER, 0));
        assertEquals(HeaderCode.MISSING, headers.code("A", 0, HeaderOrigin.ALL - HEADER, 0));
        assertEquals(HeaderCode.BADINDEX, headers.code("A", 1, HEADER, 0));
        assertEquals(HeaderCode.OK, headers.code("A", 0, HEADER, 0));
        assertEquals(HeaderCode.OK, headers.code("A", 0, HeaderOrigin.ALL, LAST));
    }

    @Test
    void requestsOfARedirectChainAreToldApart() {
        sim.server("a.test")
                .reply(
                        status(302, "moved", "Location: /b", "X: 0"),
                        status(302, "", "Location: /c", "X: 1", "X: 1b"),
                        status(200, "x", "X: 2"));
        Headers headers = run(sim.call(URL).set(EasyOption.FOLLOWLOCATION, 1L));
        assertEquals(3, headers.requests());
        assertEquals("0", value(headers.find("x", 0, HEADER, 0)));
        assertEquals(new Header("X", "1b", 2, 1, HEADER), headers.find("x", 1, HEADER, 1));
        assertEquals("2", value(headers.find("x", 0, HEADER, 2)));
        assertEquals("2", value(headers.find("x")));
        assertNull(headers.find("location"));
        assertEquals("/c", value(headers.find("location", 0, HEADER, 1)));
        assertEquals(HeaderCode.NOREQUEST, headers.code("x", 0, HEADER, 3));
    }

    @Test
    void aListHasAllFieldsOfARequestInOrder() {
        Headers headers = fetch(SimReply.raw("HTTP/1.1 200 OK\r\nA: 1\r\nb: 2\r\na: 3\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(
                List.of(
                        new Header("A", "1", 2, 0, HEADER),
                        new Header("b", "2", 1, 0, HEADER),
                        new Header("a", "3", 2, 1, HEADER),
                        new Header("Content-Length", "0", 1, 0, HEADER)),
                headers.list(HEADER, LAST));
    }

    @Test
    void interimFieldsAndTrailersHaveOriginsOfTheirOwn() {
        Headers headers = fetch(SimReply.raw(String.join(
                "\r\n",
                "HTTP/1.1 103 Early Hints",
                "Link: l",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "A: 1",
                "",
                "1",
                "x",
                "0",
                "A: 2",
                "",
                "")));
        assertNull(headers.find("link"));
        assertEquals(
                new Header("Link", "l", 1, 0, HeaderOrigin.INTERIM), headers.find("link", 0, HeaderOrigin.ALL, LAST));
        assertEquals(new Header("A", "1", 1, 0, HEADER), headers.find("a"));
        assertEquals(
                new Header("A", "2", 1, 0, HeaderOrigin.TRAILER), headers.find("a", 0, HeaderOrigin.TRAILER, LAST));
        assertEquals(
                new Header("A", "2", 2, 1, HeaderOrigin.TRAILER),
                headers.find("a", 1, HEADER | HeaderOrigin.TRAILER, LAST));
        assertEquals(List.of(), headers.list(HeaderOrigin.PSEUDO | HeaderOrigin.CONNECT, LAST));
    }

    @Test
    void answersToConnectBelongToTheRequestBehindThem() {
        sim.server("p.test", 3128)
                .answer(request -> request.method().equals("CONNECT")
                        ? SimReply.raw("HTTP/1.1 200 OK\r\nVia: p\r\nA:  1\r\n 2 \r\n\r\n")
                        : status(200, "x", "A: 3"));
        Headers headers = run(sim.call(URL)
                .set(EasyOption.PROXY, "http://p.test:3128")
                .set(EasyOption.HTTPPROXYTUNNEL, true)
                .set(EasyOption.SUPPRESS_CONNECT_HEADERS, true));
        assertEquals(
                List.of(
                        new Header("Via", "p", 1, 0, HeaderOrigin.CONNECT),
                        new Header("A", "1 2", 1, 0, HeaderOrigin.CONNECT)),
                headers.list(HeaderOrigin.CONNECT, 0));
        assertEquals("3", value(headers.find("A")));
        assertEquals(1, headers.requests());
    }

    @Test
    void headerCallbacksFindTheFieldTheyAreCalledFor() {
        sim.server("a.test").reply(SimReply.raw("HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r\nContent-Length: 1\r\n\r\nx"));
        List<String> seen = new ArrayList<>();
        SimCall call = sim.call(URL).headerReader((easy, line) -> {
            seen.add(names(easy));
            return WriteResult.ACCEPTED;
        });
        call.writer((easy, data) -> {
            seen.add(names(easy));
            return WriteResult.ACCEPTED;
        });
        run(call);
        assertEquals(List.of("", "A", "AB", "ABContent-Length", "ABContent-Length", "ABContent-Length"), seen);
    }

    @Test
    void fieldsOfAFailedTransferStay() {
        sim.server("a.test")
                .reply(SimReply.raw("HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 9\r\n\r\nx")
                        .close());
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals(ResultCode.PARTIAL_FILE, call.result());
        assertEquals("1", value(call.easy().headers().find("a")));
    }

    @Test
    void theNextRunAndAResetForget() {
        sim.server("a.test").reply(status(200, "x", "A: 1"), status(200, "x", "B: 1"));
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        Headers headers = call.easy().headers();
        Header kept = headers.find("a");
        sim.remove(call);
        assertEquals("1", value(headers.find("a")));
        call.forget();
        sim.add(call);
        sim.runUntilDone();
        assertNull(headers.find("a"));
        assertEquals("1", value(headers.find("b")));
        assertEquals("1", value(kept));
        sim.remove(call);
        call.easy().reset();
        assertEquals(HeaderCode.NOHEADERS, headers.code("b", 0, HEADER, LAST));
        call.easy().close();
        assertEquals(HeaderCode.BAD_ARGUMENT, headers.code("b", 0, HEADER, LAST));
    }

    @Test
    void theTextOfAFieldHidesItsValue() {
        assertFalse(new Header("Set-Cookie", "secret", 2, 1, HEADER).toString().contains("secret"));
    }

    @Test
    @Tag("T078")
    void redirectsDoNotAddUpToFieldsWithoutEnd() {
        String[] fields = new String[Limits.TRANSFER_FIELDS / 4];
        Arrays.fill(fields, "a: b");
        fields[0] = "Location: /";
        sim.server("a.test").reply(status(302, "", fields));
        SimCall call = sim.call(URL).set(EasyOption.FOLLOWLOCATION, 1L);
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.TOO_LARGE, call.result());
        assertEquals(4, call.easy().headers().requests());
    }

    private static SimReply status(int code, String body, String... fields) {
        return SimReply.status(code, body.getBytes(StandardCharsets.US_ASCII), fields);
    }

    private Headers fetch(SimReply reply) {
        sim.server("a.test").reply(reply);
        return run(sim.call(URL));
    }

    private Headers run(SimCall call) {
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        return call.easy().headers();
    }

    private static String value(@Nullable Header header) {
        assertNotNull(header);
        return header.value();
    }

    private static String names(Easy easy) {
        StringBuilder names = new StringBuilder();
        easy.headers().list(HeaderOrigin.ALL, LAST).forEach(header -> names.append(header.name()));
        return names.toString();
    }
}
