package dev.hiper.internal.connect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The zone of link-local addresses: without one the system cannot know which of its links is meant (RFC 4007, 6). */
final class AddressScope {
    static final int NONE = 0;

    private AddressScope() {}

    /** {@code address}, with {@code scope} if it needs one and has none. */
    static InetAddress of(InetAddress address, int scope) {
        return scope != NONE
                        && address instanceof Inet6Address wide
                        && wide.isLinkLocalAddress()
                        && wide.getScopeId() == NONE
                ? scoped(wide, scope)
                : address;
    }

    private static InetAddress scoped(Inet6Address address, int scope) {
        try {
            return Inet6Address.getByAddress(null, address.getAddress(), scope);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of the right length was refused", e);
        }
    }
}
