package dev.hiper.internal.proxy;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.AddressLiteral;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.Step;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server, before anything else, who is behind the connection: the header line of the PROXY protocol, version 1. A given
 * client address stands in the places of both addresses, as in libcurl; the ports are those of the socket.
 */
public final class HaProxyFilter extends HandshakeFilter {
    private static final int GROUPS = 8;

    private final @Nullable String clientAddress;
    private boolean written;

    /**
     * @param next the connection to the server, perhaps through a tunnel
     * @param clientAddress the address to tell; null for that of the socket
     */
    public HaProxyFilter(ConnectionFilter next, @Nullable String clientAddress) {
        super(next);
        this.clientAddress = clientAddress;
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        if (!written) {
            written = true;
            write(ByteBuffer.wrap(line().getBytes(StandardCharsets.US_ASCII)));
        }
        return flush() ? Step.DONE : Step.BLOCKED;
    }

    private String line() throws TransferException {
        String told = clientAddress;
        if (told != null) {
            check(told);
        }
        InetSocketAddress local = internet(localAddress());
        InetSocketAddress remote = internet(remoteAddress());
        if (local == null || remote == null) {
            return "PROXY UNKNOWN\r\n";
        }
        String source = told == null ? text(local.getAddress()) : told;
        String destination = told == null ? text(remote.getAddress()) : told;
        String family = source.indexOf(':') < 0 ? "TCP4" : "TCP6";
        return "PROXY " + family + ' ' + source + ' ' + destination + ' ' + local.getPort() + ' ' + remote.getPort()
                + "\r\n";
    }

    private static @Nullable InetSocketAddress internet(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet && !internet.isUnresolved() ? internet : null;
    }

    /** Whatever is told must not be able to tell more than an address. */
    private static void check(String told) throws TransferException {
        for (int i = 0; i < told.length(); i++) {
            if ("0123456789abcdefABCDEF.:".indexOf(told.charAt(i)) < 0) {
                throw refused();
            }
        }
        if (AddressLiteral.parse(told) == null) {
            throw refused();
        }
    }

    private static TransferException refused() {
        return new TransferException(ResultCode.BAD_FUNCTION_ARGUMENT, "HAPROXY_CLIENT_IP is no address");
    }

    /** The usual spelling: for IPv6 the longest run of zeros is left out (RFC 5952). */
    private static String text(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        ByteBuffer groups = ByteBuffer.wrap(address.getAddress());
        int gapStart = GROUPS;
        int gapLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int length = zeros(groups, start);
            if (length > gapLength) {
                gapStart = start;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group == gapStart) {
                text.append("::");
                group += gapLength - 1;
            } else {
                boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(group(groups, group)));
            }
        }
        return text.toString();
    }

    private static int zeros(ByteBuffer groups, int start) {
        int end = start;
        while (end < GROUPS && group(groups, end) == 0) {
            end++;
        }
        return end - start;
    }

    private static int group(ByteBuffer groups, int index) {
        return groups.getShort(2 * index) & 0xFFFF;
    }
}
