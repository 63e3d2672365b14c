package dev.hiper.internal.dns;

import dev.hiper.internal.bytes.Limits;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is known about a name.
 *
 * @param addresses empty if there is no such name
 * @param permanent whether it never gets old
 * @param ttlSeconds how old it may get at most, by the word of its source
 */
record DnsEntry(List<InetAddress> addresses, long addedNanos, boolean permanent, long ttlSeconds) {
    /** The source said nothing about age. */
    static final long ANY_AGE = Long.MAX_VALUE;

    private static final long NEGATIVE_NANOS = TimeUnit.SECONDS.toNanos(Limits.NEGATIVE_NAME_SECONDS);

    DnsEntry {
        addresses = List.copyOf(addresses);
    }

    /** @param seconds how old an answer may be; -1 for any age */
    boolean fresh(long nowNanos, long seconds) {
        if (permanent) {
            return true;
        }
        long age = nowNanos - addedNanos;
        if (addresses.isEmpty()) {
            return seconds != 0 && age < NEGATIVE_NANOS && (seconds < 0 || age < TimeUnit.SECONDS.toNanos(seconds));
        }
        return age < TimeUnit.SECONDS.toNanos(ttlSeconds) && (seconds < 0 || age < TimeUnit.SECONDS.toNanos(seconds));
    }
}
