package dev.hiper.internal.socket;

import dev.hiper.spi.SocketRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The local end of a socket, in the forms of CURLOPT_INTERFACE:
 *
 * <pre>
 *   name             an interface if there is one of this name, else an address
 *   if!name          an interface
 *   host!address     an address
 *   ifhost!name!address   an address, which must be one of the interface's
 * </pre>
 *
 * <p>Unlike libcurl this takes no host names for the local end: looking them up would block the loop.
 */
final class LocalBinding {
    private static final String INTERFACE = "if!";
    private static final String HOST = "host!";
    private static final String BOTH = "ifhost!";
    private static final int HIGHEST_PORT = 65_535;

    /** What can be an address literal; anything else would be looked up by the JDK. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[^%]+)?");

    private LocalBinding() {}

    /** Binds {@code channel} if {@code options} ask for it; to an address of {@code remote}'s family. */
    static void bind(SocketChannel channel, InetSocketAddress remote, SocketRequest.Options options)
            throws IOException {
        if (options.localInterface() == null && options.localPort() == 0) {
            return;
        }
        InetAddress local = localAddress(options.localInterface(), remote.getAddress());
        int first = options.localPort();
        int last = first == 0 ? 0 : Math.min(HIGHEST_PORT, first + Math.max(1, options.localPortRange()) - 1);
        BindException failure = new BindException("no local port to try");
        for (int port = first; port <= last; port++) {
            try {
                channel.bind(new InetSocketAddress(local, port));
                return;
            } catch (BindException e) {
                failure = e;
            } catch (IOException | UnsupportedOperationException e) {
                throw failure(local + " cannot be bound to", e);
            }
        }
        throw failure(local + " port " + first + (last > first ? " to " + last : ""), failure);
    }

    private static InetAddress localAddress(@Nullable String text, InetAddress remote) throws IOException {
        boolean ipv4 = remote instanceof Inet4Address;
        if (text == null) {
            return InetAddress.getByAddress(new byte[ipv4 ? 4 : 16]);
        }
        if (text.startsWith(BOTH)) {
            int split = text.indexOf('!', BOTH.length());
            if (split < 0) {
                throw new BindException("'" + text + "' lacks the address");
            }
            return ofBoth(text.substring(BOTH.length(), split), text.substring(split + 1), ipv4);
        }
        if (text.startsWith(HOST)) {
            return ofFamily(text.substring(HOST.length()), ipv4);
        }
        boolean interfaceOnly = text.startsWith(INTERFACE);
        String name = interfaceOnly ? text.substring(INTERFACE.length()) : text;
        NetworkInterface device = NetworkInterface.getByName(name);
        if (device != null) {
            return ofDevice(device, remote);
        }
        if (interfaceOnly) {
            throw new BindException("no interface '" + name + "'");
        }
        return ofFamily(name, ipv4);
    }

    private static InetAddress ofBoth(String name, String address, boolean ipv4) throws IOException {
        NetworkInterface device = NetworkInterface.getByName(name);
        InetAddress local = ofFamily(address, ipv4);
        if (device == null || !local.equals(find(device, local))) {
            throw new BindException("interface '" + name + "' does not have the address " + address);
        }
        return local;
    }

    private static @Nullable InetAddress find(NetworkInterface device, InetAddress wanted) {
        Enumeration<InetAddress> addresses = device.getInetAddresses();
        while (addresses.hasMoreElements()) {
            InetAddress address = addresses.nextElement();
            if (address.equals(wanted)) {
                return address;
            }
        }
        return null;
    }

    /** The interface's address of the peer's family and, for IPv6, of its scope. */
    private static InetAddress ofDevice(NetworkInterface device, InetAddress remote) throws BindException {
        Enumeration<InetAddress> addresses = device.getInetAddresses();
        InetAddress otherScope = null;
        while (addresses.hasMoreElements()) {
            InetAddress address = addresses.nextElement();
            if (address instanceof Inet4Address == remote instanceof Inet4Address) {
                if (address instanceof Inet4Address || address.isLinkLocalAddress() == remote.isLinkLocalAddress()) {
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

    private static InetAddress ofFamily(String text, boolean ipv4) throws BindException {
        InetAddress address;
        try {
            if (!LITERAL.matcher(text).matches()) {
                throw new BindException("'" + text + "' is neither an interface nor an address");
            }
            address = InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw failure("'" + text + "'", e);
        }
        if (ipv4 ? !(address instanceof Inet4Address) : !(address instanceof Inet6Address)) {
            throw new BindException(text + " is not of the peer's family");
        }
        return address;
    }

    private static BindException failure(String what, Exception cause) {
        BindException failure = new BindException(what + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
