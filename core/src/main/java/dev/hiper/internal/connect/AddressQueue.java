package dev.hiper.internal.connect;

import dev.hiper.internal.bytes.Limits;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Addresses still to be tried. They come out with the families alternating, IPv6 first, in the resolver's order
 * within a family (RFC 8305, 4), and at most {@link Limits#ADDRESSES} of them ever.
 */
final class AddressQueue {
    private final Queue<InetAddress> ipv6 = new ArrayDeque<>();
    private final Queue<InetAddress> ipv4 = new ArrayDeque<>();
    private int taken;
    private int polled;
    private boolean ipv4Next;
    private boolean ipv6Seen;

    /** Takes in what {@code answer}, which only ever grows at its end, has more than at the last call. */
    void takeFrom(List<InetAddress> answer) {
        while (taken < answer.size()) {
            InetAddress address = answer.get(taken++);
            if (address instanceof Inet4Address) {
                ipv4.add(address);
            } else {
                ipv6.add(address);
                ipv6Seen = true;
            }
        }
    }

    boolean isEmpty() {
        return polled == Limits.ADDRESSES || (ipv4.isEmpty() && ipv6.isEmpty());
    }

    /** Whether nothing but IPv4 has come so far. */
    boolean ipv4Only() {
        return !ipv6Seen;
    }

    /** How many addresses were given out. */
    int polled() {
        return polled;
    }

    /** The next one to try; only if there is one. */
    InetAddress poll() {
        boolean takeIpv4 = ipv6.isEmpty() || (ipv4Next && !ipv4.isEmpty());
        polled++;
        ipv4Next = !takeIpv4;
        return takeIpv4 ? ipv4.remove() : ipv6.remove();
    }
}
