package dev.hiper.sim;

import dev.hiper.Easy;
import dev.hiper.Multi;
import dev.hiper.MultiCount;
import dev.hiper.MultiOption;
import dev.hiper.MultiServices;
import dev.hiper.Notification;
import dev.hiper.PollAction;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole world from one seed: hosts, servers, faults, limits, and an application that runs some dozens of transfers
 * through it. Every transfer must end as its plan allows, and nothing may be left.
 */
final class SimScenario {
    private static final long MILLI = 1_000_000L;
    private static final int MOST_TRANSFERS = 60;
    private static final int LEAST_FOR_WHOLE_READS = 2_000;
    /** No run takes longer than this: the default connect limit, several times over. */
    private static final long LONGEST_MILLIS = 6 * 3_600_000L;

    private final long seed;
    private final SimNetwork network;
    private final SimRandom random;
    private final SimResolver resolver;
    private final Multi multi;
    private final SimLoop loop;
    private final SimApplication application;
    private final List<SimOrigin> origins = new ArrayList<>();
    private final Set<Easy> toldDone = new HashSet<>();
    private final boolean watchingIdle;
    private final boolean notifying;
    private final int maxIdle;
    private final int planned;
    private int maxHost;
    private int maxTotal;
    private int due;
    private boolean aborted;

    SimScenario(long seed) {
        this.seed = seed;
        SimRandom first = new SimRandom(seed);
        this.network = new SimNetwork(first.nextLong(), first.chance(0.3) ? first.nextLong() : 0);
        this.random = network.random().split();
        network.faults(random.chance(0.3) ? SimFaults.NONE : SimFaults.draw(random));
        network.latencyNanos(random.skewed(0, 1_000_000), 1_000_000L + random.skewed(0, 100_000_000));
        int receiveBuffer = random.skewed(200, 200_000);
        network.bufferBytes(random.skewed(200, 200_000), receiveBuffer);
        network.clock().nanosPerRead(random.chance(0.5) ? 0 : random.skewed(1, 5000));
        this.resolver = new SimResolver(network).answerAfterCancel(random.chance(0.3));
        this.multi = Multi.create(
                MultiServices.standard().sockets(network).resolver(resolver).clock(network.clock()));
        this.loop = new SimLoop(network, multi).onMessage(this::ended).check(this::check);
        this.watchingIdle = random.chance(0.5);
        this.notifying = random.chance(0.3);
        this.maxHost = random.chance(0.3) ? random.between(1, 3) : 0;
        this.maxTotal = random.chance(0.3) ? random.between(1, 4) : 0;
        this.maxIdle = random.chance(0.3) ? random.between(1, 4) : 0;
        this.planned = random.skewed(1, MOST_TRANSFERS);
        this.application = new SimApplication(
                network,
                loop,
                random.split(),
                SimFaults.probability(random),
                SimFaults.probability(random),
                network.faults().partialRead() == 0 && receiveBuffer >= LEAST_FOR_WHOLE_READS);
    }

    /** How many transfers were added. */
    int runs() {
        return application.runs();
    }

    /** How many connections were established. */
    int connections() {
        return origins.stream()
                .mapToInt(origin -> origin.server().peers().size())
                .sum();
    }

    Map<ResultCode, Integer> results() {
        return application.results();
    }

    /** Equal for two runs of the same seed. */
    long traceHash() {
        return network.trace().hash();
    }

    SimNetwork network() {
        return network;
    }

    SimScenario run() {
        prepare();
        boolean over =
                loop.runUntil(() -> aborted || (due == 0 && loop.unfinished().isEmpty()));
        if (!over) {
            throw network.violation("stuck: transfers wait, but nothing will happen:" + application.waiting());
        }
        if (!aborted) {
            settle();
        }
        application.stop();
        loop.close();
        checkEnds();
        return this;
    }

    private void prepare() {
        multi.set(MultiOption.WATCH_IDLE, watchingIdle);
        multi.set(MultiOption.MAX_HOST_CONNECTIONS, (long) maxHost);
        multi.set(MultiOption.MAX_TOTAL_CONNECTIONS, (long) maxTotal);
        multi.set(MultiOption.MAXCONNECTS, (long) maxIdle);
        if (notifying) {
            multi.set(MultiOption.NOTIFYFUNCTION, this::onNotify);
            multi.notifyEnable(Notification.EASY_DONE);
            multi.notifyEnable(Notification.INFO_READ);
        }
        double nasty = SimFaults.probability(random);
        int hosts = random.between(1, 5);
        for (int i = 1; i <= hosts; i++) {
            SimOrigin origin = new SimOrigin(network, resolver, random, i, nasty / 2);
            serve(origin);
            origins.add(origin);
        }
        due = planned;
        for (int i = 0; i < planned; i++) {
            loop.post(random.skewed(0, 5_000) * MILLI, this::startOne);
        }
        if (random.chance(0.1)) {
            loop.post(random.skewed(0, 10_000) * MILLI, () -> aborted = true);
        }
        if (random.chance(0.2)) {
            loop.post(random.skewed(0, 10_000) * MILLI, this::raiseLimits);
        }
        if (random.chance(0.1)) {
            long bits = random.between(0L, 7L);
            loop.post(random.skewed(0, 10_000) * MILLI, () -> loop.set(MultiOption.NETWORK_CHANGED, bits));
        }
        if (random.chance(0.1)) {
            long jump = random.between(-1_000_000_000L, 1_000_000_000L);
            loop.post(random.skewed(0, 10_000) * MILLI, () -> network.clock().jumpWallClock(jump));
        }
    }

