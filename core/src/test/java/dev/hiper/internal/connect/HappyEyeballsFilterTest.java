package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.dns.ManualContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.Timer;
import dev.hiper.spi.Resolver;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The races of X7, with lookups and sockets that do what they are told. */
class HappyEyeballsFilterTest {
    private static final String V6A = "2001:db8:0:0:0:0:0:a";
    private static final String V6B = "2001:db8:0:0:0:0:0:b";
    private static final String V4A = "192.0.2.1";
    private static final String V4B = "192.0.2.2";

    private final ScriptedHooks hooks = new ScriptedHooks();
    private final ScriptedServices services = new ScriptedServices();
    private final ManualContext context = new ManualContext();
    private final Wishes wishes = new Wishes();

    @Test
    void familiesAlternateWithIpv6First() throws Exception {
        ConnectionFilter race = raceOf(V4A, V4B, V6A, V6B);
        for (int i = 0; i < 3; i++) {
            context.advanceMillis(200);
            assertEquals(Step.BLOCKED, race.connect(context));
        }

        assertEquals(List.of(V6A, V4A, V6B, V4B), hooks.tried());
        assertNull(context.millisTo(Timer.HAPPY_EYEBALLS), "There is nothing more to start.");
    }

    @Test
    @Tag("T206")
    void blackHoledIpv6CostsOneDelay() throws Exception {
        hooks.reachable.add(V4A);
        ConnectionFilter race = raceOf(V6A, V4A);
        assertEquals(List.of(V6A), hooks.tried());
        assertEquals(200, context.millisTo(Timer.HAPPY_EYEBALLS));

        context.advanceMillis(199);
        assertEquals(Step.BLOCKED, race.connect(context));
        assertEquals(List.of(V6A), hooks.tried());
        context.advanceMillis(1);
        assertEquals(Step.DONE, race.connect(context));

        assertSame(hooks.at(V4A), race.settled().socket());
        assertEquals(List.of(V6A), hooks.closed);
        assertEquals(List.of("forget open"), services.events, "The loser was forgotten before its close.");
        assertNull(context.millisTo(Timer.HAPPY_EYEBALLS));
        assertEquals(List.of(ConnectPhase.NAME_RESOLVED, ConnectPhase.CONNECTED), context.phases);
    }

    @Test
    void linkLocalAddressIsDialledInTheZoneThatTheTransferNames() throws Exception {
        wishes.addressScope = 7;
        raceOf("fe80:0:0:0:0:0:0:1");
        assertEquals(List.of("fe80:0:0:0:0:0:0:1%7"), hooks.tried());
    }

    @Test
    @Tag("T206")
    void refusedIpv6CostsNothing() throws Exception {
        hooks.reachable.add(V4A);
        hooks.broken.put(V6A, new ConnectException("Connection refused"));
        ConnectionFilter race = resolved(V6A, V4A);

        assertEquals(Step.DONE, race.connect(context));
        assertEquals(List.of(V6A, V4A), hooks.tried());
        assertEquals(List.of(V4A), hooks.open());
    }

    @Test
    @Tag("T206")
    @Tag("S9")
    void attemptsWaitForTheirOwnSockets() throws Exception {
        ConnectionFilter race = raceOf(V6A, V4A);
        context.advanceMillis(200);
        race.connect(context);

        PollSet polls = new PollSet();
        race.adjust(polls);
        assertEquals(2, polls.size());
        assertEquals(PollSet.OUT, polls.bitsOf(hooks.at(V6A)));
        assertEquals(PollSet.OUT, polls.bitsOf(hooks.at(V4A)));

        hooks.at(V6A).reachable = true;
        assertEquals(Step.DONE, race.connect(context));
        assertSame(hooks.at(V6A), race.settled().socket());
        assertEquals(List.of(V4A), hooks.closed);
    }

    @Test
    @Tag("T206")
    void manyDeadAddressesAndThenGoodOne() throws Exception {
        String[] addresses = IntStream.range(1, 12).mapToObj(i -> "10.0.0." + i).toArray(String[]::new);
        for (int i = 1; i < 11; i++) {
            hooks.broken.put("10.0.0." + i, new NoRouteToHostException("No route to host"));
        }
        hooks.reachable.add("10.0.0.11");

        assertEquals(Step.DONE, resolved(addresses).connect(context));
        assertEquals(11, hooks.tried().size());
    }

