package dev.hiper.internal.connect;

import org.jspecify.annotations.Nullable;

/** A list that its members carry the links of: adding, removing and finding the oldest cost nothing but a few writes. */
final class ConnectionList {
    /** A member's place in one list; a connection has one for each list that it may be in at a time. */
    static final class Node {
        final Connection connection;
        private @Nullable ConnectionList list;
        private @Nullable Node before;
        private @Nullable Node after;

        Node(Connection connection) {
            this.connection = connection;
        }
    }

    private @Nullable Node first;
    private @Nullable Node last;
    private int size;

    int size() {
        return size;
    }

    boolean contains(Node node) {
        return node.list == this;
    }

    /** The longest member; null if the list is empty. */
    @Nullable
    Connection first() {
        Node node = first;
        return node == null ? null : node.connection;
    }

    /** Who became a member next after {@code node}; null if nobody did. */
    @Nullable
    Connection after(Node node) {
        Node next = node.after;
        return next == null ? null : next.connection;
    }

    void add(Node node) {
        if (node.list != null) {
            throw new IllegalStateException(node.connection + " is in a list already");
        }
        Node tail = last;
        node.list = this;
        node.before = tail;
        if (tail == null) {
            first = node;
        } else {
            tail.after = node;
        }
        last = node;
        size++;
    }

    /** Does nothing if the node is not in this list. */
    void remove(Node node) {
        if (node.list != this) {
            return;
        }
        Node before = node.before;
        Node after = node.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        node.list = null;
        node.before = null;
        node.after = null;
        size--;
    }
}
