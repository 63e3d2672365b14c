package dev.hiper;

/**
 * A host that insists on https (RFC 6797), for {@link HstsReadCallback} and {@link
 * HstsWriteCallback}.
 *
 * @param name of the host, in ASCII form and any case, without a dot at its end; an entry for an
 *     address has no effect
 * @param includeSubDomains whether all names below it do, too
 * @param expires seconds since 1970; {@link Long#MAX_VALUE} for never
 */
public record HstsEntry(String name, boolean includeSubDomains, long expires) {}
