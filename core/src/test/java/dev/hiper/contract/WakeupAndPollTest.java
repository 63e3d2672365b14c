package dev.hiper.contract;

import static dev.hiper.contract.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiCode;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.WaitFd;
import dev.hiper.WantedSocket;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReach;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For applications that poll. What waits here waits for a real selector; nothing depends on how long it takes. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class WakeupAndPollTest {
    private static final long LONG_MILLIS = 600_000;

    @Test
    @Tag("A24")
    void severalWakeupsEndOnePoll() {
        try (Multi multi = Multi.create()) {
            multi.wakeup();
            multi.wakeup();
            assertEquals(0, multi.poll(LONG_MILLIS), "not counted");
            long start = System.nanoTime();
            multi.poll(30);
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(29), "one poll only");
        }
    }

    @Test
    @Tag("A24")
    void anotherThreadWakesTheSleepingPoll() throws InterruptedException {
        try (Multi multi = Multi.create()) {
            Thread waker = new Thread(multi::wakeup);
            waker.start();
            assertEquals(0, multi.poll(LONG_MILLIS));
            waker.join();
        }
    }

    @Test
    @Tag("A24")
    void waitIsWokenIfItWatchesSomething() throws IOException {
        Pipe pipe = pipe();
        try (Multi multi = Multi.create()) {
            multi.wakeup();
            assertEquals(0, multi.waitMillis(List.of(new WaitFd(pipe.source(), WaitFd.POLLIN)), LONG_MILLIS));
        } finally {
            close(pipe);
        }
    }

    @Test
    @Tag("A24")
    void wakeupIsAllowedInCallbacksButNotAfterClose() {
        Multi multi = Multi.create();
        multi.set(MultiOption.TIMERFUNCTION, (from, millis) -> {
            from.wakeup();
            return 0;
        });
        multi.add(Easy.create());
        multi.close();
        assertEquals(MultiCode.WAKEUP_FAILURE, refused(multi::wakeup));
    }

    @Test
    @Tag("A27")
    void fdsetAddsWhatIsWantedAndClearsNothing() {
        try (SimHarness sim = new SimHarness()) {
            Set<TransportSocket> read = new LinkedHashSet<>();
            Set<TransportSocket> write = new LinkedHashSet<>();
            assertEquals(-1, sim.multi().fdset(read, write));
            sim.server("a.test").reply(SimReply.nothing().stall());
            sim.get("http://a.test/1");
            sim.runFor(20);
            sim.resolver().host("hole.test", "10.1.1.1");
            sim.network().reach(SimServer.address("10.1.1.1", 80), SimReach.blackHole());
            sim.get("http://hole.test/2");
            sim.runFor(20);
            assertEquals(2, sim.multi().fdset(read, write));
            assertEquals(Set.of(sim.network().socket(1)), read);
            assertEquals(Set.of(sim.network().socket(2)), write);
            sim.remove(sim.call("http://a.test/unused"));
            sim.loop().remove(sim.multi().handles().get(0));
            assertEquals(1, sim.multi().fdset(read, write));
            assertEquals(Set.of(sim.network().socket(1)), read, "not cleared");
        }
    }

    @Test
    @Tag("A28")
    void waitfdsListsEachSocketWithItsInterest() {
        try (SimHarness sim = new SimHarness()) {
            assertEquals(List.of(), sim.multi().waitfds());
            sim.server("a.test").reply(SimReply.nothing().stall());
            sim.get("http://a.test/");
            sim.runFor(20);
            assertEquals(
                    List.of(new WantedSocket(sim.network().socket(1), PollAction.IN)),
                    sim.multi().waitfds());
        }
    }

    @Test
    @Tag("A29")
    void negativeTimesAreRefused() {
        try (Multi multi = Multi.create()) {
            assertEquals(MultiCode.BAD_FUNCTION_ARGUMENT, refused(() -> multi.poll(-1)));
            assertEquals(MultiCode.BAD_FUNCTION_ARGUMENT, refused(() -> multi.waitMillis(List.of(), -1)));
        }
    }

    @Test
    @Tag("A29")
    void shorterOfBothTimesCounts() {
        try (Multi multi = Multi.create()) {
            multi.add(Easy.create());
            assertEquals(0, multi.poll(LONG_MILLIS), "the new transfer is due at once");
            multi.perform();
            assertEquals(0, multi.poll(0));
        }
    }

    @Test
    @Tag("A29")
    void pollSleepsWithoutAnythingToWatchAndWaitDoesNot() {
        try (Multi multi = Multi.create()) {
            assertEquals(0, multi.waitMillis(List.of(), LONG_MILLIS));
            long start = System.nanoTime();
            assertEquals(0, multi.poll(30));
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(29));
        }
    }

    @Test
    @Tag("A29")
    void channelsOfTheApplicationGetTheirEvents() throws IOException {
        Pipe pipe = pipe();
        try (Multi multi = Multi.create()) {
            WaitFd reading = new WaitFd(pipe.source(), WaitFd.POLLIN | WaitFd.POLLOUT);
            WaitFd writing = new WaitFd(pipe.sink(), WaitFd.POLLOUT);
            assertEquals(0, multi.poll(List.of(reading), 0));
            assertEquals(0, reading.revents());
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            assertEquals(2, multi.poll(List.of(reading, writing), LONG_MILLIS));
            assertEquals(WaitFd.POLLIN, reading.revents());
            assertEquals(WaitFd.POLLOUT, writing.revents());
            assertEquals(1, multi.waitMillis(List.of(reading), LONG_MILLIS), "the other one is forgotten");
            pipe.source().read(ByteBuffer.allocate(1));
            assertEquals(0, multi.poll(List.of(reading), 0));
            assertEquals(0, reading.revents());
        } finally {
            close(pipe);
        }
    }

    @Test
    @Tag("A29")
    void waitingForSocketsThatAreNoChannelsFails() {
        try (SimHarness sim = new SimHarness()) {
            sim.server("a.test").reply(SimReply.nothing().stall());
            sim.add(sim.call("http://a.test/").set(EasyOption.TIMEOUT_MS, 900L));
            sim.runFor(20);
            List<MultiCode> codes = new ArrayList<>();
            codes.add(refused(() -> sim.multi().poll(0)));
            assertEquals(List.of(MultiCode.UNRECOVERABLE_POLL), codes);
        }
    }

    private static Pipe pipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        return pipe;
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }
}
