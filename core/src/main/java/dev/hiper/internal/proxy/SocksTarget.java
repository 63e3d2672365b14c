package dev.hiper.internal.proxy;

import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.dns.LookupRequest;

/**
 * What a SOCKS proxy is to connect to.
 *
 * @param host name or address, in lower case, IPv6 without brackets
 * @param dns answers where names are resolved here
 * @param lookup the question for it
 */
public record SocksTarget(String host, int port, DnsCache dns, LookupRequest lookup) {}
