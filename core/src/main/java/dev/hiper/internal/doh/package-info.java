/**
 * The messages of DNS over HTTPS: one question out, the addresses of one answer in.
 *
 * <p>Doors: {@link dev.hiper.internal.doh.DnsMessage}, {@link dev.hiper.internal.doh.DnsAnswer}, {@link
 * dev.hiper.internal.doh.RecordType}. Pure: bytes in, values out. Arrows: none. Who carries the bytes is {@code multi}'s business.
 *
 * <p>Sources of rules: RFC 1035 (messages), RFC 2181 (times to live), RFC 3596 (AAAA), RFC 8484 (DNS over HTTPS).
 */
package dev.hiper.internal.doh;
