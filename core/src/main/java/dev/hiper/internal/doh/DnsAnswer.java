package dev.hiper.internal.doh;

import java.net.InetAddress;
import java.util.List;

/**
 * What a server said about a name.
 *
 * @param addresses empty if there is no such name, or none of its addresses is of the kind asked for
 * @param ttlSeconds how long that holds
 */
public record DnsAnswer(List<InetAddress> addresses, long ttlSeconds) {
    public DnsAnswer {
        addresses = List.copyOf(addresses);
    }
}
