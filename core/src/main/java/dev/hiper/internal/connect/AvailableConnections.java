package dev.hiper.internal.connect;

import dev.hiper.internal.tls.TlsContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one destination that can take a transfer, as a heap with the earliest made on top: that is the
 * one to look at first (L4). Each knows its index, so leaving costs no search.
 */
final class AvailableConnections {
    private static final int INITIAL_SIZE = 4;

    private @Nullable Connection[] heap = new Connection[INITIAL_SIZE];
    private int size;

    int size() {
        return size;
    }

    boolean contains(Connection connection) {
        return connection.availableIndex >= 0;
    }

    /**
     * The oldest connection that may serve {@code wanted}, one of the same user before others; null if none may.
     *
     * @param fit null for a transfer that no connection can belong to
     */
    @Nullable
    Connection first(ConnectionIdentity wanted, @Nullable TlsContext context, @Nullable ConnectionFit fit) {
        if (size == 0) {
            return null;
        }
        if (fit == null) {
            if (serves(at(0), wanted, context) && !isBound(at(0))) {
                return at(0);
            }
            return oldest(wanted, context, null, false);
        }
        Connection own = oldest(wanted, context, fit, true);
        return own == null ? oldest(wanted, context, null, false) : own;
    }

    private @Nullable Connection oldest(
            ConnectionIdentity wanted, @Nullable TlsContext context, @Nullable ConnectionFit fit, boolean bound) {
        Connection first = null;
        for (int i = 0; i < size; i++) {
            Connection connection = at(i);
            if ((first == null || connection.id() < first.id())
                    && isBound(connection) == bound
                    && (fit == null || fit.fits(connection))
                    && serves(connection, wanted, context)) {
                first = connection;
            }
        }
        return first;
    }

    private static boolean isBound(Connection connection) {
        ProtocolState protocol = connection.protocol();
        return protocol != null && protocol.bound();
    }

    /** The one that nobody uses and nobody has used for longest; null if all are in use. */
    @Nullable
    Connection longestIdle() {
        Connection longest = null;
        for (int i = 0; i < size; i++) {
            Connection connection = at(i);
            if (connection.attached() == 0
                    && (longest == null || connection.lastUsedNanos() - longest.lastUsedNanos() < 0)) {
                longest = connection;
            }
        }
        return longest;
    }

    void add(Connection connection) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        size++;
        rise(size - 1, connection);
    }

    void remove(Connection connection) {
        int index = connection.availableIndex;
        connection.availableIndex = -1;
        size--;
        Connection moved = at(size);
        heap[size] = null;
        if (index < size) {
            sink(index, moved);
            if (at(index) == moved) {
                rise(index, moved);
            }
        }
    }

    private static boolean serves(Connection connection, ConnectionIdentity wanted, @Nullable TlsContext context) {
        return connection.tlsContext == context && connection.identity().serves(wanted);
    }

    private void rise(int from, Connection connection) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (at(parent).id() <= connection.id()) {
                break;
            }
            put(index, at(parent));
            index = parent;
        }
        put(index, connection);
    }

    private void sink(int from, Connection connection) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && at(child + 1).id() < at(child).id()) {
                child++;
            }
            if (connection.id() <= at(child).id()) {
                break;
            }
            put(index, at(child));
            index = child;
        }
        put(index, connection);
    }

    private void put(int index, Connection connection) {
        heap[index] = connection;
        connection.availableIndex = index;
    }

    private Connection at(int index) {
        Connection connection = heap[index];
        if (connection == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return connection;
    }
}
