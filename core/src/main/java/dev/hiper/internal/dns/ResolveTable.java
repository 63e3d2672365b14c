package dev.hiper.internal.dns;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What RESOLVE lines said, per host and port. */
final class ResolveTable {
    private record Place(String host, int port) {}

    private final Map<Place, DnsEntry> entries = new HashMap<>();

    void put(ResolveLine line, long nowNanos) {
        Place place = new Place(line.host(), line.port());
        if (line.removes()) {
            entries.remove(place);
        } else {
            entries.put(place, new DnsEntry(line.addresses(), nowNanos, line.permanent(), DnsEntry.ANY_AGE));
        }
    }

    /** The entry that answers {@code request}, null if there is none. */
    @Nullable
    DnsEntry find(LookupRequest request, long nowNanos) {
        if (entries.isEmpty()) {
            return null;
        }
        DnsEntry own = find(new Place(request.host(), request.port()), request.cacheSeconds(), nowNanos);
        if (own != null || !request.wildcard()) {
            return own;
        }
        return find(new Place(ResolveLine.anyHost(), request.port()), request.cacheSeconds(), nowNanos);
    }

    private @Nullable DnsEntry find(Place place, long seconds, long nowNanos) {
        DnsEntry entry = entries.get(place);
        if (entry == null || entry.fresh(nowNanos, seconds)) {
            return entry;
        }
        entries.remove(place);
        return null;
    }
}
