package dev.hiper.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hiper.error.TransferException;
import dev.hiper.spi.Resolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AvailableConnectionsTest {
    private final Destination destination = new Destination("a.test:80");
    private final AvailableConnections available = destination.available;
    private final ConnectionIdentity any = identity(Resolver.Family.ANY);
    private final ConnectionIdentity ipv6 = identity(Resolver.Family.IPV6);

    @Test
    @Tag("L4")
    void earliestMadeComesFirstWhateverTheOrderOfArrival() {
        Random random = new Random(7);
        List<Connection> connections = new ArrayList<>();
        for (long id = 0; id < 200; id++) {
            connections.add(connection(id, any));
        }
        Collections.shuffle(connections, random);
        TreeMap<Long, Connection> present = new TreeMap<>();
        for (int round = 0; round < 2000; round++) {
            Connection connection = connections.get(random.nextInt(connections.size()));
            if (available.contains(connection)) {
                available.remove(connection);
                present.remove(connection.id());
            } else {
                available.add(connection);
                present.put(connection.id(), connection);
            }
            assertEquals(present.size(), available.size());
            assertSame(present.isEmpty() ? null : present.firstEntry().getValue(), available.first(any, null, null));
        }
    }

    @Test
    void earliestThatFitsIsFoundBehindOthersThatDoNot() {
        Connection late = connection(9, ipv6);
        Connection fitting = connection(5, ipv6);
        for (Connection each : List.of(connection(3, any), connection(1, any), late, fitting, connection(4, any))) {
            available.add(each);
        }

        assertSame(fitting, available.first(ipv6, null, null));
        available.remove(fitting);
        assertFalse(available.contains(fitting));
        assertSame(late, available.first(ipv6, null, null));
        available.remove(late);
        assertNull(available.first(ipv6, null, null));
    }

    private Connection connection(long id, ConnectionIdentity identity) {
        return new Connection(id, identity, new ScriptedChain(), destination, null, false, 0);
    }

    /** Idle connections must not hold what each of their makers brought, but nobody's wish may get lost. */
    @Test
    void equalIdentitiesBecomeOneAndDifferentOnesStay() {
        Destination destination = new Destination("a.test:80");
        assertSame(any, destination.share(any));
        assertSame(any, destination.share(identity(Resolver.Family.ANY)));
        assertSame(ipv6, destination.share(ipv6));
        assertSame(ipv6, destination.share(identity(Resolver.Family.IPV6)));
        assertSame(any, destination.share(any));
    }

    private static ConnectionIdentity identity(Resolver.Family family) {
        Wishes wishes = new Wishes();
        wishes.family = family;
        ConnectOptions options = wishes.options();
        try {
            return ConnectionIdentity.of(Peer.of("http", "a.test", 80, options), options);
        } catch (TransferException e) {
            throw new AssertionError(e);
        }
    }
}
