package dev.hiper.internal.dns;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One lookup and everybody who waits for it. Lives on the loop thread; what comes from
 * other threads lies in the {@link AnswerInbox} first.
 */
final class DnsQuery {
    private final DnsName name;
    private final long startedNanos;
    private final @Nullable Random shuffle;
    private final Consumer<DnsQuery> abandoned;
    private final List<InetAddress> addresses = new ArrayList<>();
    private final List<InetAddress> view = Collections.unmodifiableList(addresses);
    private final List<Lookup> waiting = new ArrayList<>();
    private Resolver.@Nullable Query running;
    private @Nullable Throwable failure;
    private boolean ended;

    /**
     * @param shuffle puts the addresses in random order; null to keep theirs
     * @param abandoned is told when the last one who waited left before the end
     */
    DnsQuery(DnsName name, long startedNanos, @Nullable Random shuffle, Consumer<DnsQuery> abandoned) {
        this.name = name;
        this.startedNanos = startedNanos;
        this.shuffle = shuffle;
        this.abandoned = abandoned;
    }

    /** A question whose answer is known. */
    static DnsQuery known(DnsName name, List<InetAddress> answer, @Nullable Throwable failure, long nowNanos) {
        DnsQuery query = new DnsQuery(name, nowNanos, null, gone -> {});
        query.add(answer);
        query.end(failure);
        return query;
    }

    DnsName name() {
        return name;
    }

    void running(Resolver.Query query) {
        running = query;
    }

    Lookup join(ConnectContext context) {
        Lookup lookup = new Lookup(this, context);
        if (!ended) {
            waiting.add(lookup);
        }
        return lookup;
    }

    void leave(Lookup lookup) {
        if (waiting.remove(lookup) && waiting.isEmpty() && !ended) {
            abandoned.accept(this);
        }
    }

    /** Stops the resolver's work, as far as it can be stopped. */
    void cancel() {
        Resolver.Query query = running;
        if (query != null) {
            query.cancel();
        }
    }

    void add(List<InetAddress> more) {
        List<InetAddress> ordered = more;
        if (shuffle != null) {
            ordered = new ArrayList<>(more);
            Collections.shuffle(ordered, shuffle);
        }
        for (InetAddress address : ordered) {
            if (name.admits(address)
                    && count(address instanceof Inet4Address) < Limits.ADDRESSES
                    && !addresses.contains(address)) {
                addresses.add(address);
            }
        }
    }

    void end(@Nullable Throwable reason) {
        ended = true;
        failure = reason;
    }

    /** Wakes all who wait; after the end for the last time. */
    void wakeAll() {
        for (Lookup lookup : List.copyOf(waiting)) {
            lookup.wake();
        }
        if (ended) {
            waiting.clear();
        }
    }

    boolean ended() {
        return ended;
    }

    List<InetAddress> addresses() {
        return view;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long startedNanos() {
        return startedNanos;
    }

    private int count(boolean ipv4) {
        int count = 0;
        for (InetAddress address : addresses) {
            if (address instanceof Inet4Address == ipv4) {
                count++;
            }
        }
        return count;
    }
}
