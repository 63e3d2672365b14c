package dev.hiper.internal.hsts;

/**
 * A host of the cache.
 *
 * @param name without dot at its end
 * @param expires seconds since 1970; {@link Long#MAX_VALUE} for never
 */
public record HstsHost(String name, boolean includeSubDomains, long expires) {}
