package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come before the request is through, and the dance around 100. */
class EarlyAnswerTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final byte[] NO = "no".getBytes(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @Tag("T076")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void anEarlyRefusalIsDeliveredAndTheUploadStops(boolean announcesClose, boolean keepsReading) {
        try (SimHarness sim = new SimHarness()) {
            String[] fields = announcesClose ? new String[] {"Connection: close"} : new String[0];
            SimReply refusal =
                    SimReply.status(413, NO, fields).delayedMillis(50).early();
            SimServer server = sim.server("a.test").reply(announcesClose ? refusal.close() : refusal, SimReply.ok("x"));
            server.onAccept(peer -> {
                if (!keepsReading) {
                    sim.network().afterMillis(10, peer::stopReading);
                }
            });
            long[] given = new long[1];
            SimCall call = sim.add(upload(sim, GIBIBYTE, given).set(EasyOption.HTTPHEADER, List.of("Expect:")));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            assertEquals("no", call.body());
            assertTrue(given[0] < GIBIBYTE, "The upload stopped.");
            assertFalse(server.peer(0).socket().isOpen());

            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
            assertEquals(2, server.peers().size());
        }
    }

    @Test
    @Tag("T076")
    void noDeadlockWhenBothDirectionsAreFull() {
        try (SimHarness sim = new SimHarness()) {
            String large = "y".repeat(1 << 20);
            SimServer server = sim.server("a.test")
                    .reply(SimReply.ok(large).delayedMillis(30).early());
            server.onAccept(peer -> peer.readSlowly(512, 1_000_000_000L));
            SimCall call = sim.add(upload(sim, 200_000, new long[1]).set(EasyOption.HTTPHEADER, List.of("Expect:")));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals(large.length(), call.body().length());
        }
    }

    @Test
    @Tag("T076")
    void theUploadIsFinishedBehindAnEarlySuccessOnAKeptConnection() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("early").early(), SimReply.ok("x"));
            SimCall call = sim.add(upload(sim, 300_000, new long[1]).set(EasyOption.HTTPHEADER, List.of("Expect:")));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("early", call.body());
            sim.get(Answers.URL);
            sim.runUntilDone();
            assertTrue(server.request(0).isComplete());
            assertEquals(300_000, server.request(0).body().length);
            assertEquals(1, server.peers().size());
        }
    }

    @Test
    @Tag("T077")
    void theBodyIsSentAfterASecondOfSilence() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("done"));
            SimCall call = sim.add(expecting(sim, new long[1]));
            sim.runFor(900);
            assertEquals(0, server.request(0).body().length);
            sim.runUntilDone();
            assertEquals("done", call.body());
            assertEquals(5, server.request(0).body().length);
            assertTrue(sim.clock().elapsedMillis() >= 1000);
        }
    }

    @Test
    @Tag("T077")
    void aRefusedExpectationIsAskedAgainWithoutIt() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> {
                SimReply reply = request.expectsContinue() ? SimReply.status(417, new byte[0]) : SimReply.ok("done");
                return request.expectsContinue() ? reply.early() : reply;
            });
            SimCall call = sim.add(expecting(sim, new long[1]));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result(), () -> call.message().toString());
            assertEquals("done", call.body());
            SimRequest again = server.request(1);
            assertNull(again.field("Expect"));
            assertEquals("hello", again.bodyText());
            assertEquals(0, server.request(0).body().length);
            assertEquals(2, server.peers().size(), "The length promised on the first one was not sent.");
        }
    }

    @ParameterizedTest
    @Tag("T077")
    @ValueSource(ints = {401, 403, 500})
    void anotherAnswerInsteadOf100LeavesTheBodyUnsentAndTheConnectionUnused(int status) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").reply(SimReply.status(status, NO).early(), SimReply.ok("x"));
            long[] given = new long[1];
            SimCall call = sim.add(expecting(sim, given));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("no", call.body());
            assertEquals(0, given[0]);
            assertEquals(0, server.request(0).body().length);
            assertFalse(server.peer(0).socket().isOpen());
            SimCall next = sim.get(Answers.URL);
            sim.runUntilDone();
            assertEquals("x", next.body());
        }
    }

    @Test
    @Tag("T077")
    void repeatedAndLateInvitationsChangeNothing() {
        String invitation = "HTTP/1.1 100 Continue\r\n\r\n";
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").answer(request -> SimReply.raw(invitation.repeat(3))
                    .pauseMillis(2000)
                    .then(invitation)
                    .then("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
                    .early());
            SimCall call = sim.add(expecting(sim, new long[1]));
            sim.runUntilDone();
            assertEquals(ResultCode.OK, call.result());
            assertEquals("done", call.body());
            assertEquals("hello", server.request(0).bodyText());
        }
    }

    private static SimCall expecting(SimHarness sim, long[] given) {
        return upload(sim, 5, given).set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue"));
    }

    private static SimCall upload(SimHarness sim, long size, long[] given) {
        byte[] piece = "hello".getBytes(StandardCharsets.ISO_8859_1);
        return sim.call(Answers.URL)
                .set(EasyOption.UPLOAD, true)
                .set(EasyOption.INFILESIZE_LARGE, size)
                .set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    given[0] = offset;
                    return SeekResult.OK;
                })
                .set(EasyOption.READFUNCTION, (easy, destination) -> {
                    int count = 0;
                    while (destination.hasRemaining() && given[0] < size) {
                        destination.put(piece[(int) (given[0] % piece.length)]);
                        given[0]++;
                        count++;
                    }
                    return count;
                });
    }
}
