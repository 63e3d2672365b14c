package dev.hiper.sim;

import dev.hiper.Multi;
import dev.hiper.PollAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the application watches: the interest that was told per socket, and the batch of events that a poll brings.
 * Level-triggered, like epoll without EPOLLET.
 */
final class SimWatch {
    /** Removed sockets that late events may still come for. */
    private static final int REMEMBERED = 8;

    private static final int ALL_BITS = SimSocket.IN | SimSocket.OUT | SimSocket.ERR;

    /**
     * One thing to do.
     *
     * @param socket whose readiness it is; null for the timeout action
     * @param real false if there is no reason for it
     */
    record Event(@Nullable SimSocket socket, int bits, boolean real) {}

    /** What was told about one socket. */
    private static final class Told {
        final Object attachment = new Object();
        PollAction what;

        Told(PollAction what) {
            this.what = what;
        }

        int bits() {
            return (what.in() ? SimSocket.IN : 0) | (what.out() ? SimSocket.OUT : 0);
        }
    }

    private final SimNetwork network;
    private final SimRandom random;
    private final Map<SimSocket, Told> told = new LinkedHashMap<>();
    private final List<SimSocket> removed = new ArrayList<>();

    SimWatch(SimNetwork network, SimRandom random) {
        this.network = network;
        this.random = random;
    }

    /** The socket callback spoke: checks that it makes sense after what was told before (S2 to S6). */
    void tell(Multi multi, SimSocket socket, PollAction what, @Nullable Object socketp) {
        network.require(socket.isOpen(), "socket callback for the closed " + socket);
        network.require(what != PollAction.NONE, "socket callback with NONE");
        Told entry = told.get(socket);
        if (entry == null) {
            network.require(what != PollAction.REMOVE, "REMOVE of " + socket + ", which was never announced");
            network.require(socketp == null, "a pointer with the first announcement of " + socket);
            Told first = new Told(what);
            told.put(socket, first);
            removed.remove(socket);
            multi.assign(socket, first.attachment);
            return;
        }
        network.require(socketp == entry.attachment, "the pointer assigned to " + socket + " did not come back");
        network.require(what != entry.what, what + " of " + socket + " told twice");
        entry.what = what;
        if (what == PollAction.REMOVE) {
            told.remove(socket);
            remember(socket);
        }
    }

    Set<SimSocket> sockets() {
        return told.keySet();
    }

    boolean contains(SimSocket socket) {
        return told.containsKey(socket);
    }

    /** What was last told, {@link PollAction#NONE} if nothing holds. */
    PollAction interest(SimSocket socket) {
        Told entry = told.get(socket);
        return entry == null ? PollAction.NONE : entry.what;
    }

    /** Whether a watched socket is ready. */
    boolean anyReady() {
        return told.entrySet().stream().anyMatch(entry -> readyBits(entry.getKey(), entry.getValue()) != 0);
    }

    /** What a poll brings now; some of it may be held back for a later one. */
    List<Event> poll() {
        SimFaults faults = network.faults();
        List<Event> batch = new ArrayList<>();
        for (Map.Entry<SimSocket, Told> entry : told.entrySet()) {
            int bits = readyBits(entry.getKey(), entry.getValue());
            if (bits != 0 && !random.chance(faults.heldEvent())) {
                addEvents(batch, entry.getKey(), bits);
            }
        }
        if (!told.isEmpty() && random.chance(faults.spuriousEvent() / 4)) {
            batch.add(new Event(random.pick(List.copyOf(told.keySet())), random.between(0, ALL_BITS), false));
        }
        if (!removed.isEmpty() && random.chance(faults.lateEvent() / 4)) {
            batch.add(new Event(random.pick(removed), random.between(0, ALL_BITS), false));
        }
        return batch;
    }

    private void addEvents(List<Event> batch, SimSocket socket, int bits) {
        boolean both = (bits & SimSocket.IN) != 0 && (bits & SimSocket.OUT) != 0;
        if (both && random.chance(network.faults().splitEvent())) {
            batch.add(new Event(socket, SimSocket.IN, true));
            batch.add(new Event(socket, bits & ~SimSocket.IN, true));
        } else {
            batch.add(new Event(socket, bits, true));
        }
    }

    private static int readyBits(SimSocket socket, Told entry) {
        int ready = socket.readiness();
        return (ready & SimSocket.ERR) != 0 ? entry.bits() | SimSocket.ERR : ready & entry.bits();
    }

    private void remember(SimSocket socket) {
        removed.add(socket);
        if (removed.size() > REMEMBERED) {
            removed.remove(0);
        }
    }
}