    @Test
    void sixAttemptsAtOnceAndTheOldestMakesRoom() throws Exception {
        String[] addresses = IntStream.range(1, 9).mapToObj(i -> "10.0.0." + i).toArray(String[]::new);
        ConnectionFilter race = raceOf(addresses);
        for (int i = 0; i < 6; i++) {
            context.advanceMillis(200);
            race.connect(context);
        }

        assertEquals(7, hooks.tried().size());
        assertEquals(Limits.ATTEMPTS_AT_ONCE, hooks.open().size());
        assertEquals(List.of("10.0.0.1"), hooks.closed);
    }

    @Test
    @Tag("T088")
    void noMoreThanSomeAddressesAreTried() {
        List<String> addresses = new ArrayList<>();
        for (int i = 1; i <= 2 * Limits.ADDRESSES; i++) {
            addresses.add("10.0.0." + i);
            addresses.add("2001:db8:0:0:0:0:0:" + i);
        }
        addresses.forEach(each -> hooks.broken.put(each, new ConnectException("refused")));
        ConnectionFilter race = resolved(addresses.toArray(String[]::new));

        TransferException problem = assertThrows(TransferException.class, () -> race.connect(context));
        assertEquals(ResultCode.COULDNT_CONNECT, problem.result());
        assertEquals(Limits.ADDRESSES, hooks.tried().size());
    }

    @Test
    void nextAttemptStartsAtOnceOnlyIfNoneIsRunning() throws Exception {
        ConnectionFilter race = raceOf(V6A, V4A, V6B, V4B);
        context.advanceMillis(200);
        race.connect(context);
        assertEquals(List.of(V6A, V4A), hooks.tried());

        hooks.at(V6A).connectFailure = new ConnectException("Connection refused");
        context.advanceMillis(100);
        race.connect(context);
        assertEquals(List.of(V6A, V4A), hooks.tried());
        assertEquals(100, context.millisTo(Timer.HAPPY_EYEBALLS));

        hooks.at(V4A).connectFailure = new ConnectException("Connection refused");
        race.connect(context);
        assertEquals(List.of(V6A, V4A, V6B), hooks.tried());
    }

    @Test
    @Tag("T206")
    void allFailuresAreReportedAndTheLastDecides() {
        hooks.broken.put(V6A, new NoRouteToHostException("No route to host"));
        hooks.broken.put(V4A, new ConnectException("Connection timed out"));
        ConnectionFilter race = resolved(V6A, V4A);

        TransferException problem = assertThrows(TransferException.class, () -> race.connect(context));
        assertEquals(ResultCode.OPERATION_TIMEDOUT, problem.result());
        assertEquals(
                "Failed to connect to a.test port 80: " + V6A + ": No route to host; " + V4A + ": Connection timed out",
                problem.getMessage());
        assertTrue(hooks.open().isEmpty());
    }

    @Test
    @Tag("T203")
    @Tag("C8")
    void deniedAddressesAreNeverConnectedAndTheNextIsTried() throws Exception {
        hooks.denied.add(V6A);
        hooks.reachable.add(V4A);

        assertEquals(Step.DONE, resolved(V6A, V4A).connect(context));
        assertEquals(List.of(V4A), hooks.tried());
    }

    @Test
    @Tag("T203")
    void onlyDeniedAddressesAreFailureToConnect() {
        hooks.denied.addAll(List.of(V6A, V4A));

        TransferException problem =
                assertThrows(TransferException.class, () -> resolved(V6A, V4A).connect(context));
        assertEquals(ResultCode.COULDNT_CONNECT, problem.result());
    }

    @Test
    @Tag("T203")
    void literalsPassTheFilterToo() {
        hooks.denied.add("169.254.169.254");
        ConnectionFilter race = race("169.254.169.254");

        assertThrows(TransferException.class, () -> race.connect(context));
        assertTrue(hooks.tried().isEmpty());
        assertTrue(hooks.lookups.isEmpty());
    }

    @Test
    void ipv4AnswerThatCameAloneWaitsForIpv6() throws Exception {
        ConnectionFilter race = race("a.test");
        race.connect(context);
        context.advanceMillis(10);
        services.resolver.last().give(V4A);
        drain(race);
        assertTrue(hooks.tried().isEmpty());
        assertEquals(15, context.millisTo(Timer.HAPPY_EYEBALLS));

        context.advanceMillis(15);
        race.connect(context);
        assertEquals(List.of(V4A), hooks.tried());

        services.resolver.last().give(V6A);
        drain(race);
        assertEquals(200, context.millisTo(Timer.HAPPY_EYEBALLS));
        context.advanceMillis(200);
        race.connect(context);
        assertEquals(List.of(V4A, V6A), hooks.tried());
    }

    @Test
    void ipv6ThatComesInTimeGoesFirst() throws Exception {
        ConnectionFilter race = race("a.test");
        race.connect(context);
        services.resolver.last().give(V4A);
        drain(race);
        services.resolver.last().give(V6A);
        drain(race);

        assertEquals(List.of(V6A), hooks.tried());
    }

