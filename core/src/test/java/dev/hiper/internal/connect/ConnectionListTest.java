package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.TransferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionListTest {
    private final ConnectionList list = new ConnectionList();
    private final Connection first = connection(1);
    private final Connection second = connection(2);
    private final Connection third = connection(3);

    @Test
    void membersKeepTheirOrderWhoeverLeaves() {
        for (Connection each : List.of(first, second, third)) {
            list.add(each.resting);
        }
        assertEquals(List.of(1L, 2L, 3L), ids());

        list.remove(second.resting);
        list.remove(second.resting);
        assertEquals(List.of(1L, 3L), ids());
        list.remove(first.resting);
        list.add(second.resting);
        assertEquals(List.of(3L, 2L), ids());
        list.remove(second.resting);
        list.remove(third.resting);
        assertEquals(List.of(), ids());
        list.add(first.resting);
        assertEquals(List.of(1L), ids());
    }

    @Test
    void nodeIsInOneListAtMost() {
        ConnectionList other = new ConnectionList();
        list.add(first.resting);

        assertThrows(IllegalStateException.class, () -> other.add(first.resting));
        other.remove(first.resting);
        assertTrue(list.contains(first.resting));
        assertFalse(other.contains(first.resting));
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        for (Connection c = list.first(); c != null; c = list.after(c.resting)) {
            ids.add(c.id());
        }
        assertEquals(ids.size(), list.size());
        return ids;
    }

    private static Connection connection(long id) {
        ConnectOptions options = new Wishes().options();
        try {
            ConnectionIdentity identity = ConnectionIdentity.of(Peer.of("http", "a.test", 80, options), options);
            return new Connection(id, identity, new ScriptedChain(), new Destination("a.test:80"), null, false, 0);
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }
}
