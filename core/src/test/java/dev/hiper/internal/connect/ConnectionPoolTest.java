package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectionPool.Fate;
import dev.hiper.internal.dns.ManualContext;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
    private final ScriptedServices engine = new ScriptedServices();
    private final ConnectionPool pool = new ConnectionPool(engine, engine);
    private final ManualContext clock = new ManualContext();
    private final Wishes wishes = new Wishes();
    private final Map<Connection, ScriptedChain> chains = new HashMap<>();
    private final ConnectionIdentity a = identity("http", "a.test");
    private final ConnectionIdentity b = identity("http", "b.test");

    @BeforeEach
    void manyTransfers() {
        engine.alive = 100;
    }

    @Test
    void letGoConnectionIsFoundAgain() {
        Connection connection = used(a);
        assertNull(find(a), "It is in use.");
        assertEquals(Fate.IDLE, release(connection));
        assertEquals(List.of("interest 0 IDLE"), engine.events);
        assertNull(find(b));

        assertSame(connection, find(a));
        assertEquals(Connection.State.BUSY, connection.state());
        assertEquals(1, connection.attached());
        assertEquals(1, connection.reuses());
        assertEquals(0, pool.idle());
        assertNull(find(a));
    }

    @Test
    @Tag("L4")
    void earliestMadeIsTakenFirst() {
        Connection first = used(a);
        Connection second = used(a);
        Connection third = used(a);
        release(third);
        release(first);
        release(second);

        assertSame(first, find(a));
        assertSame(second, find(a));
        assertSame(third, find(a));
    }

    @Test
    @Tag("T120")
    void changedTrustMakesOldConnectionsUseless() {
        ConnectionIdentity secure = identity("https", "a.test");
        Connection connection = used(secure);
        release(connection);
        engine.forgetTls();

        assertSame(connection, find(secure), "The files are not looked at each time.");
        release(connection);
        clock.advanceMillis(1000);
        assertNull(find(secure));
        assertEquals(Connection.State.IDLE, connection.state());
    }

    @Test
    @Tag("M30")
    void fatesFollowTheTable() throws Exception {
        Connection marked = used(a);
        marked.doNotReuse(CloseReason.PEER_CLOSES);
        marked.doNotReuse(CloseReason.FAILED);
        assertEquals(Fate.CLOSED, release(marked));
        assertEquals(CloseReason.PEER_CLOSES, marked.closeReason());
        assertEquals(1, chain(marked).goodbyes);

        Connection forbidden = used(a);
        assertEquals(Fate.CLOSED, pool.release(forbidden, true, false, now()));
        assertEquals(CloseReason.REUSE_FORBIDDEN, forbidden.closeReason());

        Connection broken = used(a);
        assertEquals(Fate.CLOSED, pool.release(broken, false, true, now()));
        assertEquals(CloseReason.PREMATURE, broken.closeReason());
        assertEquals(0, chain(broken).goodbyes, "No goodbye: it could be taken for the regular end (M31).");

        Connection full = used(a);
        full.protocol(() -> 0);
        assertEquals(Fate.CLOSED, release(full));
        assertEquals(CloseReason.NO_MORE_STREAMS, full.closeReason());

        Connection unfinished = open(a, false);
        assertEquals(Fate.CLOSED, release(unfinished));
        assertEquals(0, chain(unfinished).goodbyes);
        assertEquals(0, pool.size());
        assertEquals(
                List.of(
                        "destroyed 0 PEER_CLOSES",
                        "destroyed 1 REUSE_FORBIDDEN",
                        "destroyed 2 PREMATURE",
                        "destroyed 3 NO_MORE_STREAMS",
                        "destroyed 4 PREMATURE"),
                engine.events);
        assertThrows(IllegalStateException.class, () -> release(marked));
    }

    @Test
    @Tag("M33")
    void multiplexedConnectionIsSharedAndSurvivesOneBrokenTransfer() {
        Connection connection = used(a);
        connection.protocol(() -> 3);
        pool.reconsider(connection);

        assertSame(connection, find(a));
        assertSame(connection, find(a));
        assertNull(find(a), "All streams are taken.");
        assertEquals(Fate.SHARED, pool.release(connection, false, true, now()));
        assertSame(connection, find(a));
        assertEquals(Fate.SHARED, release(connection));
        assertEquals(Fate.SHARED, release(connection));
        assertEquals(Fate.IDLE, pool.release(connection, false, true, now()));
    }

    @Test
    @Tag("L12")
    void idleTimeAndLifetimeAreLimited() {
        wishes.maxAgeSeconds = 10;
        wishes.maxLifetimeSeconds = 25;
        Connection connection = used(a);
        for (int i = 0; i < 2; i++) {
            release(connection);
            clock.advanceMillis(10_000);
            assertSame(connection, find(a), "Exactly at the limit it is good.");
        }
        release(connection);
        clock.advanceMillis(5_001);
        assertNull(find(a));
        assertEquals(CloseReason.TOO_OLD, connection.closeReason());

        Connection other = used(a);
        release(other);
        clock.advanceMillis(10_001);
        assertNull(find(b));
        assertEquals(CloseReason.IDLE_TOO_LONG, other.closeReason(), "Other searches look after it, too (L2).");
        assertEquals(1, chain(other).goodbyes);
    }

    @Test
    @Tag("L12")
    void zeroIsNoLimit() {
        wishes.maxAgeSeconds = 0;
        wishes.maxLifetimeSeconds = 0;
        Connection connection = used(a);
        release(connection);
        clock.advanceMillis(1_000_000_000L);

        assertSame(connection, find(a));
    }

    @Test
    @Tag("L12")
    void deadConnectionsAreSkippedAndDropped() {
        Connection dead = used(a);
        Connection good = used(a);
        release(dead);
        release(good);
        chain(dead).alive = false;

        assertSame(good, find(a));
        assertEquals(CloseReason.DEAD, dead.closeReason());
        assertEquals(0, chain(dead).goodbyes);
        assertEquals(1, chain(dead).closes);
    }

    @Test
    @Tag("L2")
    void sweepsAskOnceASecond() {
        Connection connection = used(a);
        release(connection);
        find(b);
        assertEquals(1, chain(connection).probes);
        clock.advanceMillis(999);
        find(b);
        assertEquals(1, chain(connection).probes);
        clock.advanceMillis(1);
        find(b);
        assertEquals(2, chain(connection).probes);
    }

    @Test
    @Tag("T062")
    void whoeverIsUsedAgainIsAskedEvenIfItWasAskedJustNow() {
        Connection connection = used(a);
        release(connection);
        find(b);
        assertEquals(1, chain(connection).probes);
        assertSame(connection, find(a));
        assertEquals(2, chain(connection).probes);
    }

    @Test
    void watchedConnectionsAreNotProbedButWanted() {
        pool.watchIdle(true);
        Connection connection = used(a);
        PollSet polls = new PollSet();
        connection.adjust(polls);
        assertEquals(0, polls.size());
        release(connection);
        connection.adjust(polls);
        assertEquals(PollSet.IN, polls.bitsOf(chain(connection).socket));

        pool.idleReady(connection, now());
        assertEquals(Connection.State.IDLE, connection.state(), "Nothing lay there after all.");
        int probes = chain(connection).probes;
        assertSame(connection, find(a));
        assertEquals(probes, chain(connection).probes);

        pool.idleReady(connection, now());
        assertEquals(Connection.State.BUSY, connection.state());
        release(connection);
        chain(connection).alive = false;
        pool.idleReady(connection, now());
        assertEquals(Connection.State.CLOSED, connection.state());
        assertEquals(CloseReason.DEAD, connection.closeReason());
        assertNull(find(a));
    }

    @Test
    @Tag("S7")
    void unwatchedIdleConnectionWantsNothing() {
        Connection connection = used(a);
        release(connection);

        PollSet polls = new PollSet();
        connection.adjust(polls);
        assertEquals(0, polls.size());
    }

    @Test
    @Tag("L13")
    void hostLimitMakesWaitOrDropsLongestIdleOfThatHost() {
        pool.limits(0, 2, 0);
        Connection first = used(a);
        used(a);
        used(b);
        assertEquals(Admission.WAIT, pool.admit(a, now()));
        assertEquals(Admission.ADMITTED, pool.admit(b, now()));

        release(first);
        assertEquals(Admission.ADMITTED, pool.admit(a, now()));
        assertEquals(CloseReason.LIMIT_REACHED, first.closeReason());
    }

    @Test
    @Tag("L13")
    void totalLimitDropsLongestIdleOfAll() {
        pool.limits(0, 0, 3);
        Connection first = used(a);
        Connection second = used(b);
        used(b);
        assertEquals(Admission.WAIT, pool.admit(a, now()));
        release(second);
        clock.advanceMillis(1);
        release(first);

        assertEquals(Admission.ADMITTED, pool.admit(a, now()));
        assertEquals(Connection.State.CLOSED, second.state());
        assertEquals(Connection.State.IDLE, first.state());
    }

    @Test
    @Tag("L13")
    void connectionsInShutdownCountAndGoFirst() {
        pool.limits(0, 2, 0);
        Connection leaving = used(a);
        chain(leaving).goodbyeBlocks = true;
        leaving.doNotReuse(CloseReason.PEER_CLOSES);
        assertEquals(Fate.SHUTTING_DOWN, release(leaving));
        Connection idle = used(a);
        release(idle);

        assertEquals(Admission.ADMITTED, pool.admit(a, now()));
        assertEquals(Connection.State.CLOSED, leaving.state());
        assertEquals(Connection.State.IDLE, idle.state());
    }

    @Test
    @Tag("L13")
    void evictedConnectionThatLingersDoesNotBlockTheSlot() {
        pool.limits(0, 1, 0);
        Connection idle = used(a);
        chain(idle).goodbyeBlocks = true;
        release(idle);

        assertEquals(Admission.ADMITTED, pool.admit(a, now()));
        assertEquals(Connection.State.CLOSED, idle.state());
        assertEquals(0, pool.shutdown().size());
    }

    @Test
    @Tag("L9")
    @Tag("L14")
    void connectOnlyConnectionIsNeverGivenAwayNorDropped() {
        pool.limits(1, 2, 2);
        Connection only = connected(open(a, true));
        assertEquals(Fate.IDLE, release(only));
        assertNull(find(a));
        Connection other = used(a);
        assertEquals(Admission.WAIT, pool.admit(a, now()));
        release(other);

        assertEquals(Connection.State.CLOSED, other.state(), "The pool may hold one.");
        assertEquals(CloseReason.EVICTED, other.closeReason());
        assertEquals(Connection.State.IDLE, only.state());
        pool.closeAll(now());
        assertEquals(0, chain(only).goodbyes);
        assertEquals(Connection.State.CLOSED, only.state());
    }

    @Test
    @Tag("L14")
    void poolSizeIsKeptByDroppingTheLongestIdle() {
        pool.limits(2, 0, 0);
        Connection first = used(a);
        Connection second = used(b);
        Connection third = used(a);
        release(second);
        assertEquals(CloseReason.EVICTED, second.closeReason(), "Busy ones count, and cannot go.");
        release(first);
        release(third);

        assertEquals(2, pool.idle());
    }

    @Test
    @Tag("L14")
    void withoutNumberThePoolGrowsWithTheTransfers() {
        engine.alive = 1;
        for (int i = 0; i < 5; i++) {
            used(a);
        }
        Connection connection = pool.byId(0);
        assertNotNull(connection);
        release(connection);
        assertEquals(CloseReason.EVICTED, connection.closeReason());

        engine.alive = 0;
        Connection kept = pool.byId(1);
        assertNotNull(kept);
        assertEquals(Fate.IDLE, release(kept));
        assertNull(pool.byId(0));
    }

    @Test
    void changedNetworkEndsIdleNowAndBusyLater() {
        Connection idle = used(a);
        Connection busy = used(a);
        release(idle);

        pool.markNoReuse(CloseReason.NETWORK_CHANGED, now());

        assertEquals(Connection.State.CLOSED, idle.state());
        assertEquals(Connection.State.BUSY, busy.state());
        assertEquals(Fate.CLOSED, release(busy));
        assertEquals(CloseReason.NETWORK_CHANGED, busy.closeReason());
    }

    @Test
    @Tag("L26")
    void upkeepKeepsItsInterval() {
        Upkept upkept = new Upkept();
        Connection connection = used(a);
        connection.protocol(upkept);
        used(b);
        release(connection);

        pool.upkeep(now(), 1000);
        assertEquals(0, upkept.calls);
        clock.advanceMillis(1000);
        pool.upkeep(now(), 1000);
        pool.upkeep(now(), 1000);
        assertEquals(1, upkept.calls);

        upkept.failing = true;
        clock.advanceMillis(1000);
        pool.upkeep(now(), 1000);
        assertEquals(CloseReason.UPKEEP_FAILED, connection.closeReason());
        assertEquals(Connection.State.CLOSED, connection.state());
    }

    @Test
    void closingAllLeavesNothing() {
        Connection lingering = used(a);
        chain(lingering).goodbyeBlocks = true;
        release(lingering);
        Connection busy = used(b);

        pool.closeAll(now());

        assertEquals(0, pool.size());
        assertEquals(0, pool.shutdown().size());
        assertEquals(1, chain(lingering).goodbyes);
        assertEquals(0, chain(busy).goodbyes);
        assertTrue(chains.values().stream().allMatch(chain -> chain.closes == 1));
    }

    @Test
    @Tag("L22")
    @Tag("S10")
    void goodbyeThatBlocksIsDrivenByEvents() {
        Connection connection = lingering();
        engine.events.clear();
        assertEquals(1, pool.shutdown().size());
        assertEquals(0, pool.size());
        PollSet polls = new PollSet();
        connection.adjust(polls);
        assertEquals(PollSet.OUT, polls.bitsOf(chain(connection).socket));

        chain(connection).goodbyeWants = PollSet.IN;
        pool.shutdown().step(connection, now());
        assertEquals(List.of("interest 0 SHUTDOWN"), engine.events, "Asked anew after each step.");
        PollSet all = new PollSet();
        pool.shutdown().adjust(all);
        assertEquals(PollSet.IN, all.bitsOf(chain(connection).socket));

        chain(connection).goodbyeBlocks = false;
        pool.shutdown().step(connection, now());
        assertEquals(Connection.State.CLOSED, connection.state());
        assertEquals(Long.MAX_VALUE, pool.shutdown().deadlineNanos());
        pool.shutdown().step(connection, now());
        assertEquals(1, chain(connection).closes);
    }

    @Test
    @Tag("L22")
    void goodbyeIsCutOffAfterTwoSeconds() {
        Connection first = lingering();
        clock.advanceMillis(500);
        Connection second = lingering();

        assertEquals(now() + 1_500_000_000L, pool.shutdown().deadlineNanos());
        clock.advanceMillis(1499);
        pool.shutdown().run(now());
        assertEquals(Connection.State.SHUTDOWN, first.state());
        clock.advanceMillis(1);
        pool.shutdown().run(now());
        assertEquals(Connection.State.CLOSED, first.state());
        assertEquals(Connection.State.SHUTDOWN, second.state());
        assertEquals(now() + 500_000_000L, pool.shutdown().deadlineNanos());
    }

    @Test
    void failingGoodbyeIsTheEnd() {
        Connection connection = lingering();
        chain(connection).goodbyeFails = true;

        pool.shutdown().step(connection, now());

        assertEquals(Connection.State.CLOSED, connection.state());
    }

    @Test
    void goodbyeThatAsksForAnotherRunGetsIt() {
        Connection connection = lingering();
        chain(connection).goodbyeWakes = true;
        pool.shutdown().step(connection, now());
        assertTrue(pool.shutdown().deadlineNanos() - now() <= 0);

        chain(connection).goodbyeWakes = false;
        chain(connection).goodbyeBlocks = false;
        pool.shutdown().run(now());

        assertEquals(Connection.State.CLOSED, connection.state());
    }

    @Test
    @Tag("L13")
    void enteringShutdownAtTheTotalLimitCutsOffTheOldest() {
        pool.limits(0, 0, 2);
        Connection first = lingering();
        used(b);
        Connection second = lingering();

        assertEquals(Connection.State.CLOSED, first.state());
        assertEquals(Connection.State.SHUTDOWN, second.state());
    }

    @Test
    void connectionTellsWhatItIs() {
        Connection connection = used(a);

        assertSame(a, connection.identity());
        assertFalse(connection.connectOnly());
        assertEquals(now(), connection.createdNanos());
        connection.slot("mine");
        assertEquals("mine", connection.slot());
        assertEquals("Connection[0, BUSY, http://a.test:80 at a.test:80]", connection.toString());
    }

    private Connection lingering() {
        Connection connection = used(a);
        chain(connection).goodbyeBlocks = true;
        connection.doNotReuse(CloseReason.PEER_CLOSES);
        release(connection);
        return connection;
    }

    private @Nullable Connection find(ConnectionIdentity wanted) {
        return pool.find(wanted, wishes.options(), null, now());
    }

    private Fate release(Connection connection) {
        return pool.release(connection, false, false, now());
    }

    /** A new connection, connected, in use. */
    private Connection used(ConnectionIdentity identity) {
        return connected(open(identity, false));
    }

    private Connection connected(Connection connection) {
        try {
            assertEquals(Step.DONE, connection.connect(clock));
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
        return connection;
    }

    private Connection open(ConnectionIdentity identity, boolean connectOnly) {
        ScriptedChain chain = new ScriptedChain();
        try {
            Connection connection = pool.open(identity, chain, connectOnly, now());
            chains.put(connection, chain);
            return connection;
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }

    private ScriptedChain chain(Connection connection) {
        ScriptedChain chain = chains.get(connection);
        assertNotNull(chain);
        return chain;
    }

    private long now() {
        return clock.nowNanos();
    }

    private ConnectionIdentity identity(String scheme, String host) {
        ConnectOptions options = wishes.options();
        try {
            return ConnectionIdentity.of(Peer.of(scheme, host, 80, options), options);
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Upkept implements ProtocolState {
        private int calls;
        private boolean failing;

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void upkeep(Connection connection) throws TransferException {
            calls++;
            if (failing) {
                throw new TransferException(ResultCode.SEND_ERROR, "gone");
            }
        }
    }
}