    @Test
    void ipv4DoesNotWaitWhenNothingElseCanCome() throws Exception {
        ConnectionFilter race = race("a.test");
        race.connect(context);
        services.resolver.last().give(V4A);
        services.resolver.last().end();
        drain(race);
        assertEquals(List.of(V4A), hooks.tried());

        wishes.family = Resolver.Family.IPV4;
        ConnectionFilter ipv4Only = race("b.test");
        ipv4Only.connect(context);
        services.resolver.last().give(V4B);
        drain(ipv4Only);
        assertEquals(List.of(V4A, V4B), hooks.tried());
    }

    @Test
    @Tag("T206")
    void lateSecondAnswerIsUsed() throws Exception {
        hooks.broken.put(V6A, new ConnectException("Connection refused"));
        hooks.reachable.add(V4A);
        ConnectionFilter race = race("a.test");
        race.connect(context);
        services.resolver.last().give(V6A);
        drain(race);
        assertEquals(Step.BLOCKED, race.connect(context), "All that is known failed, but more may come.");

        context.advanceMillis(2000);
        services.resolver.last().give(V4A);
        services.dns().drain(context.nowNanos());
        assertEquals(Step.DONE, race.connect(context));
    }

    @Test
    void missingNameIsCouldNotResolve() throws Exception {
        ConnectionFilter race = race("a.test");
        assertEquals(Step.BLOCKED, race.connect(context));
        services.resolver.last().fail();
        services.dns().drain(context.nowNanos());
        assertEquals(1, context.wakes);

        TransferException problem = assertThrows(TransferException.class, () -> race.connect(context));
        assertEquals(ResultCode.COULDNT_RESOLVE_HOST, problem.result());
        assertEquals("Could not resolve host: a.test", problem.getMessage());
        assertTrue(context.phases.isEmpty());
    }

    @Test
    @Tag("C25")
    void vetoOnTheLookupEndsTheTransfer() {
        hooks.veto = new TransferException(ResultCode.ABORTED_BY_CALLBACK, "no");

        assertSame(hooks.veto, assertThrows(TransferException.class, () -> race("a.test")
                .connect(context)));
    }

    @Test
    void givingUpClosesAttemptsAndStopsTheLookup() throws Exception {
        ConnectionFilter race = race("a.test");
        race.connect(context);
        services.resolver.last().give(V6A);
        drain(race);

        race.close();

        assertTrue(hooks.open().isEmpty());
        assertTrue(services.resolver.last().cancelled);
        assertEquals(List.of("forget open"), services.events);
        race.close();
        assertEquals(1, hooks.closed.size());
    }

    @Test
    @Tag("C23")
    void closerIsThatOfTheConnectionsMaker() throws Exception {
        hooks.reachable.add(V4A);
        ConnectionFilter race = resolved(V4A);
        race.connect(context);
        ConnectionFilter won = race.settled();
        assertFalse(won instanceof HappyEyeballsFilter);

        won.close();

        assertEquals(List.of(V4A), hooks.closed);
    }

    @Test
    void unixSocketIsDialledWithoutLookup() throws Exception {
        wishes.unixPath = "/no/such/socket";
        hooks.reachable.add("/no/such/socket");

        assertEquals(Step.DONE, race("a.test").connect(context));
        assertTrue(services.resolver.questions.isEmpty());
    }

    @Test
    void connectToChangesWhatIsLookedUp() throws Exception {
        wishes.connectTo = List.of("a.test:80:b.test:81");

        race("a.test").connect(context);

        assertEquals("b.test", services.resolver.last().host);
    }

    private ConnectionFilter raceOf(String... addresses) throws TransferException {
        ConnectionFilter race = resolved(addresses);
        assertEquals(Step.BLOCKED, race.connect(context));
        return race;
    }

    /** A race whose addresses are known from the beginning. */
    private ConnectionFilter resolved(String... addresses) {
        wishes.resolve = List.of("a.test:80:" + String.join(",", addresses));
        try {
            services.dns().preload(wishes.resolve, context.nowNanos());
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
        return race("a.test");
    }

    private ConnectionFilter race(String host) {
        wishes.hooks = hooks;
        ConnectOptions options = wishes.options();
        try {
            ConnectionIdentity identity = ConnectionIdentity.of(Peer.of("http", host, 80, options), options);
            return new ChainAssembly(services).assemble(identity, options, context.nowNanos());
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }

    private void drain(ConnectionFilter race) throws TransferException {
        services.dns().drain(context.nowNanos());
        assertEquals(Step.BLOCKED, race.connect(context));
    }
}
