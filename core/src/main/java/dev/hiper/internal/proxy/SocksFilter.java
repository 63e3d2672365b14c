package dev.hiper.internal.proxy;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.dns.Lookup;
import dev.hiper.internal.dns.LookupRequest;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.spi.Resolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of SOCKS have in common. Every failure of a handshake is result 97, with its reason told to the
 * transfer. Never more is read than belongs to an answer: what comes behind it is the target's.
 */
abstract class SocksFilter extends HandshakeFilter {
    final ProxyHop proxy;
    final SocksTarget target;
    private final ByteBuffer answer = ByteBuffer.allocate(Limits.SOCKS_ANSWER_BYTES);
    private @Nullable Lookup lookup;

    SocksFilter(ConnectionFilter next, ProxyHop proxy, SocksTarget target) {
        super(next);
        this.proxy = proxy;
        this.target = target;
    }

    @Override
    public void close() {
        stopAsking();
        super.close();
    }

    /** As {@link #flush}, with the failure of a SOCKS proxy. */
    final boolean flushed(ConnectContext context) throws TransferException {
        try {
            return flush();
        } catch (TransferException e) {
            throw failed(context, ProxyCode.SEND_CONNECT, "could not be sent a request: " + e.getMessage(), e);
        }
    }

    /** Reads on until the answer has {@code bytes} bytes in all; whether it has. */
    final boolean read(ConnectContext context, int bytes) throws TransferException {
        if (answer.position() >= bytes) {
            return true;
        }
        answer.limit(bytes);
        while (answer.hasRemaining()) {
            int count;
            try {
                count = below().receive(answer);
            } catch (TransferException e) {
                throw failed(context, ProxyCode.RECV_CONNECT, "did not answer: " + e.getMessage(), e);
            }
            if (count < 0) {
                throw failed(context, ProxyCode.RECV_CONNECT, "closed the connection instead of answering", null);
            }
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    /** One byte of the answer, between 0 and 255. */
    final int answered(int index) {
        return answer.get(index) & 0xFF;
    }

    /** The next {@link #read} begins another answer. */
    final void nextAnswer() {
        answer.clear();
    }

    /**
     * The target's address; null as long as it is not known.
     *
     * @param ipv4 whether only IPv4 is of use
     */
    final @Nullable InetAddress address(ConnectContext context, boolean ipv4) throws TransferException {
        Lookup asked = lookup;
        if (asked == null) {
            asked = target.dns().lookup(ipv4 ? ipv4Only(target.lookup()) : target.lookup(), context);
            lookup = asked;
        }
        InetAddress first = first(asked.addresses(), ipv4);
        if (first == null && asked.ended()) {
            throw failed(
                    context,
                    ProxyCode.RESOLVE_HOST,
                    "needs " + (ipv4 ? "an IPv4" : "an") + " address, and none is known of " + target.host(),
                    null);
        }
        return first == null || !asked.ended() ? null : first;
    }

    final void stopAsking() {
        Lookup asked = lookup;
        if (asked != null) {
            asked.cancel();
        }
    }

    /** The bytes of a text of the application; refused before anything is sent if they do not fit (T137, T138, T140). */
    final byte[] text(ConnectContext context, @Nullable String text, ProxyCode tooLong, String message)
            throws TransferException {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Limits.SOCKS_TEXT_BYTES) {
            throw refused(context, tooLong, message);
        }
        return bytes;
    }

    final TransferException refused(ConnectContext context, ProxyCode code, String message) {
        context.tunnel().proxyFailed(code);
        return new TransferException(ResultCode.PROXY, message);
    }

    final TransferException failed(ConnectContext context, ProxyCode code, String what, @Nullable Throwable cause) {
        context.tunnel().proxyFailed(code);
        return new TransferException(ResultCode.PROXY, "The " + proxy + ' ' + what, cause);
    }

    private static LookupRequest ipv4Only(LookupRequest asked) {
        return asked.family() != Resolver.Family.ANY ? asked : asked.with(Resolver.Family.IPV4);
    }

    private static @Nullable InetAddress first(List<InetAddress> addresses, boolean ipv4) {
        for (InetAddress address : addresses) {
            if (!ipv4 || address instanceof Inet4Address) {
                return address;
            }
        }
        return null;
    }
}
