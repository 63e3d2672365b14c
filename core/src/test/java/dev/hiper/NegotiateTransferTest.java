package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.TokenSource;
import dev.hiper.internal.multi.AsideServices;
import dev.hiper.sim.SimCall;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimNetwork;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimRequest;
import dev.hiper.sim.SimServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Negotiate by way of the whole engine, with tokens that are made when the test says so. */
class NegotiateTransferTest {
    private static final String URL = "http://a.test/";
    private static final String PROXY = "http://proxy.test:3128";
    private static final int MILLIS = 100;

    private final List<String> events = new ArrayList<>();
    private final ThreadsByHand threads = new ThreadsByHand();
    private final SimHarness sim = new SimHarness(
            new SimNetwork(1),
            services -> services.aside(new AsideServices(threads, (service, host) -> {
                events.add("open " + service + '@' + host);
                return new Source(service);
            })));
    private @Nullable TransferException failure;
    private @Nullable RuntimeException crash;
    private Runnable meanwhile = () -> {};

    /** Answers each challenge with its service, a number and the challenge. */
    private final class Source implements TokenSource {
        private final String service;
        private int asked;

        Source(String service) {
            this.service = service;
        }

        @Override
        public byte[] next(byte[] challenge) throws TransferException {
            events.add("next");
            meanwhile.run();
            events.add("made");
            if (failure != null) {
                throw failure;
            }
            if (crash != null) {
                throw crash;
            }
            return bytes(service + ++asked + new String(challenge, StandardCharsets.ISO_8859_1));
        }

        @Override
        public boolean isComplete() {
            return asked >= 2;
        }

        @Override
        public void close() {
            events.add("close");
        }
    }

    /** Runs nothing before it is told to. */
    private static final class ThreadsByHand extends ThreadPoolExecutor {
        private final List<Runnable> tasks = new ArrayList<>();
        private boolean full;

        ThreadsByHand() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public void execute(Runnable task) {
            if (full) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
        }

        @Override
        public boolean remove(Runnable task) {
            return tasks.remove(task);
        }

        void runNext() {
            tasks.remove(0).run();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        sim.close();
        assertEquals(count("open"), count("close"), events::toString);
        assertTrue(threads.tasks.isEmpty());
        assertTrue(threads.isShutdown());
    }

    @Test
    void requestWaitsForItsToken() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"));
        int[] asked = new int[1];
        SimCall call = sim.add(call().set(EasyOption.PREREQFUNCTION, (easy, local, remote) -> {
            asked[0]++;
            return CallbackResult.OK;
        }));
        sim.runFor(MILLIS);
        assertEquals(0, server.requests().size());
        assertEquals(List.of("open HTTP@a.test"), events);

        threads.runNext();
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals(said("HTTP1"), server.request(0).field("Authorization"));
        assertEquals(1, asked[0], "The application has its last word once.");
    }

