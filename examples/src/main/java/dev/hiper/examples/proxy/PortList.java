package dev.hiper.examples.proxy;

import java.util.BitSet;

/**
 * Ports that tunnels may lead to. A tunnel carries anything, so the list begins with the ports of TLS: without one a proxy
 * is a relay for spam.
 */
final class PortList {
    private static final int LARGEST = 65_535;

    private final BitSet ports;

    private PortList(BitSet ports) {
        this.ports = ports;
    }

    /** The ports of HTTPS. */
    static PortList https() {
        BitSet ports = new BitSet();
        ports.set(443);
        ports.set(8443);
        return new PortList(ports);
    }

    /** These and those in {@code text}: numbers with commas between, or {@code *} for all. */
    PortList and(String text) throws BadOptionException {
        BitSet more = (BitSet) ports.clone();
        for (String part : text.split(",", -1)) {
            if (part.equals("*")) {
                more.set(1, LARGEST + 1);
            } else {
                more.set(port(part));
            }
        }
        return new PortList(more);
    }

    boolean contains(int port) {
        return ports.get(port);
    }

    private static int port(String text) throws BadOptionException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LARGEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new BadOptionException("'" + text + "' is not a port");
        }
        throw new BadOptionException("'" + text + "' is not a port");
    }
}
