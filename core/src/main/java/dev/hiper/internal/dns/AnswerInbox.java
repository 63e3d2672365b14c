package dev.hiper.internal.dns;

import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where the answers of a resolver lie until the loop thread takes them. */
final class AnswerInbox {
    /** A piece of an answer; {@code ended} with the last one. */
    record Piece(DnsQuery query, List<InetAddress> addresses, boolean ended, @Nullable Throwable failure) {}

    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Runnable wake;

    /** @param wake is run, on any thread, when something lies in an inbox that was empty */
    AnswerInbox(Runnable wake) {
        this.wake = wake;
    }

    Resolver.Answer answer(DnsQuery query) {
        return new Resolver.Answer() {
            @Override
            public void onAddresses(List<InetAddress> addresses) {
                put(new Piece(query, List.copyOf(addresses), false, null));
            }

            @Override
            public void onEnd(@Nullable Throwable failure) {
                put(new Piece(query, List.of(), true, failure));
            }
        };
    }

    /** Whether something may lie here. Loop thread; one read of memory. */
    boolean filled() {
        return told.get();
    }

    /** The next piece, null if there is none. Loop thread. */
    @Nullable
    Piece take() {
        Piece piece = pieces.poll();
        if (piece == null && told.get()) {
            // In this order: a piece that comes in between is either seen by the second look or told about.
            told.set(false);
            piece = pieces.poll();
        }
        return piece;
    }

    private void put(Piece piece) {
        pieces.add(piece);
        if (told.compareAndSet(false, true)) {
            wake.run();
        }
    }
}