    /** As with lookups: who cannot be woken looks again by the timer. */
    @Test
    void tokenIsFoundWithoutWakeupToo() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"));
        sim.set(MultiOption.WAKEUPFUNCTION, null);
        SimCall call = sim.add(call());
        step();
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals(1, server.requests().size());
    }

    @Test
    void connectionStaysTheUsers() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"), SimReply.ok("again"));
        sim.add(call());
        step();
        sim.runUntilDone();
        SimCall second = sim.add(call());
        sim.runUntilDone();
        assertEquals("again", second.body());
        assertNull(server.request(1).field("Authorization"));
        assertEquals(1, server.peers().size());
        assertEquals(1, count("open"));
    }

    @Test
    void twoRoundsGoOverOneConnection() {
        SimServer server = sim.server("a.test").reply(asks(401, "WWW", "-more"), SimReply.ok("in"));
        SimCall call = sim.add(call().set(EasyOption.SERVICE_NAME, "web"));
        step();
        step();
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals(said("web1"), server.request(0).field("Authorization"));
        assertEquals(said("web2-more"), server.request(1).field("Authorization"));
        assertEquals(1, server.peers().size());
        assertEquals(1, count("open"));
    }

    @Test
    void noTokenNoTransfer() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"));
        failure = new TransferException(ResultCode.AUTH_ERROR, "no ticket");
        SimCall call = sim.add(call());
        step();
        sim.runUntilDone();
        assertEquals(ResultCode.AUTH_ERROR, call.result());
        assertTrue(server.requests().isEmpty());
        assertEquals(List.of("open HTTP@a.test", "next", "made", "close"), events);
    }

    @Test
    void withoutATokenAnotherSchemeThatIsOnOfferServes() {
        SimReply offer =
                SimReply.status(401, new byte[0], "WWW-Authenticate: Negotiate", "WWW-Authenticate: Basic realm=\"r\"");
        SimServer server = sim.server("a.test").reply(offer, SimReply.ok("in"));
        failure = new TransferException(ResultCode.AUTH_ERROR, "no ticket");
        SimCall call = sim.add(call().set(EasyOption.HTTPAUTH, HttpAuth.NEGOTIATE | HttpAuth.BASIC));
        step();
        sim.runUntilDone();
        assertEquals("in", call.body());
        List<String> schemes = server.requests().stream()
                .map(request -> String.valueOf(request.field("Authorization")).split(" ", 2)[0])
                .toList();
        assertEquals(List.of("null", "Basic"), schemes);
    }

    @Test
    void whatIsThrownInTheMakingEndsTheTransferToo() {
        sim.server("a.test").reply(SimReply.ok("in"));
        crash = new IllegalStateException("login module");
        SimCall call = sim.add(call());
        step();
        sim.runUntilDone();
        assertEquals(ResultCode.AUTH_ERROR, call.result());
    }

    @Test
    void tooManyThatWaitAreRefused() {
        sim.server("a.test").reply(SimReply.ok("in"));
        threads.full = true;
        SimCall call = sim.add(call());
        sim.runUntilDone();
        assertEquals(ResultCode.AUTH_ERROR, call.result());
        assertEquals(List.of("open HTTP@a.test", "close"), events);
    }

    @Test
    void removedBeforeItsTurnNothingIsMade() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call());
        sim.runFor(MILLIS);
        sim.remove(call);
        assertTrue(threads.tasks.isEmpty());
        assertEquals(List.of("open HTTP@a.test", "close"), events);
    }

    @Test
    void removedInTheMakingTheSourceIsClosedAfterwards() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call());
        meanwhile = () -> sim.remove(call);
        step();
        assertEquals(List.of("open HTTP@a.test", "next", "made", "close"), events);
        sim.runFor(MILLIS);
    }

    @Test
    void removedWithItsTokenMadeTheSourceIsClosed() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call());
        step();
        sim.remove(call);
        assertEquals(List.of("open HTTP@a.test", "next", "made", "close"), events);
        sim.runFor(MILLIS);
    }

    @Test
    void handleThatIsAddedAgainBeginsAnew() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call());
        sim.runFor(MILLIS);
        sim.remove(call);
        sim.add(call);
        step();
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals(said("HTTP1"), server.request(0).field("Authorization"));
    }

    @Test
    void timeGoesOnInTheMaking() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call().set(EasyOption.TIMEOUT_MS, 50L));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertEquals(List.of("open HTTP@a.test", "close"), events);
    }

    @Test
    void timePassedInTheMakingDropsTheToken() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call().set(EasyOption.TIMEOUT_MS, 50L));
        meanwhile = sim::runUntilDone;
        step(10);
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertEquals(List.of("open HTTP@a.test", "next", "made", "close"), events);
    }

    @Test
    void closedMultiLeavesTheMakingToItself() {
        sim.server("a.test").reply(SimReply.ok("in"));
        sim.add(call());
        meanwhile = sim::close;
        step();
        assertEquals(List.of("open HTTP@a.test", "next", "made", "close"), events);
    }

    @Test
    void closedMultiDropsWhatWaits() {
        sim.server("a.test").reply(SimReply.ok("in"));
        sim.add(call());
        sim.runFor(MILLIS);
        sim.close();
        assertEquals(List.of("open HTTP@a.test", "close"), events);
    }

    @Test
    void ownFieldOfTheApplicationNeedsNoToken() {
        SimServer server = sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call().set(EasyOption.HTTPHEADER, List.of("Authorization: own")));
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals("own", server.request(0).field("Authorization"));
        assertEquals(List.of(), events);
    }

    @Test
    void withoutAskingForItThereIsNoToken() {
        sim.server("a.test").reply(SimReply.ok("in"));
        SimCall call = sim.add(call().set(EasyOption.HTTPAUTH, HttpAuth.BASIC));
        sim.runUntilDone();
        assertEquals("in", call.body());
        assertEquals(List.of(), events);
    }

    @Test
    @Tag("T129")
    void tunnelWaitsForTheTokensOfTheProxy() {
        SimServer proxy = sim.server("proxy.test", 3128)
                .reply(
                        asks(407, "Proxy", "-more"),
                        SimReply.raw("HTTP/1.1 200 Connection established\r\n\r\n"),
                        SimReply.ok("through"));
        SimCall call =
                sim.add(proxied().set(EasyOption.HTTPPROXYTUNNEL, true).set(EasyOption.PROXY_SERVICE_NAME, "gate"));
        step();
        step();
        sim.runUntilDone();
        assertEquals("through", call.body(), sim::traceText);
        assertEquals(said("gate1"), proxy.request(0).field("Proxy-Authorization"));
        assertEquals(said("gate2-more"), proxy.request(1).field("Proxy-Authorization"));
        assertNull(proxy.request(2).field("Proxy-Authorization"));
        assertEquals(List.of("open gate@proxy.test"), events.subList(0, 1));
    }

    @Test
    void tunnelThatWaitsIsNoBusyLoopWhenTheProxyLeaves() {
        SimServer proxy = sim.server("proxy.test", 3128).reply(SimReply.ok("late"));
        SimCall call = sim.add(proxied().set(EasyOption.HTTPPROXYTUNNEL, true));
        sim.runFor(MILLIS);
        proxy.peer(0).resetAtOnce();
        int before = sim.callbacks().size();
        sim.runFor(MILLIS);
        assertEquals(before, sim.callbacks().size());
        threads.runNext();
        sim.runUntilDone();
        assertTrue(call.result() == ResultCode.SEND_ERROR || call.result() == ResultCode.RECV_ERROR, sim::traceText);
    }

    @Test
    void tunnelGivesUpWaitingInTime() {
        sim.server("proxy.test", 3128).reply(SimReply.ok("never"));
        SimCall call = sim.add(proxied().set(EasyOption.HTTPPROXYTUNNEL, true).set(EasyOption.CONNECTTIMEOUT_MS, 50L));
        sim.runUntilDone();
        assertEquals(ResultCode.OPERATION_TIMEDOUT, call.result());
        assertEquals(1, count("close"));
    }

    @Test
    void tunnelWithoutTokenIsNone() {
        SimServer proxy = sim.server("proxy.test", 3128).reply(SimReply.ok("never"));
        failure = new TransferException(ResultCode.AUTH_ERROR, "no ticket");
        SimCall call = sim.add(proxied().set(EasyOption.HTTPPROXYTUNNEL, true));
        step();
        sim.runUntilDone();
        assertEquals(ResultCode.AUTH_ERROR, call.result());
        assertTrue(proxy.requests().isEmpty());
    }

    @Test
    void proxyThatForwardsAndOriginHaveTokensOfTheirOwn() {
        SimServer proxy = sim.server("proxy.test", 3128).reply(SimReply.ok("both"));
        SimCall call = sim.add(proxied().set(EasyOption.USERPWD, ":").set(EasyOption.HTTPAUTH, HttpAuth.NEGOTIATE));
        step();
        step();
        sim.runUntilDone();
        assertEquals("both", call.body());
        SimRequest request = proxy.request(0);
        assertEquals(said("HTTP1"), request.field("Proxy-Authorization"));
        assertEquals(said("HTTP1"), request.field("Authorization"));
        assertTrue(events.containsAll(List.of("open HTTP@proxy.test", "open HTTP@a.test")), events::toString);
    }

    /** Lets everything happen up to the next token, and makes it. */
    private void step() {
        step(MILLIS);
    }

    private void step(int millis) {
        sim.runFor(millis);
        threads.runNext();
    }

    private SimCall call() {
        return sim.call(URL).set(EasyOption.USERPWD, ":").set(EasyOption.HTTPAUTH, HttpAuth.NEGOTIATE);
    }

    private SimCall proxied() {
        return sim.call(URL)
                .set(EasyOption.PROXY, PROXY)
                .set(EasyOption.PROXYUSERPWD, ":")
                .set(EasyOption.PROXYAUTH, HttpAuth.NEGOTIATE);
    }

    private long count(String beginning) {
        return events.stream().filter(event -> event.startsWith(beginning)).count();
    }

    private static SimReply asks(int status, String side, String challenge) {
        return SimReply.status(status, new byte[0], side + "-Authenticate: " + said(challenge));
    }

    private static String said(String token) {
        return "Negotiate " + Base64.getEncoder().encodeToString(bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
