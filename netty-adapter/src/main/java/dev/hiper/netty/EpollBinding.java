package dev.hiper.netty;

import dev.hiper.spi.SocketRequest;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The local end of a socket, in the forms of CURLOPT_INTERFACE: {@code name} (an interface if there is one of this name,
 * else an address), {@code if!name}, {@code host!address} and {@code ifhost!name!address}. An interface is bound to
 * by its name where the process may do that, else by its address of the peer's family. Host names are not
 * taken: looking them up would block the loop.
 */
final class EpollBinding {
    private static final String INTERFACE = "if!";
    private static final String HOST = "host!";
    private static final String BOTH = "ifhost!";
    private static final int HIGHEST_PORT = 65_535;

    // Numbers of Linux's socket options.
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;

    private EpollBinding() {}

    /** Binds {@code socket} if {@code options} ask for it. */
    static void bind(LinuxSocket socket, InetSocketAddress remote, SocketRequest.Options options) throws IOException {
        String text = options.localInterface();
        if (text == null && options.localPort() == 0) {
            return;
        }
        boolean ipv4 = remote.getAddress() instanceof Inet4Address;
        InetAddress local = text == null ? null : local(socket, text, remote.getAddress());
        if (local == null) {
            if (options.localPort() == 0) {
                return;
            }
            local = InetAddress.getByAddress(new byte[ipv4 ? 4 : 16]);
        }
        bind(socket, local, options);
    }

    private static void bind(LinuxSocket socket, InetAddress local, SocketRequest.Options options) throws IOException {
        int first = options.localPort();
        if (first == 0) {
            // The kernel then chooses the port at connect, where it only has to be unique per peer.
            socket.setIntOpt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
        }
        int last = first == 0 ? 0 : Math.min(HIGHEST_PORT, first + Math.max(1, options.localPortRange()) - 1);
        IOException failure = new IOException("no local port to try");
        for (int port = first; port <= last; port++) {
            try {
                socket.bind(new InetSocketAddress(local, port));
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure(local + " port " + first + (last > first ? " to " + last : ""), failure);
    }

    /** The address to bind to; null if the socket was bound to an interface and needs none. */
    private static @Nullable InetAddress local(LinuxSocket socket, String text, InetAddress remote) throws IOException {
        if (text.startsWith(BOTH)) {
            int split = text.indexOf('!', BOTH.length());
            if (split < 0) {
                throw new BindException("'" + text + "' lacks the address");
            }
            NetworkInterface device = device(text.substring(BOTH.length(), split));
            InetAddress address = literal(text.substring(split + 1), remote);
            if (!Collections.list(device.getInetAddresses()).contains(address)) {
                throw new BindException("interface '" + device.getName() + "' does not have the address " + address);
            }
            return address;
        }
        if (text.startsWith(HOST)) {
            return literal(text.substring(HOST.length()), remote);
        }
        if (text.startsWith(INTERFACE)) {
            return ofDevice(socket, device(text.substring(INTERFACE.length())), remote);
        }
        NetworkInterface device = NetworkInterface.getByName(text);
        return device == null ? literal(text, remote) : ofDevice(socket, device, remote);
    }

    private static NetworkInterface device(String name) throws IOException {
        NetworkInterface device = NetworkInterface.getByName(name);
        if (device == null) {
            throw new BindException("no interface '" + name + "'");
        }
        return device;
    }

    private static @Nullable InetAddress ofDevice(LinuxSocket socket, NetworkInterface device, InetAddress remote)
            throws IOException {
        byte[] name = device.getName().getBytes(StandardCharsets.US_ASCII);
        try {
            socket.setRawOpt(
                    SOL_SOCKET,
                    SO_BINDTODEVICE,
                    ByteBuffer.allocateDirect(name.length + 1)
                            .put(name)
                            .put((byte) 0)
                            .flip());
            return null;
        } catch (IOException e) {
            // Not permitted to most users. An address of the interface does nearly the same.
            return addressOf(device, remote);
        }
    }

    private static InetAddress addressOf(NetworkInterface device, InetAddress remote) throws BindException {
        InetAddress otherScope = null;
        for (InetAddress address : Collections.list(device.getInetAddresses())) {
            if (sameFamily(address, remote)) {
                if (address.isLinkLocalAddress() == remote.isLinkLocalAddress()) {
                    return address;
                }
                otherScope = address;
            }
        }
        if (otherScope == null) {
            throw new BindException("interface '" + device.getName() + "' has no address of the peer's family");
        }
        return otherScope;
    }

    private static InetAddress literal(String text, InetAddress remote) throws BindException {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        if (address == null) {
            throw new BindException("'" + text + "' is neither an interface nor an address");
        }
        if (!sameFamily(address, remote)) {
            throw new BindException(text + " is not of the peer's family");
        }
        return address;
    }

    private static boolean sameFamily(InetAddress one, InetAddress other) {
        return one instanceof Inet4Address == other instanceof Inet4Address;
    }

    private static BindException failure(String what, Exception cause) {
        BindException failure = new BindException(what + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
