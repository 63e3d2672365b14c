package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.HstsEntry;
import dev.hiper.error.ResultCode;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application's own memory of hosts that insist on https. */
class HstsCallbacksTest {
    @Test
    @Tag("C15")
    void entriesAreReadUntilThereAreNoMoreAndCountForTheTransfer() {
        try (SimHarness sim = new SimHarness()) {
            Deque<HstsEntry> entries = new ArrayDeque<>(List.of(
                    new HstsEntry("a.test", false, Long.MAX_VALUE), new HstsEntry("b.test", true, Long.MAX_VALUE)));
            new TlsOrigin(sim, "a.test", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure");
            SimCall call = TlsOrigin.call(sim, "http://a.test/")
                    .set(EasyOption.HSTS_CTRL, 1L)
                    .set(EasyOption.HSTSREADFUNCTION, easy -> entries.poll());
            sim.add(call);
            sim.runUntilDone();
            assertEquals("secure", call.body(), () -> call.message().toString());
            assertEquals("https://a.test/", call.easy().info(EasyInfo.EFFECTIVE_URL));
            assertTrue(entries.isEmpty());
        }
    }

    @Test
    @Tag("C15")
    void withoutTheCacheNobodyIsAsked() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.ok("plain"));
            SimCall call = sim.call("http://a.test/").set(EasyOption.HSTSREADFUNCTION, easy -> {
                throw new AssertionError("asked");
            });
            sim.add(call);
            sim.runUntilDone();
            assertEquals("plain", call.body());
        }
    }

    @Test
    @Tag("C15")
    void aReaderThatFailsEndsTheTransfer() {
        try (SimHarness sim = new SimHarness()) {
            SimServer server = sim.server("a.test").reply(SimReply.ok("plain"));
            IllegalStateException failure = new IllegalStateException("from the application");
            SimCall call = sim.call("http://a.test/")
                    .set(EasyOption.HSTS_CTRL, 1L)
                    .set(EasyOption.HSTSREADFUNCTION, easy -> {
                        throw failure;
                    });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(ResultCode.ABORTED_BY_CALLBACK, call.result());
            assertSame(failure, Objects.requireNonNull(call.message().failure()).cause());
            assertEquals(0, server.peers().size());
            SimCall other = sim.get("http://a.test/");
            sim.runUntilDone();
            assertEquals("plain", other.body(), "The engine goes on.");
        }
    }

    @Test
    @Tag("C15")
    void entriesAreWrittenWhenTheHandleIsClosed() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("c.test").reply(SimReply.ok("plain"));
            Deque<HstsEntry> entries = new ArrayDeque<>();
            for (String name : List.of("a.test", "b.test", "d.test")) {
                entries.add(new HstsEntry(name, name.startsWith("b"), Long.MAX_VALUE));
            }
            List<String> written = new ArrayList<>();
            SimCall call = sim.call("http://c.test/")
                    .set(EasyOption.HSTS_CTRL, 1L)
                    .set(EasyOption.HSTSREADFUNCTION, easy -> entries.poll())
                    .set(EasyOption.HSTSWRITEFUNCTION, (easy, entry, index, total) -> {
                        written.add(entry.name() + " " + entry.includeSubDomains() + " " + index + "/" + total);
                        return index < 1;
                    });
            sim.add(call);
            sim.runUntilDone();
            assertEquals(List.of(), written);
            sim.remove(call);
            call.easy().close();
            assertEquals(List.of("a.test false 0/3", "b.test true 1/3"), written);
        }
    }
}
