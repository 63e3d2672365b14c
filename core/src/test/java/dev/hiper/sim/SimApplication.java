package dev.hiper.sim;

import dev.hiper.EasyOption;
import dev.hiper.Pause;
import dev.hiper.TransferMessage;
import dev.hiper.error.ResultCode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application of a scenario: starts transfers, disturbs them, takes their ends, removes them or runs them again. */
final class SimApplication {
    private static final long MILLI = 1_000_000L;

    private final SimNetwork network;
    private final SimLoop loop;
    private final SimRandom random;
    private final SimOptions options;
    private final Map<Long, SimTransfer> transfers = new LinkedHashMap<>();
    private final Map<ResultCode, Integer> results = new EnumMap<>(ResultCode.class);
    private final Set<SimPeer> spoiled = new HashSet<>();
    private final double nasty;
    private final double pausing;
    private final boolean wholeReads;
    private int runs;
    private boolean stopped;

    /** @param wholeReads see {@link SimPlan#draw} */
    SimApplication(
            SimNetwork network, SimLoop loop, SimRandom random, double nasty, double pausing, boolean wholeReads) {
        this.network = network;
        this.loop = loop;
        this.random = random;
        this.options = new SimOptions(network, random.split(), nasty);
        this.nasty = nasty;
        this.pausing = pausing;
        this.wholeReads = wholeReads;
    }

    /** How many handles there are. */
    int started() {
        return transfers.size();
    }

    /** How many transfers were added, handles that ran again included. */
    int runs() {
        return runs;
    }

    Map<ResultCode, Integer> results() {
        return results;
    }

    Collection<SimTransfer> transfers() {
        return transfers.values();
    }

    /** Starts and runs nothing any more. */
    void stop() {
        stopped = true;
    }

    /** What the server does about {@code request}. */
    SimReply answer(SimRequest request) {
        network.require(
                !spoiled.contains(request.peer()), "a request on a connection that brought bytes nobody asked for");
        SimTransfer transfer = of(request);
        if (transfer.plan().bringsExcess()) {
            spoiled.add(request.peer());
        }
        return transfer.answer(request);
    }

    /** The transfer that {@code request} belongs to. */
    SimTransfer of(SimRequest request) {
        SimTransfer transfer = transfers.get(Long.valueOf(request.target().substring("/t/".length())));
        if (transfer == null) {
            throw network.violation("a request for " + request.target());
        }
        return transfer;
    }

    /**
     * Starts a transfer.
     *
     * @param crowded whether it may have to wait for a connection behind others
     */
    void start(SimOrigin origin, boolean crowded) {
        if (stopped) {
            return;
        }
        SimRandom own = random.split();
        long id = transfers.size() + 1L;
        SimPlan plan = SimPlan.draw(own, id, nasty, wholeReads);
        SimTransfer transfer = new SimTransfer(network, loop, own, id, plan, nasty, pausing);
        transfers.put(id, transfer);
        options.drawHarmless(transfer.easy());
        options.drawLimits(transfer);
        if (!origin.isReachable()) {
            transfer.allowOnly(origin.results());
        }
        if (transfer.needsRewind() && !transfer.seekable()) {
            transfer.allow(EnumSet.of(ResultCode.SEND_FAIL_REWIND));
        }
        if (plan.method().hasBody()) {
            transfer.allow(EnumSet.of(ResultCode.SEND_ERROR));
        }
        limit(transfer, crowded);
        network.trace().line("start t" + id + " " + plan.method() + " " + origin.url());
        runs++;
        transfer.start(origin.url());
        disturb(transfer);
    }

    void ended(TransferMessage message) {
        SimTransfer transfer = null;
        for (SimTransfer candidate : transfers.values()) {
            if (candidate.easy() == message.easy()) {
                transfer = candidate;
            }
        }
        if (transfer == null) {
            throw network.violation("a message of an unknown handle");
        }
        transfer.end(message);
        results.merge(message.result(), 1, Integer::sum);
        if (random.chance(0.5)) {
            boolean again = random.chance(0.2);
            SimTransfer ended = transfer;
            loop.post(random.skewed(0, 100) * MILLI, () -> leave(ended, again));
        }
    }

    /** What has not ended, a line for each. */
    String waiting() {
        StringBuilder text = new StringBuilder();
        for (SimTransfer transfer : transfers.values()) {
            if (loop.unfinished().contains(transfer.easy())) {
                text.append("\n").append(transfer);
            }
        }
        return text.toString();
    }

    private void leave(SimTransfer transfer, boolean again) {
        if (transfer.isRemoved()) {
            return;
        }
        if (again && !stopped) {
            transfer.remove();
            runs++;
            transfer.again();
        } else if (random.chance(0.1)) {
            transfer.close();
        } else {
            transfer.remove();
        }
    }

    private void limit(SimTransfer transfer, boolean crowded) {
        if (!transfer.endsByItself() || random.chance(nasty / 2)) {
            transfer.timeoutMillis(random.skewed(1, 20_000));
        }
        if (random.chance(nasty / 2)) {
            transfer.easy().set(EasyOption.CONNECTTIMEOUT_MS, (long) random.skewed(1, 5_000));
            transfer.allow(EnumSet.of(ResultCode.OPERATION_TIMEDOUT));
        } else if (crowded) {
            transfer.allow(EnumSet.of(ResultCode.OPERATION_TIMEDOUT));
        }
    }

    private void disturb(SimTransfer transfer) {
        if (random.chance(nasty / 3)) {
            loop.post(random.skewed(0, 5_000) * MILLI, () -> leave(transfer, false));
        }
        if (random.chance(pausing)) {
            long at = random.skewed(0, 2_000) * MILLI;
            int bits = random.pick(List.of(Pause.RECV, Pause.SEND, Pause.ALL, Pause.CONT));
            loop.post(at, () -> transfer.pauseOrResume(bits));
            loop.post(at + random.skewed(0, 2_000) * MILLI, () -> transfer.pauseOrResume(Pause.CONT));
        }
    }
}
