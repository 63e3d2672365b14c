package dev.hiper;

import dev.hiper.url.Url;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Socket addresses as libcurl shows them. */
final class Addresses {
    private static final long NO_PORT = -1;

    private Addresses() {}

    /** An address in digits (RFC 5952, without a zone), a path, or nothing. */
    static String host(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            InetAddress ip = internet.getAddress();
            return ip == null ? "" : digits(ip);
        }
        return address instanceof UnixDomainSocketAddress ? address.toString() : "";
    }

    static long port(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getPort() : NO_PORT;
    }

    private static String digits(InetAddress ip) {
        String text = ip.getHostAddress();
        if (!(ip instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        // The URL parser knows how to shorten IPv6 text; Java does not.
        String host = Url.parse("http://[" + plain + "]/").host();
        return host == null ? plain : host;
    }
}
