package dev.hiper.internal.dns;

import dev.hiper.spi.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;

/** What a lookup is about: the key of the cache. */
record DnsName(String host, Resolver.Family family) {
    boolean admits(InetAddress address) {
        return switch (family) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> !(address instanceof Inet4Address);
        };
    }
}
