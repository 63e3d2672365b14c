package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.AsciiText;
import dev.hiper.internal.bytes.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a jar, by site: the last two labels of their domain, which every domain that can match a host
 * has in common with it. Holds the bounds: a full site gives up its oldest cookie without Secure for a new one,
 * so that nobody on plain text pushes out what came by TLS; a full jar takes from the site it has known longest.
 */
final class CookieShelf {

    /** The key of cookies for all hosts. */
    private static final String ALL_HOSTS = "";

    private static final Comparator<StoredCookie> EVICTION_ORDER = Comparator.comparing(
                    (StoredCookie stored) -> stored.cookie().secure())
            .thenComparingLong(StoredCookie::creation);

    private final Map<String, List<StoredCookie>> sites = new LinkedHashMap<>();
    private int size;

    /** No cookie expires before this time, so that there is nothing to look for. */
    private long nextExpiry = Long.MAX_VALUE;

    int size() {
        return size;
    }

    /** The cookies among which are all that could go to, or collide with those of, {@code domain}. */
    List<StoredCookie> site(@Nullable String domain) {
        return sites.getOrDefault(key(domain), List.of());
    }

    Stream<StoredCookie> all() {
        return sites.values().stream().flatMap(List::stream);
    }

    /** Whether there was, or could be made, room for it. */
    boolean add(StoredCookie added) {
        String key = key(added.cookie().domain());
        List<StoredCookie> site = sites.computeIfAbsent(key, unknown -> new ArrayList<>());
        if (site.size() >= Limits.COOKIES_PER_SITE && !evict(site, added)) {
            return false;
        }
        if (size >= Limits.COOKIES) {
            evict(sites.values().iterator().next(), null);
        }
        // The site may have gone with its last cookie.
        sites.computeIfAbsent(key, unknown -> site).add(added);
        size++;
        noteExpiry(added);
        return true;
    }

    void removeExpired(long now) {
        if (now <= nextExpiry) {
            return;
        }
        removeIf(stored -> stored.cookie().isExpired(now));
        nextExpiry = Long.MAX_VALUE;
        sites.values().forEach(site -> site.forEach(this::noteExpiry));
    }

    void removeIf(Predicate<StoredCookie> condition) {
        for (List<StoredCookie> site : sites.values()) {
            int before = site.size();
            site.removeIf(condition);
            size -= before - site.size();
        }
        sites.values().removeIf(List::isEmpty);
    }

    void remove(StoredCookie removed) {
        String key = key(removed.cookie().domain());
        List<StoredCookie> site = sites.get(key);
        if (site != null && site.remove(removed)) {
            size--;
            dropIfEmpty(key, site);
        }
    }

    /** The oldest without Secure goes; only one with Secure, or none at all, may push out one with Secure. */
    private boolean evict(List<StoredCookie> site, @Nullable StoredCookie added) {
        StoredCookie victim = null;
        for (StoredCookie stored : site) {
            if (victim == null || EVICTION_ORDER.compare(stored, victim) < 0) {
                victim = stored;
            }
        }
        boolean refused = added != null
                && victim != null
                && victim.cookie().secure()
                && !added.cookie().secure();
        if (victim == null || refused) {
            return false;
        }
        remove(victim);
        return true;
    }

    private void noteExpiry(StoredCookie stored) {
        if (!stored.cookie().isSession()) {
            nextExpiry = Math.min(nextExpiry, stored.cookie().expires());
        }
    }

    private void dropIfEmpty(String key, List<StoredCookie> site) {
        if (site.isEmpty()) {
            sites.remove(key);
        }
    }

    private static String key(@Nullable String domain) {
        if (domain == null) {
            return ALL_HOSTS;
        }
        int last = domain.lastIndexOf('.');
        boolean whole = last < 0 || AsciiText.isIpAddress(domain);
        return AsciiText.toLower(whole ? domain : domain.substring(domain.lastIndexOf('.', last - 1) + 1));
    }
}
