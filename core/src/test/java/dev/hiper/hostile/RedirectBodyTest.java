package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.ReadCallback;
import dev.hiper.SeekResult;
import dev.hiper.error.ResultCode;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimeSource;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a body, and of what describes it, when the request has to be made again or somewhere else. */
class RedirectBodyTest {
    private static final String TEXT = "0123456789";
    private static final byte[] BODY = TEXT.getBytes(StandardCharsets.ISO_8859_1);
    private static final String OTHER = "http://b.test/";

    /** A source of {@link #TEXT} that counts, and can go back if it is told to. */
    private static final class Source {
        final List<Long> seeks = new ArrayList<>();
        int reads;

        private int position;

        void feed(SimCall call, boolean seekable, long announced) {
            call.set(EasyOption.READFUNCTION, (easy, destination) -> {
                        reads++;
                        if (position == BODY.length) {
                            return 0;
                        }
                        destination.put(BODY[position++]);
                        return 1;
                    })
                    .set(EasyOption.INFILESIZE_LARGE, announced)
                    .set(EasyOption.POSTFIELDSIZE_LARGE, announced);
            if (seekable) {
                call.set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    seeks.add(offset);
                    position = (int) offset;
                    return SeekResult.OK;
                });
            }
        }
    }

    @ParameterizedTest
    @Tag("T012")
    @CsvSource({"301, POST", "302, POST", "303, POST", "303, PUT"})
    void theBodyAndAllThatDescribesItStayBehind(int status, String method) {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to(status, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL)
                    .set(
                            EasyOption.HTTPHEADER,
                            List.of(
                                    "Content-Type: text/plain",
                                    "Content-Length: 10",
                                    "Content-Encoding: identity",
                                    "Content-Language: en",
                                    "Content-MD5: x",
                                    "Transfer-Encoding:",
                                    "Expect:",
                                    "X-Own: 1"));
            upload(call, method);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals(TEXT, first.request(0).bodyText());
            SimRequest followUp = other.request(0);
            assertEquals("GET", followUp.method());
            assertEquals("", followUp.bodyText());
            assertEquals("1", followUp.field("X-Own"));
            String head = followUp.head().toLowerCase(Locale.ROOT);
            assertFalse(head.contains("\ncontent-") || head.contains("transfer-encoding"), head);
        }
    }

    @Test
    @Tag("T012")
    void theExpectationStaysBehindToo() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first =
                    sim.server("a.test").reply(Redirects.to(303, OTHER).early());
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL)
                    .set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue", "Transfer-Encoding: chunked"));
            upload(call, "POST");
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertTrue(first.request(0).expectsContinue());
            assertNull(other.request(0).field("Expect"));
            assertNull(other.request(0).field("Transfer-Encoding"));
        }
    }

    /** What a request without a body says of itself goes on. */
    @Test
    @Tag("T012")
    void aGetKeepsWhatItSays() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            sim.add(Redirects.following(sim, Answers.URL)
                    .set(EasyOption.HTTPHEADER, List.of("Content-Type: text/plain")));
            sim.runUntilDone();
            assertEquals("text/plain", other.request(0).field("Content-Type"));
        }
    }

    @ParameterizedTest
    @Tag("T012")
    @CsvSource({"301, 1", "302, 2", "303, 4", "307, 0", "308, 0"})
    void aPostThatStaysOneTakesItsBodyAlong(int status, long keep) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(status, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL).set(EasyOption.POSTREDIR, keep);
            upload(call, "POST");
            sim.add(call);
            sim.runUntilDone();
            assertEquals("POST", other.request(0).method());
            assertEquals(TEXT, other.request(0).bodyText());
            assertEquals(List.of("10"), other.request(0).values("Content-Length"));
        }
    }

    @ParameterizedTest
    @Tag("T013")
    @CsvSource({"307, POST, 10", "308, PUT, 10", "307, POST, -1", "308, PUT, -1"})
    void aStreamThatCanGoBackIsSentAgainWhole(int status, String method, long announced) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(status, OTHER).inviting());
            SimServer other = sim.server("b.test").reply(SimReply.ok("other").inviting());
            Source source = new Source();
            SimCall call = Redirects.following(sim, Answers.URL);
            stream(call, method);
            source.feed(call, true, announced);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body(), () -> String.valueOf(call.message()));
            assertEquals(List.of(0L), source.seeks);
            assertEquals(TEXT, other.request(0).bodyText());
            assertTrue(other.request(0).isComplete());
        }
    }

    @ParameterizedTest
    @Tag("T013")
    @CsvSource({"307, POST, 10", "308, PUT, 10", "307, PUT, -1"})
    void aStreamThatCannotGoBackIsAnError(int status, String method, long announced) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(status, OTHER).inviting());
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            SimCall call = Redirects.following(sim, Answers.URL);
            stream(call, method);
            new Source().feed(call, false, announced);
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.SEND_FAIL_REWIND, call.result());
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    @Tag("T013")
    void aStreamThatWasNotBegunNeedsNoWayBack() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first =
                    sim.server("a.test").reply(Redirects.to(307, OTHER).early());
            SimServer other = sim.server("b.test").reply(SimReply.ok("other").inviting());
            Source source = new Source();
            SimCall call =
                    Redirects.following(sim, Answers.URL).set(EasyOption.HTTPHEADER, List.of("Expect: 100-continue"));
            stream(call, "PUT");
            source.feed(call, false, BODY.length);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("other", call.body(), () -> String.valueOf(call.message()));
            assertEquals("", first.request(0).bodyText());
            assertEquals(TEXT, other.request(0).bodyText());
        }
    }

    @ParameterizedTest
    @Tag("T013")
    @ValueSource(booleans = {true, false})
    void aStreamThatIsInterruptedHalfWayStartsOverOrFails(boolean seekable) {
        int size = 300_000;
        try (SimHarness sim = new SimHarness()) {
            SimServer first =
                    sim.server("a.test").reply(Redirects.to(307, OTHER).early());
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            first.onAccept(peer -> peer.readSlowly(1000, 1_000_000));
            int[] position = new int[1];
            ReadCallback reader = (easy, destination) -> {
                int count = Math.min(destination.remaining(), size - position[0]);
                destination.put("u".repeat(count).getBytes(StandardCharsets.ISO_8859_1));
                position[0] += count;
                return count;
            };
            SimCall call = Redirects.following(sim, Answers.URL)
                    .set(EasyOption.UPLOAD, true)
                    .set(EasyOption.INFILESIZE_LARGE, (long) size)
                    .set(EasyOption.READFUNCTION, reader)
                    .set(EasyOption.HTTPHEADER, List.of("Expect:"));
            if (seekable) {
                call.set(EasyOption.SEEKFUNCTION, (easy, offset) -> {
                    position[0] = (int) offset;
                    return SeekResult.OK;
                });
            }
            sim.add(call);
            sim.runUntilDone();
            sim.runFor(2000);
            assertTrue(first.request(0).body().length < size);
            assertFalse(first.peer(0).socket().isOpen(), "Half a request is on it.");
            if (seekable) {
                assertEquals("other", call.body());
                assertEquals(size, other.request(0).body().length);
            } else {
                assertEquals(ResultCode.SEND_FAIL_REWIND, call.result());
                assertEquals(List.of(), other.requests());
            }
        }
    }

    @Test
    @Tag("T013")
    void aFormIsReadAgainFromItsBeginning() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to(307, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            Mime form = Mime.create();
            form.addPart().name("field").data(BODY);
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.MIMEPOST, form));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertTrue(first.request(0).bodyText().contains(TEXT));
            assertEquals(first.request(0).bodyText(), other.request(0).bodyText());
            assertEquals(
                    first.request(0).field("Content-Type"), other.request(0).field("Content-Type"));
        }
    }

    @ParameterizedTest
    @Tag("T013")
    @ValueSource(booleans = {true, false})
    void aFormWithAStreamIsAsGoodAsTheStream(boolean seekable) {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(307, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            Mime form = Mime.create();
            form.addPart().name("field").dataCallback(BODY.length, source(seekable));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.MIMEPOST, form));
            sim.runUntilDone();
            if (seekable) {
                assertTrue(other.request(0).bodyText().contains(TEXT));
            } else {
                assertEquals(ResultCode.SEND_FAIL_REWIND, call.result());
                assertEquals(List.of(), other.requests());
            }
        }
    }

    @Test
    @Tag("T012")
    void aFormStaysBehindAfter303() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(303, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            Mime form = Mime.create();
            form.addPart().name("field").data(BODY);
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.MIMEPOST, form));
            sim.runUntilDone();
            assertEquals("other", call.body());
            assertEquals("GET", other.request(0).method());
            assertNull(other.request(0).field("Content-Type"));
            assertNull(other.request(0).field("Content-Length"));
        }
    }

    @Test
    @Tag("T041")
    @Tag("T042")
    void lengthAndCodingStaySingleOverRedirects() {
        for (String line : List.of("Content-Length: 6", "Transfer-Encoding: chunked")) {
            try (SimHarness sim = new SimHarness()) {
                sim.server("a.test").reply(Redirects.to(307, OTHER));
                SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
                SimCall call = Redirects.following(sim, Answers.URL)
                        .set(EasyOption.HTTPHEADER, List.of(line, "content-length: 7"));
                upload(call, "POST");
                sim.add(call);
                sim.runUntilDone();
                boolean chunked = line.startsWith("T");
                assertEquals(
                        chunked ? 0 : 1,
                        other.request(0).values("Content-Length").size());
                assertEquals(
                        chunked ? 1 : 0,
                        other.request(0).values("Transfer-Encoding").size());
                assertEquals(TEXT, other.request(0).bodyText());
            }
        }
    }

    @Test
    @Tag("T041")
    void aFormHasOneLengthAndThatIsTheEngines() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            Mime form = Mime.create();
            form.addPart().name("field").data(BODY);
            sim.add(sim.call(Answers.URL)
                    .set(EasyOption.MIMEPOST, form)
                    .set(EasyOption.HTTPHEADER, List.of("Content-Length: 5", "content-length: 6")));
            sim.runUntilDone();
            SimRequest request = server.request(0);
            assertEquals(List.of(Integer.toString(request.body().length)), request.values("Content-Length"));
        }
    }

    @ParameterizedTest
    @Tag("T043")
    @CsvSource({"9", "11"})
    void aStreamOfAFormKeepsItsWord(int announced) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            Mime form = Mime.create();
            form.addPart().name("field").dataCallback(announced, source(false));
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.MIMEPOST, form));
            sim.runUntilDone();
            sim.runFor(100);
            for (SimRequest request : server.requests()) {
                assertTrue(request.body().length
                        <= Long.parseLong(request.values("Content-Length").get(0)));
            }
            if (announced > BODY.length) {
                assertEquals(ResultCode.READ_ERROR, call.result());
                assertFalse(server.peer(0).socket().isOpen());
            }
        }
    }

    @Test
    @Tag("T048")
    void afterARedirectTheNextTransferOfTheHandleHasItsOwnBody() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(Redirects.to(303, OTHER));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            Source source = new Source();
            SimCall call = Redirects.following(sim, Answers.URL);
            stream(call, "PUT");
            source.feed(call, true, BODY.length);
            sim.add(call);
            sim.runUntilDone();
            sim.remove(call);
            int before = source.reads;
            call.forget().set(EasyOption.URL, OTHER).set(EasyOption.POSTFIELDS, new byte[] {'z'});
            call.set(EasyOption.POSTFIELDSIZE_LARGE, -1L);
            sim.add(call);
            sim.runUntilDone();
            assertEquals("POST", other.request(1).method());
            assertEquals("z", other.request(1).bodyText());
            assertEquals(before, source.reads);
        }
    }

    @Test
    @Tag("T048")
    void aFormDoesNotSurviveAnotherKindOfBody() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            Mime form = Mime.create();
            form.addPart().name("field").data(BODY);
            SimCall call = sim.add(sim.call(Answers.URL).set(EasyOption.MIMEPOST, form));
            sim.runUntilDone();
            sim.remove(call);
            sim.add(call.forget().set(EasyOption.POSTFIELDS, new byte[] {'z'}));
            sim.runUntilDone();
            sim.remove(call);
            sim.add(call.forget().set(EasyOption.HTTPGET, true));
            sim.runUntilDone();
            assertEquals("z", server.request(1).bodyText());
            assertEquals("application/x-www-form-urlencoded", server.request(1).field("Content-Type"));
            assertEquals("GET", server.request(2).method());
            assertNull(server.request(2).field("Content-Type"));
        }
    }

    private static void upload(SimCall call, String method) {
        if (method.equals("POST")) {
            call.set(EasyOption.POSTFIELDS, BODY);
        } else {
            stream(call, method);
            new Source().feed(call, false, BODY.length);
        }
    }

    private static void stream(SimCall call, String method) {
        if (method.equals("POST")) {
            call.set(EasyOption.POST, true);
        } else {
            call.set(EasyOption.UPLOAD, true);
        }
    }

    private static MimeSource source(boolean seekable) {
        int[] position = new int[1];
        return new MimeSource() {
            @Override
            public int onRead(ByteBuffer destination) {
                if (position[0] == BODY.length) {
                    return 0;
                }
                destination.put(BODY[position[0]++]);
                return 1;
            }

            @Override
            public boolean onSeek(long offset) {
                position[0] = seekable ? 0 : position[0];
                return seekable;
            }
        };
    }
}
