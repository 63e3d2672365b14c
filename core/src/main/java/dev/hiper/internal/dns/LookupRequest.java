package dev.hiper.internal.dns;

import dev.hiper.error.TransferException;
import dev.hiper.spi.Resolver;
import org.jspecify.annotations.Nullable;

/**
 * One transfer's question for addresses.
 *
 * @param host name or address literal, without brackets, in lower case
 * @param port only RESOLVE entries depend on it
 * @param family address families that are of use
 * @param cacheSeconds how old a cached answer may be; 0 none, -1 any age
 * @param shuffle whether the answer of a lookup started now is put in random order
 * @param wildcard whether the transfer brought a RESOLVE entry for all hosts
 * @param gate asked before a resolver is
 * @param server asked instead of the resolver; null for the resolver
 */
public record LookupRequest(
        String host,
        int port,
        Resolver.Family family,
        long cacheSeconds,
        boolean shuffle,
        boolean wildcard,
        Gate gate,
        @Nullable NameServer server) {

    /** The application's say about a lookup. */
    @FunctionalInterface
    public interface Gate {
        /** Called once per lookup that is really started (C25). */
        void beforeLookup(String host) throws TransferException;
    }

    /** The same question for addresses of {@code other} only. */
    public LookupRequest with(Resolver.Family other) {
        return new LookupRequest(host, port, other, cacheSeconds, shuffle, wildcard, gate, server);
    }
}
