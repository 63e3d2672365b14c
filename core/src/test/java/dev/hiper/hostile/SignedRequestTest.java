package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A signature is for one request to one origin. */
class SignedRequestTest {
    private static SimCall signed(SimHarness sim, String url) {
        return Redirects.following(sim, url)
                .set(EasyOption.AWS_SIGV4, "aws:amz:region:service")
                .set(EasyOption.USERPWD, "id:s3cret");
    }

    private static String signature(SimRequest request) {
        String field = String.valueOf(request.field("Authorization"));
        assertTrue(field.startsWith("AWS4-HMAC-SHA256 Credential=id/"), field);
        return field.substring(field.indexOf("Signature="));
    }

    @Test
    @Tag("T156")
    void anotherOriginSeesNoSignature() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("/next"), Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = sim.add(signed(sim, Answers.URL));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertNotEquals(signature(first.request(0)), signature(first.request(1)), "Each request has its own.");
            Redirects.without(other, "authorization", "aws4", "x-amz", "s3cret");
        }
    }

    /** Likewise if the signature was made by hand. */
    @Test
    @Tag("T156")
    void aSignatureGivenByHandStaysToo() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            sim.add(Redirects.following(sim, Answers.URL)
                    .set(EasyOption.HTTPHEADER, List.of("Authorization: AWS4-HMAC-SHA256 Credential=x")));
            sim.runUntilDone();
            assertNull(other.request(0).field("Authorization"));
        }
    }

    @Test
    @Tag("T156")
    void theOrderOfTheQueryDoesNotMatterButEachOfItsPartsDoes() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            for (String query : List.of("?a=1&a=2&b=3", "?b=3&a=2&a=1", "?a=1&b=3", "?a=1&a=1&b=3")) {
                sim.add(signed(sim, Answers.URL + query));
            }
            sim.runUntilDone();
            List<String> signatures =
                    server.requests().stream().map(SignedRequestTest::signature).toList();
            String first = signatures.get(indexOf(server, "/?a=1&a=2&b=3"));
            assertEquals(first, signatures.get(indexOf(server, "/?b=3&a=2&a=1")));
            assertNotEquals(first, signatures.get(indexOf(server, "/?a=1&b=3")));
            assertNotEquals(first, signatures.get(indexOf(server, "/?a=1&a=1&b=3")));
        }
    }

    private static int indexOf(SimServer server, String target) {
        return server.requests().stream().map(SimRequest::target).toList().indexOf(target);
    }

    @ParameterizedTest
    @Tag("T156")
    @ValueSource(strings = {"X-Amz-Meta: a\r\nX-Secret: 1", "X-Amz-Date: a\nX-Secret: 1", "Host: a\r\nX-Secret: 1"})
    void signedFieldsAreNoWayIn(String line) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            SimCall call = signed(sim, Answers.URL);
            try {
                call.set(EasyOption.HTTPHEADER, List.of(line));
            } catch (IllegalArgumentException refusedAtOnce) {
                return;
            }
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.BAD_FUNCTION_ARGUMENT, call.result());
            assertFalse(
                    server.peers().stream().anyMatch(peer -> peer.receivedText().contains("X-Secret")));
        }
    }
}
