package dev.hiper.internal.proxy;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.Step;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A connection through a SOCKS4 proxy, by an IPv4 address that is found out here; or through a SOCKS4a proxy, by name.
 *
 * <pre>
 *   NEW -> RESOLVING -> SENDING -> ANSWER -> OPEN
 * </pre>
 */
public final class Socks4Filter extends SocksFilter {
    private enum State {
        NEW,
        /** Waiting for the target's address. */
        RESOLVING,
        SENDING,
        ANSWER,
        OPEN
    }

    private static final byte VERSION = 4;
    private static final byte CONNECT = 1;
    private static final int ANSWER_BYTES = 8;
    private static final int FIXED_BYTES = 10;
    private static final int GRANTED = 90;
    private static final int REJECTED = 91;
    private static final int NO_IDENTD = 92;
    private static final int OTHER_IDENTD = 93;
    /** No address at all: the name behind the user counts. */
    private static final byte[] BY_NAME = {0, 0, 0, 1};

    private State state = State.NEW;
    private byte[] user = {};
    private byte[] name = {};

    /** @param next the connection to the proxy */
    public Socks4Filter(ConnectionFilter next, ProxyHop proxy, SocksTarget target) {
        super(next, proxy, target);
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        return switch (state) {
            case NEW -> begin(context);
            case RESOLVING -> resolving(context);
            case SENDING -> {
                if (!flushed(context)) {
                    yield Step.BLOCKED;
                }
                state = State.ANSWER;
                yield Step.CONTINUE;
            }
            case ANSWER -> read(context, ANSWER_BYTES) ? judge(context) : Step.BLOCKED;
            case OPEN -> Step.DONE;
        };
    }

    private Step begin(ConnectContext context) throws TransferException {
        user = text(context, proxy.user(), ProxyCode.LONG_USER, "SOCKS4: the user name is too long");
        if (!proxy.kind().resolvesRemotely()) {
            refuseNul(context, user);
            state = State.RESOLVING;
            return Step.CONTINUE;
        }
        name = text(
                context,
                target.host(),
                ProxyCode.LONG_HOSTNAME,
                "SOCKS4a: the host name is too long to be resolved by the proxy");
        refuseNul(context, user);
        refuseNul(context, name);
        return send(BY_NAME);
    }

    private Step resolving(ConnectContext context) throws TransferException {
        InetAddress address = address(context, true);
        return address == null ? Step.BLOCKED : send(address.getAddress());
    }

    private Step send(byte[] address) {
        ByteBuffer request = ByteBuffer.allocate(FIXED_BYTES + user.length + name.length);
        request.put(VERSION).put(CONNECT).putShort((short) target.port()).put(address);
        request.put(user).put((byte) 0);
        if (name.length > 0) {
            request.put(name).put((byte) 0);
        }
        write(request.flip());
        state = State.SENDING;
        return Step.CONTINUE;
    }

    private Step judge(ConnectContext context) throws TransferException {
        if (answered(0) != 0) {
            throw failed(context, ProxyCode.BAD_VERSION, "answered with version " + answered(0), null);
        }
        switch (answered(1)) {
            case GRANTED -> state = State.OPEN;
            case REJECTED -> throw rejected(context, ProxyCode.REQUEST_FAILED, "request rejected or failed");
            case NO_IDENTD -> throw rejected(context, ProxyCode.IDENTD, "it cannot reach identd on the client");
            case OTHER_IDENTD -> throw rejected(context, ProxyCode.IDENTD_DIFFER, "identd knows another user");
            default -> throw rejected(context, ProxyCode.UNKNOWN_FAIL, "unknown reason");
        }
        return Step.DONE;
    }

    private TransferException rejected(ConnectContext context, ProxyCode code, String reason) {
        String what = "did not connect to " + target.host() + ':' + target.port();
        return failed(context, code, what + " (" + answered(1) + "): " + reason, null);
    }

    /** A NUL ends a text in this protocol: what stands behind it would be taken for something else. */
    private void refuseNul(ConnectContext context, byte[] text) throws TransferException {
        for (byte b : text) {
            if (b == 0) {
                throw refused(context, ProxyCode.SEND_REQUEST, "SOCKS4: a NUL in the user or host name");
            }
        }
    }
}
