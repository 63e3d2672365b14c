package dev.hiper.examples.curl.suite;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The addresses of this machine by octets, so that no name is ever looked up. */
final class Loopback {
    private static final byte[] V4 = {127, 0, 0, 1};
    private static final byte[] V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Loopback() {}

    static InetAddress v4() {
        return address(V4);
    }

    static InetSocketAddress v4(int port) {
        return new InetSocketAddress(v4(), port);
    }

    static InetSocketAddress v6(int port) {
        return new InetSocketAddress(address(V6), port);
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
