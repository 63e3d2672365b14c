package dev.hiper.examples.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks that nothing is fetched from or tunnelled to. Asked with the address that is going to be connected to, after
 * the lookup: a name that leads into a denied network gains nothing.
 */
final class DeniedNetworks {
    private static final int IPV4_BYTES = 4;
    private static final int ANY_PORT = 0;

    private final boolean internal;
    private final List<IpSubnetFilterRule> subnets;

    private DeniedNetworks(boolean internal, List<IpSubnetFilterRule> subnets) {
        this.internal = internal;
        this.subnets = subnets;
    }

    static DeniedNetworks none() {
        return new DeniedNetworks(false, List.of());
    }

    /** @param text subnets like {@code 10.0.0.0/8} with commas between; {@code internal} stands for all that is not public */
    static DeniedNetworks of(String text) throws BadOptionException {
        boolean internal = false;
        List<IpSubnetFilterRule> subnets = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.equals("internal")) {
                internal = true;
            } else {
                subnets.add(subnet(part));
            }
        }
        return new DeniedNetworks(internal, List.copyOf(subnets));
    }

    boolean contains(InetAddress address) {
        if (internal && isInternal(address)) {
            return true;
        }
        InetSocketAddress candidate = new InetSocketAddress(address, ANY_PORT);
        for (IpSubnetFilterRule subnet : subnets) {
            if (subnet.matches(candidate)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInternal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isUniqueLocal(address.getAddress());
    }

    /** fc00::/7, RFC 4193; the JDK only knows the older fec0::/10. */
    private static boolean isUniqueLocal(byte[] address) {
        return address.length > IPV4_BYTES && (address[0] & 0xFE) == 0xFC;
    }

    private static IpSubnetFilterRule subnet(String text) throws BadOptionException {
        int slash = text.indexOf('/');
        try {
            return new IpSubnetFilterRule(
                    text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)), IpFilterRuleType.REJECT);
        } catch (RuntimeException e) {
            throw new BadOptionException("'" + text + "' is not a network such as 10.0.0.0/8");
        }
    }
}
