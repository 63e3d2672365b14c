/**
 * Names to addresses: what is known without asking (address literals, {@code localhost}, RESOLVE entries), the cache,
 * one lookup per name however many wait for it, and the default resolver.
 *
 * <p>Everything happens on the loop thread but the answers of a resolver: they come on any thread, lie down in
 * {@code AnswerInbox}, and are taken from there by {@link dev.hiper.internal.dns.DnsCache#drain}. This and the resolver's own
 * pool are all that this engine knows about threads.
 *
 * <p>Doors: {@link dev.hiper.internal.dns.DnsCache}, {@link dev.hiper.internal.dns.LookupRequest}, {@link
 * dev.hiper.internal.dns.Lookup}, {@link dev.hiper.internal.dns.NameServers}, {@link dev.hiper.internal.dns.ThreadedResolver}. Arrows: to {@code filter} and {@code spi} only.
 *
 * <p>Sources of rules: RFC 6761 (localhost), RFC 7686 (.onion), CURLOPT_RESOLVE and CURLOPT_DNS_CACHE_TIMEOUT.
 */
package dev.hiper.internal.dns;
