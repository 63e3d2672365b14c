package dev.hiper.internal.multi;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.TransportSocket;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the application was told about each socket and tells it only differences (section 5 of the multi
 * contract). Users hand in what they want; the registry merges the users of a socket and calls back when
 * the combination changed.
 *
 * <p>No trace of a socket is left when it is closed, because its identity may come back.
 */
final class SocketRegistry {
    /** Told to the application when a socket is no longer to be watched. */
    static final int REMOVE = 4;

    /** Told of every change. */
    interface Listener {
        /** Whether there is a reader at all; without one nothing is recorded. */
        boolean watching();

        /**
         * The combination wanted of a socket changed.
         *
         * @param user whose change it was
         * @param what a {@link PollSet} combination, or {@link #REMOVE}
         */
        void onSocket(SocketUser user, TransportSocket socket, int what, @Nullable Object attachment);
    }

    private static final PollSet EMPTY = new PollSet();

    private final Listener listener;
    private final IdentityHashMap<TransportSocket, SocketEntry> entries = new IdentityHashMap<>();
    /** The entry found last: what happens in a row mostly concerns one socket. */
    private @Nullable SocketEntry latest;

    SocketRegistry(Listener listener) {
        this.listener = listener;
    }

    @Nullable
    SocketEntry find(TransportSocket socket) {
        SocketEntry known = latest;
        if (known != null && known.socket == socket) {
            return known;
        }
        SocketEntry found = entries.get(socket);
        if (found != null) {
            latest = found;
        }
        return found;
    }

    int size() {
        return entries.size();
    }

    /** Makes {@code wanted} all that {@code user} wants: first new and changed sockets, then those that left (S2). */
    void update(SocketUser user, PollSet wanted) {
        if (listener.watching() && !same(user.told(), wanted)) {
            apply(user, wanted);
        }
    }

    /** {@code user} wants nothing any more; forgotten even if nobody listens now, since it may never come back. */
    void leave(SocketUser user) {
        if (user.told().size() > 0) {
            apply(user, EMPTY);
        }
    }

    private void apply(SocketUser user, PollSet wanted) {
        PollSet told = user.told();
        for (int i = 0; i < wanted.size(); i++) {
            TransportSocket socket = wanted.socket(i);
            change(user, socket, told.bitsOf(socket), wanted.bits(i));
        }
        for (int i = 0; i < told.size(); i++) {
            TransportSocket socket = told.socket(i);
            if (wanted.bitsOf(socket) == PollSet.NONE) {
                change(user, socket, told.bits(i), PollSet.NONE);
            }
        }
        told.copyFrom(wanted);
    }

    /** The socket is about to be closed: tells REMOVE if it was announced, and forgets it (S6). */
    void forget(TransportSocket socket) {
        SocketEntry entry = find(socket);
        if (entry == null) {
            return;
        }
        SocketUser last = entry.user(0);
        for (int i = 0; i < entry.userCount(); i++) {
            entry.user(i).told().set(socket, PollSet.NONE);
        }
        tell(last, entry, REMOVE);
        drop(entry);
    }

    private void change(SocketUser user, TransportSocket socket, int before, int now) {
        if (before == now) {
            return;
        }
        SocketEntry entry = find(socket);
        if (entry == null) {
            entry = new SocketEntry(socket);
            entries.put(socket, entry);
        }
        entry.change(user, before, now);
        if (!entry.hasUsers()) {
            // The entry stays during the callback, so that the attachment can be read and assigned.
            tell(user, entry, REMOVE);
            if (find(socket) == entry) {
                drop(entry);
            }
        } else if (entry.wanted() != entry.announced) {
            tell(user, entry, entry.wanted());
        }
    }

    private void drop(SocketEntry entry) {
        latest = null;
        entries.remove(entry.socket);
    }

    private void tell(SocketUser user, SocketEntry entry, int what) {
        if (what == REMOVE && entry.announced == PollSet.NONE) {
            return;
        }
        entry.announced = what == REMOVE ? PollSet.NONE : what;
        listener.onSocket(user, entry.socket, what, entry.attachment);
    }

    private static boolean same(PollSet told, PollSet wanted) {
        if (told.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (told.bitsOf(wanted.socket(i)) != wanted.bits(i)) {
                return false;
            }
        }
        return true;
    }
}
