package dev.hiper.internal.multi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.TransportSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SocketRegistryTest {
    private final List<String> calls = new ArrayList<>();
    private boolean watching = true;
    private Object attachOnTell;
    private final SocketRegistry registry = new SocketRegistry(new SocketRegistry.Listener() {
        @Override
        public boolean watching() {
            return watching;
        }

        @Override
        public void onSocket(SocketUser user, TransportSocket socket, int what, Object attachment) {
            calls.add(user + " " + socket + " " + what + " " + attachment);
            if (attachOnTell != null) {
                registry().find(socket).attachment = attachOnTell;
            }
        }
    });
    private final User one = new User("one");
    private final User two = new User("two");
    private final TransportSocket a = new NamedSocket("a");
    private final TransportSocket b = new NamedSocket("b");

    @Test
    @Tag("S2")
    void newSocketsAreToldBeforeOldOnesAreRemoved() {
        registry.update(one, want(a, PollSet.IN));
        registry.update(one, want(b, PollSet.OUT));
        assertEquals(List.of("one a 1 null", "one b 2 null", "one a 4 null"), calls);
    }

    @Test
    @Tag("S3")
    void onlyChangesOfTheCombinationAreTold() {
        registry.update(one, want(a, PollSet.IN));
        registry.update(two, want(a, PollSet.IN));
        registry.update(two, want(a, PollSet.INOUT));
        registry.update(one, want(a, PollSet.OUT));
        registry.update(one, want(a, PollSet.OUT));
        assertEquals(List.of("one a 1 null", "two a 3 null"), calls);
    }

    @Test
    @Tag("S4")
    void removeComesWithTheLastUserOnly() {
        registry.update(one, want(a, PollSet.IN));
        registry.update(two, want(a, PollSet.OUT));
        registry.leave(one);
        registry.leave(two);
        assertEquals(List.of("one a 1 null", "two a 3 null", "one a 2 null", "two a 4 null"), calls);
        assertNull(registry.find(a));
    }

    @Test
    @Tag("S5")
    void theAttachmentLastsUntilTheEndOfTheRemoveCallback() {
        attachOnTell = "mine";
        registry.update(one, want(a, PollSet.IN));
        registry.leave(one);
        registry.update(one, want(a, PollSet.IN));
        assertEquals(List.of("one a 1 null", "one a 4 mine", "one a 1 null"), calls);
    }

    @Test
    @Tag("S6")
    void aSocketThatIsClosedIsRemovedAndLeavesNoTrace() {
        registry.update(one, want(a, PollSet.IN));
        registry.forget(a);
        registry.forget(a);
        registry.leave(one);
        assertEquals(List.of("one a 1 null", "one a 4 null"), calls);
        assertEquals(0, registry.size());
    }

    @Test
    @Tag("A7")
    void withoutAListenerNothingIsRecordedSoThatALateOneIsToldEverything() {
        watching = false;
        registry.update(one, want(a, PollSet.IN));
        watching = true;
        registry.update(one, want(a, PollSet.IN));
        assertEquals(List.of("one a 1 null"), calls);
    }

    private SocketRegistry registry() {
        return registry;
    }

    private static PollSet want(TransportSocket socket, int bits) {
        PollSet polls = new PollSet();
        polls.set(socket, bits);
        return polls;
    }

    private static final class User implements SocketUser {
        private final String name;
        private final PollSet told = new PollSet();

        User(String name) {
            this.name = name;
        }

        @Override
        public PollSet told() {
            return told;
        }

        @Override
        public void onReady() {}

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class NamedSocket implements TransportSocket {
        private final String name;

        NamedSocket(String name) {
            this.name = name;
        }

        @Override
        public boolean connect(SocketAddress remote) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean finishConnect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdownOutput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public SocketAddress remoteAddress() {
            return null;
        }

        @Override
        public SocketAddress localAddress() {
            return null;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
