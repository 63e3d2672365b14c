package dev.hiper.internal.socket;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.ChannelSocket;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits for sockets on behalf of an application without a loop of its own (poll, wait, perform). Opened at the first
 * wait; an event-driven application never has one.
 *
 * <p>{@link #wakeup} is the one method for any thread.
 */
public final class Poller implements AutoCloseable {
    private final AtomicBoolean wakeupWaits = new AtomicBoolean();
    private volatile @Nullable Selector selector;

    /** Whether something ever waited here. */
    public boolean used() {
        return selector != null;
    }

    /** Makes the wait that goes on now, or else the next one, return early. Any thread. */
    public void wakeup() {
        wakeupWaits.set(true);
        Selector present = selector;
        if (present != null) {
            present.wakeup();
        }
    }

    /** Forgets what the wait before this one watched. */
    public void begin() throws IOException {
        Selector present = opened();
        for (SelectionKey key : present.keys()) {
            if (key.isValid()) {
                key.interestOps(0);
            }
        }
    }

    /** Watches what {@code wanted} says. Sockets that are no channels cannot be waited for here. */
    public void watch(PollSet wanted) throws IOException {
        for (int i = 0; i < wanted.size(); i++) {
            if (!(wanted.socket(i) instanceof ChannelSocket)) {
                throw new IOException("only sockets that are channels can be waited for: " + wanted.socket(i));
            }
            SocketChannel channel = ((ChannelSocket) wanted.socket(i)).channel();
            int operations = (wanted.bits(i) & PollSet.IN) != 0 ? SelectionKey.OP_READ : 0;
            if ((wanted.bits(i) & PollSet.OUT) != 0) {
                operations |= channel.isConnectionPending() ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
            }
            if (channel.isConnectionPending()) {
                operations &= ~SelectionKey.OP_READ;
            }
            watch(channel, operations);
        }
    }

    /** Watches a channel of the application's; it must be in non-blocking mode. */
    public void watch(SelectableChannel channel, int operations) throws ClosedChannelException {
        SelectionKey key = channel.keyFor(present());
        if (key != null && key.isValid()) {
            key.interestOpsOr(operations);
        } else {
            channel.register(present(), operations);
        }
    }

    /** Waits at most {@code millis}; how many channels are ready. */
    public int select(long millis) throws IOException {
        Selector present = present();
        boolean returnAtOnce = wakeupWaits.getAndSet(false) || millis <= 0;
        int ready = returnAtOnce ? present.selectNow() : present.select(millis);
        wakeupWaits.set(false);
        return ready;
    }

    /** The operations that {@code channel} is ready for after {@link #select}. */
    public int readyOperations(SelectableChannel channel) {
        SelectionKey key = channel.keyFor(present());
        return key != null && key.isValid() && present().selectedKeys().contains(key) ? key.readyOps() : 0;
    }

    /** Forgets what was ready. */
    public void end() {
        present().selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        Selector present = selector;
        if (present != null) {
            present.close();
        }
    }

    private Selector opened() throws IOException {
        Selector present = selector;
        if (present == null) {
            present = Selector.open();
            selector = present;
        }
        return present;
    }

    private Selector present() {
        Selector present = selector;
        if (present == null) {
            throw new IllegalStateException("nothing was begun");
        }
        return present;
    }
}
