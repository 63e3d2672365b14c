package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.HttpAuth;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which request follows a redirect. */
@Tag("M28")
class RedirectTest {
    private static final String URL = "http://a.test/";
    private static final long ALL = 1;

    private final SimHarness sim = new SimHarness();

    private static SimReply to(int status, String location) {
        return SimReply.status(status, new byte[0], "Location: " + location);
    }

    private SimCall following(long how) {
        return sim.call(URL).set(EasyOption.FOLLOWLOCATION, how);
    }

    private String methods(SimServer server) {
        return String.join(
                " ", server.requests().stream().map(SimRequest::method).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, 0, POST GET",
        "302, POST, 0, POST GET",
        "303, POST, 0, POST GET",
        "307, POST, 0, POST POST",
        "308, POST, 0, POST POST",
        "301, POST, 1, POST POST",
        "302, POST, 2, POST POST",
        "303, POST, 4, POST POST",
        "301, POST, 6, POST GET",
        "301, PUT, 0, PUT PUT",
        "302, PUT, 0, PUT PUT",
        "303, PUT, 7, PUT GET",
        "307, PUT, 0, PUT PUT",
        "303, HEAD, 0, HEAD HEAD",
        "302, GET, 0, GET GET"
    })
    void theStatusDecidesAboutTheMethod(int status, String method, long keep, String expected) {
        SimServer server = sim.server("a.test").reply(to(status, "/next"), SimReply.bodyless(204));
        SimCall call = following(ALL).set(EasyOption.POSTREDIR, keep);
        switch (method) {
            case "POST" -> call.set(EasyOption.POSTFIELDS, Bodies.bytes(5));
            case "PUT" ->
                call.set(EasyOption.UPLOAD, true)
                        .set(EasyOption.INFILESIZE_LARGE, 0L)
                        .set(EasyOption.READFUNCTION, (easy, destination) -> 0);
            case "HEAD" -> call.set(EasyOption.NOBODY, true);
            default -> call.set(EasyOption.HTTPGET, true);
        }
        sim.add(call);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, call.result());
        assertEquals(expected, methods(server));
        sim.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 302, PURGE PURGE",
        "1, 303, PURGE PURGE",
        "2, 307, PURGE PURGE",
        "2, 303, PURGE GET",
        "3, 302, PURGE GET",
        "3, 307, PURGE GET"
    })
    void theModeDecidesAboutACustomMethod(long how, int status, String expected) {
        SimServer server = sim.server("a.test").reply(to(status, "/next"), SimReply.bodyless(204));
        sim.add(following(how).set(EasyOption.CUSTOMREQUEST, "PURGE"));
        sim.runUntilDone();
        assertEquals(expected, methods(server));
        sim.close();
    }

    @ParameterizedTest
    @CsvSource({"1, POST POST", "2, POST GET", "3, POST GET"})
    void aCustomNameOfAPostGoesTheSameWay(long how, String expected) {
        SimServer server = sim.server("a.test").reply(to(302, "/next"), SimReply.bodyless(204));
        sim.add(following(how).set(EasyOption.POSTFIELDS, Bodies.bytes(5)).set(EasyOption.CUSTOMREQUEST, "POST"));
        sim.runUntilDone();
        assertEquals(expected, methods(server));
        assertEquals("", server.request(1).bodyText());
        sim.close();
    }

    @Test
    void aRoundOfAuthenticationCountsAsARedirect() {
        SimServer server = sim.server("a.test").reply(SimReply.status(401, new byte[0], "WWW-Authenticate: Basic"));
        SimCall none = sim.call(URL).set(EasyOption.MAXREDIRS, 0L);
        SimCall one = sim.call(URL).set(EasyOption.MAXREDIRS, 1L);
        for (SimCall call : List.of(none, one)) {
            sim.add(call.set(EasyOption.USERPWD, "u:p").set(EasyOption.HTTPAUTH, HttpAuth.ANY));
        }
        sim.runUntilDone();
        assertEquals(ResultCode.TOO_MANY_REDIRECTS, none.result());
        assertEquals(ResultCode.OK, one.result());
        assertEquals(1, one.easy().info(EasyInfo.REDIRECT_COUNT));
        assertEquals(3, server.requests().size());
        sim.close();
    }

    @Test
    void thePortOptionIsForTheFirstRequest() {
        SimServer first = sim.server("a.test", 8080).reply(to(302, "/same"), to(302, "http://a.test/other"));
        SimServer other = sim.serverAt("10.0.0.1", 80).reply(SimReply.ok("x"));
        sim.add(following(ALL).set(EasyOption.PORT, 8080L));
        sim.runUntilDone();
        assertEquals(2, first.requests().size());
        assertEquals(List.of("a.test"), other.request(0).values("Host"));
        sim.close();
    }

    @Test
    void noFollowingMeansThatTheAnswerIsTheEnd() {
        SimServer server = sim.server("a.test").reply(to(302, "/next"));
        SimCall call = sim.get(URL);
        sim.runUntilDone();
        assertEquals(1, server.requests().size());
        assertEquals(302, call.easy().info(EasyInfo.RESPONSE_CODE));
        assertEquals("http://a.test/next", call.easy().info(EasyInfo.REDIRECT_URL));
        sim.close();
    }
}
