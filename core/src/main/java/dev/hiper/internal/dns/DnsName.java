package dev.hiper.internal.dns;

import dev.hiper.spi.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup is about: the key of the cache.
 *
 * @param server who is asked, since whoever asks a server of its own does not trust what others say; null for the resolver
 */
record DnsName(String host, Resolver.Family family, @Nullable NameServer server) {
    boolean admits(InetAddress address) {
        return switch (family) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> !(address instanceof Inet4Address);
        };
    }
}
