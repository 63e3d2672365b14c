package dev.hiper.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyOption;
import dev.hiper.MultiOption;
import dev.hiper.error.ResultCode;
import dev.hiper.mime.Mime;
import dev.hiper.mime.MimePart;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms whose names want to be more than names: judged by the bytes that the server gets. */
class MultipartTest {
    private static final int FORMS = 200;

    /** 128 bits take 22 characters of an alphabet of 62. */
    private static final int RANDOM_CHARACTERS = 22;

    @ParameterizedTest
    @Tag("T044")
    @ValueSource(
            strings = {
                "a\r\nX-Secret: 1",
                "a\"; filename=\"evil",
                "a\r\n\r\nX-Secret",
                "a\nX-Secret: 1",
                "a\\\"b",
                "\u00fc\u20ac",
                "a\u0000X-Secret"
            })
    void noNameIsMoreThanAName(String name) {
        for (long escaping : new long[] {0, 1}) {
            assertOneName(part -> part.name(name).data("x"), "; name=\"", escaping);
            assertOneName(part -> part.name("f").filename(name).data("x"), "; filename=\"", escaping);
        }
    }

    @ParameterizedTest
    @Tag("T044")
    @ValueSource(strings = {"text/plain\r\nX-Secret: 1", "text/plain\nX-Secret: 1", "text/plain\u0000"})
    void noTypeAndNoLineIsMoreThanALine(String value) {
        assertHarmless(part -> part.name("f").type(value).data("x"), 0);
        assertHarmless(
                part -> part.name("f").headers(List.of("X-Part: " + value)).data("x"), 0);
    }

    @ParameterizedTest
    @Tag("T044")
    @CsvSource({"0, a%22b", "1, 'a\\\"b'"})
    void quotesAreEncodedAsBrowsersDoOrWithABackslash(long escaping, String expected) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            send(sim, part -> part.name("a\"b").data("x"), escaping);
            assertTrue(server.request(0).bodyText().contains("name=\"" + expected + "\""), server.request(0)::bodyText);
        }
    }

    @Test
    @Tag("T045")
    void boundariesAreLongAndNeverTheSame() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < FORMS; i++) {
                send(sim, part -> part.name("f").data("x"), 0);
                String type = String.valueOf(server.request(i).field("Content-Type"));
                assertTrue(type.startsWith("multipart/form-data; boundary="), type);
                seen.add(type.substring(type.indexOf('=') + 1));
            }
            assertEquals(FORMS, seen.size());
            seen.forEach(boundary ->
                    assertTrue(boundary.chars().filter(c -> c != '-').count() >= RANDOM_CHARACTERS, boundary));
        }
    }

    @Test
    @Tag("T046")
    void theHostGivenByHandIsForItsOwnHost() {
        try (SimHarness sim = new SimHarness()) {
            SimServer first = sim.server("a.test").reply(Redirects.to("/here"), Redirects.to("http://b.test/"));
            SimServer other = sim.server("b.test").reply(SimReply.ok("other"));
            Mime form = Mime.create();
            form.addPart().name("f").data("x");
            sim.add(Redirects.following(sim, Answers.URL)
                    .set(EasyOption.MIMEPOST, form)
                    .set(EasyOption.HTTPHEADER, List.of("Host: inner.test")));
            sim.runUntilDone();
            assertEquals(List.of("inner.test"), first.request(0).values("Host"));
            assertEquals(List.of("inner.test"), first.request(1).values("Host"));
            assertEquals(List.of("b.test"), other.request(0).values("Host"));
        }
    }

    @Test
    @Tag("T047")
    void aLocationCannotBlowARequestUp() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server =
                    sim.server("a.test").answer(request -> Redirects.to(request.target() + "/" + "x".repeat(20_000)));
            SimCall call = sim.add(Redirects.following(sim, Answers.URL).set(EasyOption.MAXREDIRS, -1L));
            sim.set(MultiOption.MAXCONNECTS, 1L);
            sim.runUntilDone();
            assertTrue(call.result() != ResultCode.OK);
            server.requests().forEach(request -> assertTrue(request.head().length() <= 1 << 20));
        }
    }

    private static void assertOneName(Consumer<MimePart> content, String parameter, long escaping) {
        SimRequest request = assertHarmless(content, escaping);
        if (request == null) {
            return;
        }
        String body = new String(request.body(), UTF_8);
        int start = body.indexOf(parameter) + parameter.length();
        int end = start;
        while (body.charAt(end) != '"') {
            end += body.charAt(end) == '\\' && escaping == 1 ? 2 : 1;
        }
        String after = body.substring(end + 1, body.indexOf("\r\n\r\n"));
        assertFalse(after.contains("evil"), body);
    }

    /** The request, whose part has no line that was smuggled in; null if the values are refused. */
    private static @Nullable SimRequest assertHarmless(Consumer<MimePart> content, long escaping) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("x"));
            ResultCode result;
            try {
                result = send(sim, content, escaping);
            } catch (IllegalArgumentException refusedAtOnce) {
                return null;
            }
            if (result != ResultCode.OK) {
                assertEquals(List.of(), server.requests());
                return null;
            }
            String body = server.request(0).bodyText();
            String head = body.substring(0, body.indexOf("\r\n\r\n"));
            for (String line : head.split("[\r\n]+", -1)) {
                assertFalse(line.startsWith("X-Secret"), body);
            }
            assertFalse(body.contains("\u0000"), body);
            return server.request(0);
        }
    }

    private static ResultCode send(SimHarness sim, Consumer<MimePart> content, long escaping) {
        try (Mime form = Mime.create()) {
            content.accept(form.addPart());
            SimCall call = sim.call(Answers.URL).set(EasyOption.MIMEPOST, form).set(EasyOption.MIME_OPTIONS, escaping);
            sim.add(call);
            sim.runUntilDone();
            sim.remove(call);
            return call.result();
        }
    }
}
