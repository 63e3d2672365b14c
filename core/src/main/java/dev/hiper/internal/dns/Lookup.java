package dev.hiper.internal.dns;

import dev.hiper.internal.filter.ConnectContext;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One waiting transfer's view of an answer, complete from the beginning or still growing. Whenever something came,
 * the transfer's context is woken.
 */
public final class Lookup {
    private final DnsQuery query;
    private final ConnectContext context;
    private boolean cancelled;

    Lookup(DnsQuery query, ConnectContext context) {
        this.query = query;
        this.context = context;
    }

    /** Whether no more addresses will come. */
    public boolean ended() {
        return query.ended();
    }

    /** The addresses known so far. New ones are put at the end. */
    public List<InetAddress> addresses() {
        return query.addresses();
    }

    /** Why there are no (more) addresses; null if nothing went wrong so far. */
    public @Nullable Throwable failure() {
        return query.failure();
    }

    /** When this lookup was started, by whichever transfer. */
    public long startedNanos() {
        return query.startedNanos();
    }

    /** This transfer does not wait any more. Idempotent. */
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            query.leave(this);
        }
    }

    void wake() {
        context.wake();
    }
}