    private void serve(SimOrigin origin) {
        double slow = SimFaults.probability(random);
        origin.server()
                .answer(request -> application.answer(request))
                .onRequest(request -> application.of(request).checkRequest(request))
                .onAccept(peer -> {
                    if (random.chance(slow)) {
                        peer.readSlowly(random.skewed(500, 20_000), random.skewed(0, 50) * MILLI);
                    }
                });
    }

    private void startOne() {
        due--;
        application.start(random.pick(origins), maxHost > 0 || maxTotal > 0);
    }

    private void raiseLimits() {
        maxHost = maxHost > 0 && random.chance(0.5) ? maxHost + 1 : 0;
        maxTotal = maxTotal > 0 && random.chance(0.5) ? maxTotal + 1 : 0;
        loop.set(MultiOption.MAX_HOST_CONNECTIONS, (long) maxHost);
        loop.set(MultiOption.MAX_TOTAL_CONNECTIONS, (long) maxTotal);
    }

    /** Lets everything that is on its way come to rest, and then looks for leftovers. */
    private void settle() {
        loop.runFor(random.skewed(1_000, 20_000));
        if (!loop.unfinished().isEmpty()) {
            // One was run again meanwhile; its end is checked like all others.
            loop.runUntil(() -> loop.unfinished().isEmpty());
            return;
        }
        if (watchingIdle) {
            network.sockets()
                    .forEach(socket -> network.require(
                            !socket.isConnected() || socket.readiness() == SimSocket.OUT,
                            "the idle " + socket + " is kept although it ended or brought bytes"));
        } else {
            network.require(loop.watched() == 0, "sockets are watched although no transfer runs");
            network.require(loop.timerMillis() == -1, "a timer is set although no transfer runs");
        }
        network.require(maxIdle == 0 || network.openSockets() <= maxIdle, "more idle connections than MAXCONNECTS");
        if (random.chance(0.7)) {
            application.transfers().forEach(SimTransfer::remove);
            network.require(loop.added().isEmpty(), "handles are left after all were removed");
        }
    }

    private void ended(TransferMessage message) {
        network.require(!notifying || toldDone.remove(message.easy()), "a message without an EASY_DONE notification");
        application.ended(message);
    }

    private void onNotify(Multi from, Notification kind, @Nullable Easy easy) {
        network.require(loop.inCall(), "a notification outside any call");
        if (kind == Notification.EASY_DONE) {
            network.trace().line("notify EASY_DONE");
            network.require(easy != null && toldDone.add(easy), "EASY_DONE told twice, or of nobody");
        }
    }

    private void check() {
        int connected = 0;
        for (SimOrigin origin : origins) {
            int here = 0;
            for (SimPeer peer : origin.server().peers()) {
                SimSocket socket = peer.socket();
                if (socket.isConnected()) {
                    here++;
                    checkInterest(socket);
                }
            }
            network.require(
                    maxHost == 0 || here <= maxHost, here + " connections to " + origin.url() + ", limit " + maxHost);
            connected += here;
        }
        network.require(maxTotal == 0 || connected <= maxTotal, connected + " connections, limit " + maxTotal);
        network.require(network.clock().elapsedMillis() < LONGEST_MILLIS, "the run takes too long");
        checkQueue();
    }

    /** Nobody waits for a connection slot while one is free: that would be a lost wake-up (L19, L20). */
    private void checkQueue() {
        if (multi.count(MultiCount.XFERS_PENDING) == 0 || loop.timerMillis() == 0) {
            return;
        }
        long running = multi.count(MultiCount.XFERS_RUNNING);
        network.require(running > 0, "transfers wait for a slot, but none runs");
        network.require(maxHost > 0 || maxTotal > 0, "transfers wait for a slot, but there is no limit");
        network.require(
                maxHost > 0 || running >= maxTotal,
                "transfers wait for a slot, but only " + running + " of " + maxTotal + " are in use");
    }

    /** What a running transfer has to read is announced, or the engine has set its timer to read on (S16). */
    private void checkInterest(SimSocket socket) {
        SimPeer peer = socket.peer();
        if (peer == null || socket.readable() == 0 || loop.timerMillis() == 0) {
            return;
        }
        SimRequest last = peer.lastRequest();
        if (last != null && application.of(last).wantsToReceiveFrom(peer)) {
            PollAction what = loop.interest(socket.id());
            network.require(what.in(), socket + " has bytes for " + application.of(last) + ", told is " + what);
        }
    }

    private void checkEnds() {
        for (SimTransfer transfer : application.transfers()) {
            network.require(aborted || transfer.isOver(), "t" + transfer.id() + " never ended");
        }
        network.require(resolver.isClosed() || resolver.runningQuestions() == 0, "name lookups are left");
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + runs() + " transfers, " + origins.size() + " hosts, limits " + maxHost + " "
                + maxTotal + " " + maxIdle + ", idle watched " + watchingIdle + ", " + network.faults()
                + application.waiting();
    }
}
