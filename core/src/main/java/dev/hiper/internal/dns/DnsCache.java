package dev.hiper.internal.dns;

import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.spi.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions for addresses: at once where the answer is known, else by one lookup per name, shared by all who
 * ask while it runs. A transfer with a {@link NameServer} of its own asks that one for itself. Loop thread only.
 */
public final class DnsCache implements AutoCloseable {
    private static final long PRUNE_INTERVAL_NANOS = 1_000_000_000L;

    private final Resolver resolver;
    private final NameServers servers;
    private final AnswerInbox inbox;
    private final Random random;
    private final ResolveTable table = new ResolveTable();
    private final Map<DnsName, DnsQuery> running = new HashMap<>();

    /** Lookups that run at name servers. Not shared: each goes on in the name of the transfer that asked. */
    private final Set<DnsQuery> asked = new HashSet<>();

    /** Oldest first: an entry that is renewed goes to the end. */
    private final Map<DnsName, DnsEntry> entries = new LinkedHashMap<>();

    private boolean pruned;
    private long prunedNanos;

    /**
     * @param resolver is closed with this cache
     * @param servers asks the name servers that transfers bring
     * @param wake is run on any thread when an answer came: {@link #drain} is to be called soon
     */
    public DnsCache(Resolver resolver, NameServers servers, Runnable wake) {
        this(resolver, servers, wake, new Random());
    }

    DnsCache(Resolver resolver, NameServers servers, Runnable wake, Random random) {
        this.resolver = resolver;
        this.servers = servers;
        this.inbox = new AnswerInbox(wake);
        this.random = random;
    }

    /** Whether one of these RESOLVE lines speaks for all hosts. */
    public static boolean hasWildcard(List<String> lines) {
        for (String line : lines) {
            if (ResolveLine.isWildcard(line)) {
                return true;
            }
        }
        return false;
    }

    /** Those of these RESOLVE lines that say something about {@code host} and {@code port}. */
    public static List<String> linesAbout(List<String> lines, String host, int port) {
        return lines.isEmpty() ? lines : ResolveLine.about(lines, host, port);
    }

    /**
     * Takes in the RESOLVE lines of a transfer that starts. They stay for all transfers of this cache.
     *
     * @throws TransferException if a line is malformed; the lines before it count
     */
    public void preload(List<String> lines, long nowNanos) throws TransferException {
        // By index: an iterator per transfer would be the only thing that most of them allocate.
        for (int i = 0; i < lines.size(); i++) {
            ResolveLine line = ResolveLine.parse(lines.get(i));
            table.put(line, nowNanos);
            if (line.removes()) {
                forget(line.host());
            }
        }
    }

    /** Asks for addresses. {@code context} is woken whenever the answer grew, and at its end. */
    public Lookup lookup(LookupRequest request, ConnectContext context) throws TransferException {
        DnsName name = new DnsName(request.host(), request.family(), request.server());
        long now = context.nowNanos();
        DnsQuery known = known(request, name, now);
        if (known != null) {
            return known.join(context);
        }
        DnsQuery sharing = running.get(name);
        if (sharing != null) {
            return sharing.join(context);
        }
        request.gate().beforeLookup(request.host());
        NameServer server = request.server();
        return server == null ? start(name, request.shuffle(), context) : ask(server, name, request.shuffle(), context);
    }

    /** Whether resolvers may have said something meanwhile. */
    public boolean answered() {
        return inbox.filled();
    }

    /** Takes in what resolvers said meanwhile. */
    public void drain(long nowNanos) {
        AnswerInbox.Piece piece = inbox.take();
        while (piece != null) {
            DnsQuery query = piece.query();
            if (running.get(query.name()) == query) {
                query.add(piece.addresses());
                if (piece.ended()) {
                    finish(query, piece.failure(), nowNanos);
                }
                query.wakeAll();
            }
            piece = inbox.take();
        }
    }

    /** Whether a lookup is running. */
    public boolean waiting() {
        return !running.isEmpty();
    }

    /** Drops entries older than {@code seconds}; -1 drops none. Called per transfer, looks at most once a second. */
    public void prune(long nowNanos, long seconds) {
        if (entries.isEmpty() || (pruned && nowNanos - prunedNanos < PRUNE_INTERVAL_NANOS)) {
            return;
        }
        pruned = true;
        prunedNanos = nowNanos;
        Iterator<DnsEntry> oldest = entries.values().iterator();
        while (oldest.hasNext() && !oldest.next().fresh(nowNanos, seconds)) {
            oldest.remove();
        }
    }

