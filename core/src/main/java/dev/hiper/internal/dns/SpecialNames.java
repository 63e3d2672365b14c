package dev.hiper.internal.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Names with a fixed meaning that no resolver is asked about (RFC 6761, 6.3 and RFC 7686). */
final class SpecialNames {
    private static final List<InetAddress> LOOPBACK = loopback();

    private SpecialNames() {}

    /** {@code localhost} and all names under it. */
    static boolean isLocalhost(String host) {
        return isOrUnder(host, "localhost");
    }

    /** Names of a network that cannot be reached this way, and that must not leak to anybody. */
    static boolean isOnion(String host) {
        return isOrUnder(host, "onion");
    }

    /** The loopback addresses of both families. */
    static List<InetAddress> loopbackAddresses() {
        return LOOPBACK;
    }

    private static boolean isOrUnder(String host, String name) {
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        int start = end - name.length();
        return start >= 0
                && host.regionMatches(true, start, name, 0, name.length())
                && (start == 0 || host.charAt(start - 1) == '.');
    }

    private static List<InetAddress> loopback() {
        try {
            byte[] ipv6 = new byte[16];
            ipv6[15] = 1;
            return List.of(InetAddress.getByAddress(ipv6), InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (UnknownHostException e) {
            throw new AssertionError("addresses of the right length were refused", e);
        }
    }
}
