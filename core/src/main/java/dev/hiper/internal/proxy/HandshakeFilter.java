package dev.hiper.internal.proxy;

import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.TransportSocket;
import java.nio.ByteBuffer;

/** A layer that says and hears a few messages while connecting, and is gone afterwards. */
abstract class HandshakeFilter extends ConnectionFilter {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer unsent = NOTHING;

    HandshakeFilter(ConnectionFilter next) {
        super(next);
    }

    /** Nothing is left to do, so the layer below takes this one's place. */
    @Override
    public ConnectionFilter settled() {
        return below();
    }

    /** A message that waits needs OUT; an answer IN. */
    @Override
    public void adjust(PollSet polls) {
        TransportSocket socket = !connected() && below().connected() && !waitsElsewhere() ? socket() : null;
        if (socket != null) {
            polls.add(socket, writing() ? PollSet.OUT : PollSet.IN);
        }
        super.adjust(polls);
    }

    /** Whether it is nothing of its socket that moves it on. */
    boolean waitsElsewhere() {
        return false;
    }

    /** Begins to write {@code message}, in one go if the layer below takes it. */
    final void write(ByteBuffer message) {
        unsent = message;
    }

    /** Moves the message on; whether it is gone. */
    final boolean flush() throws TransferException {
        while (writing()) {
            if (below().send(unsent) == 0 && writing()) {
                return false;
            }
        }
        unsent = NOTHING;
        return true;
    }

    final void forgetUnsent() {
        unsent = NOTHING;
    }

    private boolean writing() {
        return unsent.hasRemaining() || below().sendPending();
    }
}
