package dev.hiper.internal.connect;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.dns.Lookup;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.socket.SocketFilter;
import dev.hiper.internal.socket.SocketSource;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the peer or the first proxy is and races its addresses; the winner takes this filter's place (RFC 8305).
 *
 * <p>The next attempt starts at once if none is running, else some time after the last start. Attempts may
 * start before the lookup is complete, but IPv6 gets a head start against an IPv4 answer that came alone.
 */
final class HappyEyeballsFilter extends ConnectionFilter {
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.IPV6_GRACE_MILLIS);

    private record Attempt(InetAddress address, SocketFilter filter) {}

    private final DialTarget target;
    private final ConnectOptions options;
    private final ConnectServices services;
    private final SocketSource source;
    private final ByteBuffer scratch;
    private final long delayNanos;

    private final AddressQueue queue = new AddressQueue();
    /** In the order of their starts. */
    private final List<Attempt> attempts = new ArrayList<>();

    private final StringBuilder failures = new StringBuilder();
    private @Nullable Lookup lookup;
    private @Nullable TransferException lastFailure;
    private @Nullable SocketFilter winner;
    private boolean resolved;
    private long lastStartNanos;

    HappyEyeballsFilter(
            DialTarget target,
            ConnectOptions options,
            ConnectServices services,
            SocketSource source,
            ByteBuffer scratch) {
        super(null);
        this.target = target;
        this.options = options;
        this.services = services;
        this.source = source;
        this.scratch = scratch;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(options.happyEyeballsMillis());
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        Lookup asked = ask(context);
        takeAddresses(asked, context);
        if (stepAll(context) || startDue(asked, context)) {
            end(context);
            return Step.DONE;
        }
        if (attempts.isEmpty() && queue.isEmpty() && (asked.ended() || queue.polled() == Limits.ADDRESSES)) {
            throw failure(asked);
        }
        armTimer(asked, context);
        return Step.BLOCKED;
    }

    @Override
    public ConnectionFilter settled() {
        SocketFilter won = winner;
        return won == null ? this : won;
    }

    @Override
    public void adjust(PollSet polls) {
        for (Attempt attempt : attempts) {
            attempt.filter.adjust(polls);
        }
    }

    @Override
    public void close() {
        stopAsking();
        closeAttempts();
    }

    private Lookup ask(ConnectContext context) throws TransferException {
        Lookup asked = lookup;
        if (asked == null) {
            asked = services.dns().lookup(ChainAssembly.lookup(target, options), context);
            lookup = asked;
        }
        return asked;
    }

    private void takeAddresses(Lookup asked, ConnectContext context) {
        queue.takeFrom(asked.addresses());
        if (!resolved && !asked.addresses().isEmpty()) {
            resolved = true;
            context.reached(ConnectPhase.NAME_RESOLVED);
        }
    }

    /** One step of each attempt; true if one has won. */
    private boolean stepAll(ConnectContext context) {
        int index = 0;
        while (index < attempts.size()) {
            int before = attempts.size();
            if (step(attempts.get(index), context)) {
                return true;
            }
            // A failed attempt is gone, and the next one has its index.
            index += attempts.size() == before ? 1 : 0;
        }
        return false;
    }

    /** Starts attempts as long as they are due and fail at once; true if one has won. */
    private boolean startDue(Lookup asked, ConnectContext context) {
        while (!queue.isEmpty() && context.nowNanos() - nextStartNanos(asked, context) >= 0) {
            if (attempts.size() == Limits.ATTEMPTS_AT_ONCE) {
                dropOldest(context);
            }
            InetAddress address = queue.poll();
            Attempt attempt = new Attempt(address, attemptAt(address));
            attempts.add(attempt);
            lastStartNanos = context.nowNanos();
            if (step(attempt, context)) {
                return true;
            }
        }
        return false;
    }

    private SocketFilter attemptAt(InetAddress address) {
        InetAddress scoped = AddressScope.of(address, options.addressScope());
        SocketRequest request = new SocketRequest(new InetSocketAddress(scoped, target.port()), options.socket());
        return new SocketFilter(source, request, "", services.sockets(), scratch);
    }

    /** True if the attempt has won. A failed one is taken out, with its reason noted. */
    private boolean step(Attempt attempt, ConnectContext context) {
        try {
            if (attempt.filter.connect(context) == Step.DONE) {
                attempts.remove(attempt);
                winner = attempt.filter;
                return true;
            }
        } catch (TransferException e) {
            attempts.remove(attempt);
            attempt.filter.close();
            lastFailure = e;
            note(attempt.address, String.valueOf(e.getMessage()), context);
        }
        return false;
    }

    private void dropOldest(ConnectContext context) {
        Attempt oldest = attempts.remove(0);
        oldest.filter.close();
        note(oldest.address, "no answer so far, given up for another address", context);
    }

    private void note(InetAddress address, String reason, ConnectContext context) {
        failures.append(failures.length() == 0 ? "" : "; ")
                .append(address.getHostAddress())
                .append(": ")
                .append(reason);
        if (context.tracing()) {
            context.trace("connect to " + address.getHostAddress() + " port " + target.port() + " failed: " + reason);
        }
    }

    /** When the next attempt is due; the moment may be past. */
    private long nextStartNanos(Lookup asked, ConnectContext context) {
        long now = context.nowNanos();
        long due = attempts.isEmpty() ? now : lastStartNanos + delayNanos;
        boolean ipv6MayCome = options.family() == Resolver.Family.ANY && !asked.ended() && queue.ipv4Only();
        long graceEnd = asked.startedNanos() + GRACE_NANOS;
        return ipv6MayCome && graceEnd - due > 0 ? graceEnd : due;
    }

    private void armTimer(Lookup asked, ConnectContext context) {
        if (queue.isEmpty()) {
            context.cancel(Timer.HAPPY_EYEBALLS);
        } else {
            context.expireAt(Timer.HAPPY_EYEBALLS, nextStartNanos(asked, context));
        }
    }

    private void end(ConnectContext context) {
        context.cancel(Timer.HAPPY_EYEBALLS);
        stopAsking();
        for (Attempt loser : attempts) {
            loser.filter.close();
        }
        attempts.clear();
    }

    private void stopAsking() {
        Lookup asked = lookup;
        if (asked != null) {
            asked.cancel();
        }
    }

    private void closeAttempts() {
        SocketFilter won = winner;
        if (won != null) {
            won.close();
        }
        for (Attempt attempt : attempts) {
            attempt.filter.close();
        }
        attempts.clear();
    }

    private TransferException failure(Lookup asked) {
        if (queue.polled() == 0) {
            return new TransferException(
                    target.proxy() ? ResultCode.COULDNT_RESOLVE_PROXY : ResultCode.COULDNT_RESOLVE_HOST,
                    "Could not resolve " + (target.proxy() ? "proxy: " : "host: ") + target.host() + explained(asked),
                    asked.failure());
        }
        TransferException last = lastFailure;
        return new TransferException(
                last == null ? ResultCode.COULDNT_CONNECT : last.result(),
                "Failed to connect to " + target.host() + " port " + target.port() + ": " + failures,
                last == null ? null : last.getCause());
    }

    /** A name server is the transfer's own choice: what is wrong with it is told, unlike what a resolver says. */
    private String explained(Lookup asked) {
        Throwable reason = asked.failure();
        return options.nameServer() == null || !(reason instanceof TransferException)
                ? ""
                : " (" + reason.getMessage() + ")";
    }
}
