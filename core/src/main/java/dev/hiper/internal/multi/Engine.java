package dev.hiper.internal.multi;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.CloseReason;
import dev.hiper.internal.connect.ConnectServices;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ConnectionPool;
import dev.hiper.internal.connect.PoolWatch;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.socket.SocketWatch;
import dev.hiper.internal.tls.TlsBuffers;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.internal.tls.TlsContexts;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.internal.transfer.TransferState;
import dev.hiper.spi.NanoClock;
import dev.hiper.spi.ReadBuffers;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TransportSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind a multi handle. Every driving call does the same: latch now; make members dirty (a ready socket, due
 * deadlines); run the dirty ones in mid order, each followed by telling the difference in its interest; once more
 * with a fresh now if any ran (A23); then notifications and the timer.
 *
 * <p>After a socket or timer callback answered {@link EngineListener#DEAD} the engine is dead: each transfer ends with
 * ABORTED_BY_CALLBACK in the next driving call, and the timer callback is called no more (S23).
 */
public final class Engine implements SocketRegistry.Listener, SocketWatch, PoolWatch, ConnectServices {
    /** One action runs the dirty members this many times, the last time with a fresh now (A23). */
    private static final int ROUNDS_PER_ACTION = 2;

    private final EngineListener listener;
    private final NanoClock clock;
    private final Buffers buffers;
    private final DnsCache dns;
    private final TlsContexts tlsContexts;
    private final ConnectionPool pool;
    private final Predicate<Member> mayProceed = this::mayProceed;
    private final MidTable members = new MidTable();
    private final RunSets runSets = new RunSets(members);
    private final MidSet dirty = new MidSet();
    private final MidSet finished = new MidSet();
    private final TimerQueue timers = new TimerQueue();
    private final TimerAnnouncement announcement;
    private final SocketRegistry registry = new SocketRegistry(this);
    private final Housekeeping housekeeping;
    private final MessageQueue messages = new MessageQueue();
    private final Notifications notifications;
    private final TransferMachine machine;
    private final Aside aside;
    private final PollSet scratch = new PollSet();

    /** The latched now; read when it is first asked for in a call or a round, which many calls never do. */
    private long nowNanos;

    private boolean nowLatched;
    private int depth;
    private boolean dead;
    private boolean connectionChanged;
    private long addedEver;
    private long transferIds;
    private int internals;

    public Engine(
            EngineListener listener,
            NanoClock clock,
            Resolver resolver,
            TlsEngines tlsEngines,
            @Nullable ReadBuffers readBuffers,
            AsideServices asideServices) {
        this.listener = listener;
        this.clock = clock;
        this.buffers = new Buffers(readBuffers == null ? Buffers.own() : readBuffers);
        this.dns = new DnsCache(resolver, new DohClient(this), listener::wake);
        this.tlsContexts = new TlsContexts(tlsEngines, new TlsBuffers());
        this.pool = new ConnectionPool(this, this);
        this.announcement = new TimerAnnouncement(listener, this::nowNanos);
        this.aside = new Aside(asideServices.threads(), listener::wake);
        this.housekeeping = new Housekeeping(listener, this::nowNanos, registry, timers, pool, dns, aside);
        this.notifications = new Notifications(listener);
        this.machine = new TransferMachine(this, pool, new Protocols(asideServices.tokens()));
    }

    // Members.

    /** Adds a member; false if that ended the engine, the member is out again then (A6). */
    public boolean add(Member member, TransferConfig config) {
        enter();
        try {
            // A dead engine gets here only without members, and so comes alive again (A3).
            dead = false;
            enrol(member, config);
            member.transfer.info().transferId = transferIds++;
            addedEver++;
            if (!updateTimer()) {
                machine.abandon(member);
                takeOut(member);
                addedEver--;
                return false;
            }
            return true;
        } finally {
            depth--;
        }
    }

    private void enrol(Member member, TransferConfig config) {
        member.engine = this;
        member.mid = members.add(member);
        member.doneNotified = false;
        member.transfer.begin(config);
        runSets.enter(member);
        dirty.add(member.mid);
    }

    /** Adds a member of the engine's own, from within a run; it is out again when it has its result. */
    void addInternal(Member member, TransferConfig config) {
        enrol(member, config);
        internals++;
    }

    /** Takes a member of the engine's own out before it has its result. Idempotent. */
    void dismiss(Member member) {
        if (member.engine == this) {
            machine.abandon(member);
            takeOutInternal(member);
        }
    }

    private void takeOutInternal(Member member) {
        registry.leave(member);
        takeOut(member);
        internals--;
    }

    /** Whether adding is refused because the engine died and still holds members. */
    public boolean refusesMembers() {
        return dead && members.size() > 0;
    }

    /** Takes a member out, whatever it is doing; false if that ended the engine. */
    public boolean remove(Member member) {
        enter();
        try {
            boolean wasAlive = !dead;
            member.leaving = true;
            machine.abandon(member);
            registry.leave(member);
            messages.remove(member);
            takeOut(member);
            member.leaving = false;
            moveOnePending();
            boolean alive = updateTimer();
            return !(wasAlive && !alive);
        } finally {
            depth--;
        }
    }

    private void takeOut(Member member) {
        aside.leave(member);
        member.deadlines.clear();
        timers.update(member.deadlines);
        runSets.leave(member);
        dirty.remove(member.mid);
        finished.remove(member.mid);
        members.remove(member.mid);
        member.mid = 0;
        member.engine = null;
    }

    // Driving.

    /** Something happened on {@code socket}; null means that the timer fired (A20 to A23). False if the engine died in this call. */
    public boolean socketAction(@Nullable TransportSocket socket) {
        enter();
        try {
            boolean wasAlive = !dead;
            if (socket == null) {
                announcement.forget();
            } else {
                markReady(socket);
            }
            runRounds();
            return settle(wasAlive);
        } finally {
            depth--;
        }
    }

    /** Runs every member once (A17). False if the engine died in this call. */
    public boolean perform() {
        enter();
        try {
            boolean wasAlive = !dead;
            housekeeping.run();
            for (int mid = runSets.process().next(0);
                    mid >= 0;
                    mid = runSets.process().next(mid + 1)) {
                dirty.remove(mid);
                Member member = members.at(mid);
                if (member != null) {
                    machine.run(member);
                }
            }
            markDue();
            return settle(wasAlive);
        } finally {
            depth--;
        }
    }

    /** Tells the interest of every member that may run, and of housekeeping: the second half of socket_all (S1b). */
    public boolean announceAll() {
        enter();
        try {
            boolean wasAlive = !dead;
            for (int mid = runSets.process().next(0);
                    mid >= 0 && !dead;
                    mid = runSets.process().next(mid + 1)) {
                Member member = members.at(mid);
                if (member != null) {
                    announce(member);
                }
            }
            return !(wasAlive && dead);
        } finally {
            depth--;
        }
    }

    /**
     * Sets both pause states of a member (P1 to P6).
     *
     * @return OK, or why not
     */
    public ResultCode pause(Member member, boolean receive, boolean send) {
        enter();
        try {
            Transfer transfer = member.transfer;
            if (transfer.connection() == null || transfer.state() == TransferState.COMPLETED) {
                return ResultCode.BAD_FUNCTION_ARGUMENT;
            }
            ResultCode outcome = ResultCode.OK;
            boolean changed = true;
            boolean wasAlive = !dead;
            try {
                changed = transfer.pause(receive, send);
            } catch (TransferException problem) {
                transfer.fail(problem);
                outcome = problem.result();
            }
            boolean blocked = transfer.blockedByPause() && outcome == ResultCode.OK;
            if (!blocked) {
                member.wake();
            }
            if (changed) {
                announce(member);
                if (!blocked) {
                    updateTimer();
                }
            }
            return wasAlive && dead ? ResultCode.ABORTED_BY_CALLBACK : outcome;
        } finally {
            depth--;
        }
    }

    private void runRounds() {
        for (int round = 0; round < ROUNDS_PER_ACTION; round++) {
            markDue();
            housekeeping.run();
            boolean any = runDirty();
            if (!any || dead) {
                break;
            }
            nowLatched = false;
        }
    }

    /** Runs the dirty members once, in mid order. A dead engine runs all, so that all end (deviation from S23). */
    private boolean runDirty() {
        boolean any = false;
        MidSet chosen = dead ? runSets.process() : dirty;
        for (int mid = chosen.next(0); mid >= 0; mid = chosen.next(mid + 1)) {
            dirty.remove(mid);
            Member member = members.at(mid);
            if (member == null || !runSets.process().contains(mid)) {
                continue;
            }
            any = true;
            boolean wasDead = dead;
            machine.run(member);
            if (member.engine == this) {
                announce(member);
            }
            if (dead && !wasDead) {
                return true;
            }
        }
        return any;
    }

    /** The common end of the driving calls. */
    private boolean settle(boolean wasAlive) {
        if (dead) {
            endPending();
            if (!wasAlive) {
                notifications.deliver(this);
            }
            return !wasAlive;
        }
        if (connectionChanged) {
            moveOnePending();
        }
        boolean alive;
        try {
            notifications.deliver(this);
        } finally {
            // What a listener throws leaves through here, but nobody's deadline gets lost by it (T213).
            alive = updateTimer();
        }
        return alive;
    }

    /** Transfers that wait for a slot end with the engine, too. */
    private void endPending() {
        for (Member member = runSets.moveAny(); member != null; member = runSets.moveAny()) {
            machine.run(member);
        }
    }

    private void markReady(TransportSocket socket) {
        SocketEntry entry = registry.find(socket);
        if (entry != null) {
            for (int i = 0; i < entry.userCount(); i++) {
                entry.user(i).onReady();
            }
        }
    }

    private void markDue() {
        while (!timers.isEmpty()) {
            DeadlineOwner owner = timers.pollDue(nowNanos());
            if (owner == null) {
                return;
            }
            owner.onDue();
        }
    }

    /** Tells what a member wants now, where that differs from what was told. */
    private void announce(Member member) {
        scratch.clear();
        member.transfer.poll(scratch);
        registry.update(member, scratch);
        Connection connection = member.transfer.connection();
        if (connection != null) {
            housekeeping.takenOver(connection);
        }
        if (member.transfer.dataWaits()) {
            member.wake();
        }
    }

    private boolean updateTimer() {
        if (dead) {
            return false;
        }
        housekeeping.armTimers();
        boolean now = !dirty.isEmpty() || housekeeping.dirty();
        if (!announcement.update(now, timers)) {
            dead = true;
        }
        return !dead;
    }

    // Asked by members and the machine.

    long nowNanos() {
        if (!nowLatched) {
            nowNanos = clock.nanoTime();
            nowLatched = true;
        }
        return nowNanos;
    }

    public long wallMillis() {
        return clock.currentTimeMillis();
    }

    TimerQueue timers() {
        return timers;
    }

    Aside aside() {
        return aside;
    }

    Buffers buffers() {
        return buffers;
    }

    boolean dead() {
        return dead;
    }

    void markDirty(Member member) {
        if (member.transfer.state() != TransferState.COMPLETED) {
            dirty.add(member.mid);
        }
    }

    /** A deadline of {@code member} passed: it runs, and if it was waiting for a slot it runs, too, to see its limits. */
    void deadlinePassed(Member member) {
        if (runSets.isPending(member)) {
            runSets.move(member, "a deadline passed while waiting");
        } else {
            markDirty(member);
        }
    }

    void park(Member member) {
        runSets.park(member);
        dirty.remove(member.mid);
    }

    void moveOnePending() {
        connectionChanged = false;
        if (runSets.pendingCount() > 0) {
            runSets.moveOne(mayProceed);
        }
    }

    private boolean mayProceed(Member member) {
        try {
            return pool.mayServe(member.transfer.leg().identity());
        } catch (TransferException problem) {
            // It has no identity: running it ends it.
            return true;
        }
    }

    boolean connectionChanged() {
        return connectionChanged;
    }

    /** {@code member} has its result: nothing runs it any more, its message can be read. */
    void completed(Member member) {
        if (member.internal()) {
            takeOutInternal(member);
            member.tellEnd();
            return;
        }
        aside.leave(member);
        runSets.leave(member);
        dirty.remove(member.mid);
        finished.add(member.mid);
        member.deadlines.clear();
        timers.update(member.deadlines);
        notifyDone(member);
        if (messages.size() == 0) {
            notifications.raise(Notifications.INFO_READ, null);
        }
        messages.add(member);
    }

    void notifyDone(Member member) {
        if (!member.doneNotified) {
            member.doneNotified = true;
            notifications.raise(Notifications.EASY_DONE, member);
        }
    }

    // Asked by the pool and the chains.

    @Override
    public void interestChanged(Connection connection) {
        housekeeping.interestChanged(connection);
    }

    @Override
    public void destroyed(Connection connection) {
        connectionChanged = true;
        housekeeping.destroyed(connection);
    }

    @Override
    public int aliveTransfers() {
        return running();
    }

    @Override
    public void forget(TransportSocket socket) {
        registry.forget(socket);
    }

    @Override
    public SocketWatch sockets() {
        return this;
    }

    @Override
    public DnsCache dns() {
        return dns;
    }

    @Override
    public TlsContext tlsContext(TlsSettings settings) throws TransferException {
        return tlsContexts.context(settings, nowNanos());
    }

    @Override
    public boolean watching() {
        return listener.watchesSockets();
    }

    @Override
    public void onSocket(SocketUser user, TransportSocket socket, int what, @Nullable Object attachment) {
        Member member = user instanceof Member own && !own.internal() ? own : null;
        if (listener.onSocket(member, socket, what, attachment) == EngineListener.DEAD) {
            dead = true;
        }
    }

    // Questions and settings of the API.

    /** The oldest unread message's member; null if there is none (Q1). */
    public @Nullable Member infoRead() {
        return messages.poll();
    }

    public int unreadMessages() {
        return messages.size();
    }

    /** Members that have not ended (Q9). */
    public int running() {
        return size() - finished.size();
    }

    public int size() {
        return members.size() - internals;
    }

    public int processCount() {
        // Internal ones never wait for a slot, and are gone when they end.
        return runSets.process().size() - internals;
    }

    public int pendingCount() {
        return runSets.pendingCount();
    }

    public int finishedCount() {
        return finished.size();
    }

    public long addedEver() {
        return addedEver;
    }

    /** The application's members in mid order (A30). */
    public List<Member> members() {
        List<Member> all = new ArrayList<>(size());
        for (int mid = 1; mid < members.bound(); mid++) {
            Member member = members.at(mid);
            if (member != null && !member.internal()) {
                all.add(member);
            }
        }
        return all;
    }

    /** Milliseconds until a driving call is due, rounded up; -1 if none is (A26). */
    public long timeoutMillis() {
        if (dead || !dirty.isEmpty() || housekeeping.dirty()) {
            return 0;
        }
        return announcement.millisUntilNext(clock.nanoTime(), timers);
    }

    /** Stores the application's object with a socket; false if the socket has no entry (A25). */
    public boolean assign(TransportSocket socket, @Nullable Object attachment) {
        SocketEntry entry = registry.find(socket);
        if (entry == null) {
            return false;
        }
        entry.attachment = attachment;
        return true;
    }

    /** Adds what every member and every connection on its way out wants to {@code into} (A27, A28). */
    public void wantedSockets(PollSet into) {
        PollSet one = new PollSet();
        for (int mid = runSets.process().next(0);
                mid >= 0;
                mid = runSets.process().next(mid + 1)) {
            Member member = members.at(mid);
            if (member != null) {
                one.clear();
                member.transfer.poll(one);
                addAll(one, into);
            }
        }
        one.clear();
        pool.shutdown().adjust(one);
        addAll(one, into);
    }

    private static void addAll(PollSet from, PollSet into) {
        for (int i = 0; i < from.size(); i++) {
            into.add(from.socket(i), from.bits(i));
        }
    }

    /** Pool size and connection limits; 0 for the default or none. A raised limit lets the waiting try again. */
    public void limits(int maxConnects, int maxHostConnections, int maxTotalConnections) {
        pool.limits(maxConnects, maxHostConnections, maxTotalConnections);
        enter();
        try {
            int waiting = runSets.pendingCount();
            for (int i = 0; i < waiting; i++) {
                runSets.moveAny();
            }
            if (waiting > 0) {
                // Setting an option tells the timer only of what it set going (T2).
                updateTimer();
            }
        } finally {
            depth--;
        }
    }

    public void watchIdle(boolean watch) {
        pool.watchIdle(watch);
    }

    /** The network is another one now: forget names, or connections, or both (NETWORK_CHANGED). */
    public void networkChanged(boolean connections, boolean names) {
        enter();
        try {
            if (names) {
                dns.clear();
            }
            if (connections) {
                pool.markNoReuse(CloseReason.NETWORK_CHANGED, nowNanos());
            }
        } finally {
            depth--;
        }
    }

    /** Keep-alive actions of idle connections (L26). */
    public void upkeep(long intervalMillis) {
        enter();
        try {
            pool.upkeep(nowNanos(), intervalMillis);
        } finally {
            depth--;
        }
    }

    /** The socket of a connection by its id, while that connection lives; null if not. */
    public @Nullable TransportSocket activeSocket(long connectionId) {
        Connection connection = pool.byId(connectionId);
        return connection == null ? null : connection.socket();
    }

    /** Ends everything: transfers are detached without a result, connections say goodbye once and are closed (A16). */
    public void close() {
        enter();
        try {
            for (Member member : members()) {
                machine.abandon(member);
                registry.leave(member);
                messages.remove(member);
                takeOut(member);
            }
            // First, since it takes out internal members that still ask for names.
            dns.close();
            aside.close();
            pool.closeAll(nowNanos());
        } finally {
            depth--;
        }
    }

    private void enter() {
        if (depth++ == 0) {
            nowLatched = false;
        }
    }
}
