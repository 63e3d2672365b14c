package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.HttpVersion;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.WriteResult;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not survive from one use of a handle to the next, judged by the bytes of the requests. */
class HandleReuseTest {
    private record Mark(EasyOption<?> option, Consumer<Easy> set) {
        static <T> Mark of(EasyOption<T> option, T value) {
            return new Mark(option, easy -> easy.set(option, value));
        }

        void clear(Easy easy) {
            easy.set(option, null);
        }

        @Override
        public String toString() {
            return option.name();
        }
    }

    /** Options that show in a request, each with a value that does. */
    static List<Mark> marks() {
        return List.of(
                Mark.of(EasyOption.USERAGENT, "marker"),
                Mark.of(EasyOption.REFERER, "marker"),
                Mark.of(EasyOption.COOKIE, "marker=1"),
                Mark.of(EasyOption.RANGE, "1-2"),
                Mark.of(EasyOption.RESUME_FROM_LARGE, 0L),
                Mark.of(EasyOption.HTTPHEADER, List.of("X-Marker: 1", "Host: marker.test", "Accept: marker/*")),
                Mark.of(EasyOption.CUSTOMREQUEST, "MARKER"),
                Mark.of(EasyOption.REQUEST_TARGET, "/marker"),
                Mark.of(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0),
                Mark.of(EasyOption.PATH_AS_IS, true),
                Mark.of(EasyOption.NOBODY, true));
    }

    @Test
    @Tag("T220")
    void afterAResetARequestIsThatOfANewHandle() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.bodyless(204));
            Easy easy = Easy.create();
            marks().forEach(mark -> mark.set().accept(easy));
            easy.set(EasyOption.POSTFIELDS, "marker".getBytes(StandardCharsets.ISO_8859_1));
            easy.set(EasyOption.READFUNCTION, (self, destination) -> {
                throw new AssertionError("the read callback survived");
            });
            String marked = request(sim, server, easy);
            easy.reset();
            assertNotEquals(marked, request(sim, server, easy));
            assertEquals(request(sim, server, Easy.create()), request(sim, server, easy));
            assertEquals(
                    1,
                    server.peers().stream()
                            .filter(peer -> !peer.clientHasEnded())
                            .count(),
                    "The pool survives.");
        }
    }

    @ParameterizedTest
    @Tag("T221")
    @MethodSource("marks")
    void anOptionThatIsTakenBackLeavesNoTrace(Mark mark) {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.bodyless(204));
            String plain = request(sim, server, Easy.create());
            Easy easy = Easy.create();
            mark.set().accept(easy);
            request(sim, server, easy);
            mark.clear(easy);
            assertEquals(plain, request(sim, server, easy));
        }
    }

    @Test
    @Tag("T221")
    void aBodyThatIsTakenBackLeavesNoTrace() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.bodyless(204));
            String plain = request(sim, server, Easy.create());
            Easy easy = Easy.create().set(EasyOption.POSTFIELDS, new byte[] {1, 2, 3});
            request(sim, server, easy);
            easy.set(EasyOption.POSTFIELDS, null).set(EasyOption.HTTPGET, true);
            assertEquals(plain, request(sim, server, easy));
        }
    }

    @Test
    @Tag("T222")
    void aCloneSendsWhatItWasMadeWithNulsIncluded() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.bodyless(204));
            byte[] body = {'a', 0, 'b', 0, 0};
            List<String> lines = new ArrayList<>(List.of("X-Own: 1"));
            Easy original = Easy.create().set(EasyOption.COPYPOSTFIELDS, body).set(EasyOption.HTTPHEADER, lines);
            Easy clone = original.duphandle();
            original.set(EasyOption.COPYPOSTFIELDS, new byte[] {'z'});
            original.set(EasyOption.HTTPHEADER, List.of("X-Own: 2"));
            lines.add("X-Late: 1");
            body[0] = 'x';
            request(sim, server, clone);
            request(sim, server, original);
            assertArrayEquals(new byte[] {'a', 0, 'b', 0, 0}, server.request(0).body());
            assertEquals(List.of("1"), server.request(0).values("X-Own"));
            assertEquals(List.of(), server.request(0).values("X-Late"));
            assertArrayEquals(new byte[] {'z'}, server.request(1).body());
            assertEquals(List.of("2"), server.request(1).values("X-Own"));
        }
    }

    @Test
    @Tag("T223")
    void aHandleIsInOneEngineOnce() {
        try (SimHarness sim = new SimHarness();
                Multi other = Multi.create()) {
            sim.server("a.test").reply(SimReply.ok("x").delayedMillis(5));
            Easy easy = sim.get(Answers.URL).easy();
            for (Multi multi : List.of(sim.multi(), other)) {
                MultiException twice = assertThrows(MultiException.class, () -> multi.add(easy));
                assertEquals(MultiCode.ADDED_ALREADY, twice.code());
            }
            MultiException foreign = assertThrows(MultiException.class, () -> other.remove(easy));
            assertEquals(MultiCode.BAD_EASY_HANDLE, foreign.code());
            sim.runUntilDone();
            assertEquals(List.of(easy), sim.multi().handles());
        }
    }

    /** The head of the request that {@code easy} makes now. */
    private static String request(SimHarness sim, SimServer server, Easy easy) {
        easy.set(EasyOption.URL, "http://a.test/p/../q");
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ACCEPTED);
        int before = server.requests().size();
        sim.loop().add(easy);
        sim.runUntilDone();
        sim.loop().remove(easy);
        assertNull(easy.failure());
        assertEquals(before + 1, server.requests().size());
        return server.request(before).head();
    }
}
