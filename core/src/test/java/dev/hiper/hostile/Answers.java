package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimReply.Cut;
import dev.hiper.sim.SimServer;
import java.util.List;
import java.util.function.Consumer;

/**
 * One answer of a misbehaving server and everything that must hold around it. Each check plays the answer twice, in one segment
 * and byte by byte, next to a transfer to another server, and makes a second request to the same server.
 */
final class Answers {
    static final String URL = "http://a.test/";
    static final String NEXT = "the next answer";

    private static final String OTHER = "of another server";
    private static final long SETTLE_MILLIS = 500;

    private Answers() {}

    /**
     * The transfer fails; only {@code delivered} reached the application; the connection is closed at once and the
     * next transfer, on a new one, gets its own answer.
     */
    static void assertRefused(ResultCode expected, String delivered, SimReply answer) {
        assertRefused(expected, delivered, answer, call -> {});
    }

    static void assertRefused(ResultCode expected, String delivered, SimReply answer, Consumer<SimCall> setUp) {
        for (Cut cut : List.of(Cut.WHOLE, Cut.BYTES)) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(answer.cut(cut), SimReply.ok(NEXT));
                sim.server("b.test").reply(SimReply.ok(OTHER).delayedMillis(5));
                SimCall bystander = sim.get("http://b.test/");
                SimCall call = sim.call(URL);
                setUp.accept(call);
                sim.add(call);
                sim.runUntilDone();
                assertEquals(expected, call.result(), () -> cut + ": " + call.message() + "\n" + sim.traceText());
                assertEquals(delivered, call.body(), cut.name());
                assertEquals(1, server.peers().size(), "It was a fresh connection: no second try.");
                assertFalse(server.peer(0).socket().isOpen(), "The connection is closed.");
                assertNextIsClean(sim, server, 2);
                assertEquals(OTHER, bystander.body());
            }
        }
    }

    /** The transfer succeeds with {@code body}; {@code reused} tells whether the next one uses the same connection. */
    static void assertDelivered(String body, boolean reused, SimReply answer) {
        assertDelivered(body, reused, answer, call -> {});
    }

    static void assertDelivered(String body, boolean reused, SimReply answer, Consumer<SimCall> setUp) {
        for (Cut cut : List.of(Cut.WHOLE, Cut.BYTES)) {
            try (SimHarness sim = new SimHarness()) {
                SimServer server = sim.server("a.test").reply(answer.cut(cut), SimReply.ok(NEXT));
                SimCall call = sim.call(URL);
                setUp.accept(call);
                sim.add(call);
                sim.runUntilDone();
                assertEquals(ResultCode.OK, call.result(), () -> cut + ": " + call.message() + "\n" + sim.traceText());
                assertEquals(body, call.body(), cut.name());
                sim.runFor(SETTLE_MILLIS);
                assertNextIsClean(sim, server, reused ? 1 : 2);
                assertTrue(reused || !server.peer(0).socket().isOpen(), "A connection of no use is closed.");
            }
        }
    }

    /** A complete 200 with these field lines, separated by |, and these bytes behind the head. */
    static SimReply ok(String fields, String rest) {
        return head("200 OK", fields, rest);
    }

    static SimReply head(String status, String fields, String rest) {
        String lines = fields.isEmpty() ? "" : fields.replace("|", "\r\n") + "\r\n";
        return SimReply.raw("HTTP/1.1 " + status + "\r\n" + lines + "\r\n" + rest);
    }

    /** At most {@code tolerance} off. */
    static void assertNear(long expected, long actual, long tolerance) {
        assertTrue(Math.abs(expected - actual) <= tolerance, () -> expected + " expected, but it was " + actual);
    }

    private static void assertNextIsClean(SimHarness sim, SimServer server, int connections) {
        SimCall next = sim.get(URL);
        sim.runUntilDone();
        assertEquals(ResultCode.OK, next.result(), () -> next.message() + "\n" + sim.traceText());
        assertEquals(NEXT, next.body());
        assertEquals(connections, server.peers().size(), () -> "connections\n" + sim.traceText());
    }
}