    /** Forgets everything that resolvers said. RESOLVE entries stay. */
    public void clear() {
        entries.clear();
    }

    /** How many names are cached. */
    int size() {
        return entries.size();
    }

    @Override
    public void close() {
        for (DnsQuery query : List.copyOf(running.values())) {
            query.cancel();
        }
        running.clear();
        for (DnsQuery query : List.copyOf(asked)) {
            query.cancel();
        }
        asked.clear();
        entries.clear();
        resolver.close();
    }

    private @Nullable DnsQuery known(LookupRequest request, DnsName name, long now) {
        DnsEntry preset = table.find(request, now);
        if (preset != null) {
            return DnsQuery.known(name, preset.addresses(), null, now);
        }
        InetAddress literal = AddressLiteral.parse(request.host());
        if (literal != null) {
            return DnsQuery.known(name, List.of(literal), null, now);
        }
        if (SpecialNames.isLocalhost(request.host())) {
            return DnsQuery.known(name, SpecialNames.loopbackAddresses(), null, now);
        }
        if (SpecialNames.isOnion(request.host()) || !canBeName(request.host())) {
            Throwable failure = new UnknownHostException(request.host() + " is not looked up");
            return DnsQuery.known(name, List.of(), failure, now);
        }
        DnsEntry entry = entries.get(name);
        if (entry == null || !entry.fresh(now, request.cacheSeconds())) {
            return null;
        }
        Throwable failure = entry.addresses().isEmpty() ? new UnknownHostException(request.host()) : null;
        return DnsQuery.known(name, entry.addresses(), failure, now);
    }

    /** A malformed IPv6 literal, an empty name or one that DNS has no room for has no business with a resolver. */
    private static boolean canBeName(String host) {
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        if (end == 0 || end > Limits.DNS_NAME_CHARS || host.indexOf(':') >= 0) {
            return false;
        }
        int labelStart = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || host.charAt(i) == '.') {
                if (i - labelStart > Limits.DNS_LABEL_CHARS) {
                    return false;
                }
                labelStart = i + 1;
            }
        }
        return true;
    }

    private Lookup start(DnsName name, boolean shuffled, ConnectContext context) {
        long now = context.nowNanos();
        DnsQuery query = new DnsQuery(name, now, shuffled ? random : null, this::abandon);
        Lookup lookup = query.join(context);
        query.running(resolver.resolve(name.host(), name.family(), inbox.answer(query)));
        running.put(name, query);
        // A resolver may have answered on the spot.
        drain(now);
        return lookup;
    }

    private Lookup ask(NameServer server, DnsName name, boolean shuffled, ConnectContext context) {
        DnsQuery query = new DnsQuery(name, context.nowNanos(), shuffled ? random : null, this::abandon);
        Lookup lookup = query.join(context);
        asked.add(query);
        query.running(servers.ask(server, name.host(), name.family(), new ServerAnswer(query), context));
        return lookup;
    }

    /** What a name server says; after the query was abandoned, nobody listens. */
    private final class ServerAnswer implements NameServers.Answer {
        private final DnsQuery query;

        ServerAnswer(DnsQuery query) {
            this.query = query;
        }

        @Override
        public void known(List<InetAddress> addresses, long ttlSeconds, long nowNanos) {
            if (asked.remove(query)) {
                query.add(addresses);
                query.end(
                        addresses.isEmpty()
                                ? new UnknownHostException(query.name().host())
                                : null);
                store(query, ttlSeconds, nowNanos);
                query.wakeAll();
            }
        }

        @Override
        public void failed(Exception failure, long nowNanos) {
            if (asked.remove(query)) {
                query.end(failure);
                query.wakeAll();
            }
        }
    }

    private void finish(DnsQuery query, @Nullable Throwable failure, long nowNanos) {
        query.end(failure);
        running.remove(query.name());
        boolean noSuchName = failure == null || failure instanceof UnknownHostException;
        if (!query.addresses().isEmpty() || noSuchName) {
            store(query, DnsEntry.ANY_AGE, nowNanos);
        }
    }

    private void store(DnsQuery query, long ttlSeconds, long nowNanos) {
        // Taken out first: a renewed entry has to stand at the young end.
        entries.remove(query.name());
        entries.put(query.name(), new DnsEntry(query.addresses(), nowNanos, false, ttlSeconds));
        if (entries.size() > Limits.CACHED_NAMES) {
            Iterator<DnsName> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void abandon(DnsQuery query) {
        running.remove(query.name(), query);
        asked.remove(query);
        query.cancel();
    }

    private void forget(String host) {
        entries.keySet().removeIf(name -> name.host().equals(host));
    }
}
