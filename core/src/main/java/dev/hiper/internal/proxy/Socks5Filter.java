package dev.hiper.internal.proxy;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.AddressLiteral;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectionFilter;
import dev.hiper.internal.filter.Step;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A connection through a SOCKS5 proxy (RFC 1928), by an address that is found out here or by name; without
 * authentication or with user and password (RFC 1929). GSSAPI is not spoken.
 *
 * <pre>
 *   NEW -> GREETING -> METHOD -> [PASSWORD -> VERDICT] -> [RESOLVING] -> REQUEST -> ANSWER -> OPEN
 * </pre>
 */
public final class Socks5Filter extends SocksFilter {
    private enum State {
        NEW,
        /** Sending the methods that we know. */
        GREETING,
        /** Reading which one it shall be. */
        METHOD,
        /** Sending user and password. */
        PASSWORD,
        /** Reading what the proxy thinks of them. */
        VERDICT,
        /** Waiting for the target's address. */
        RESOLVING,
        /** Sending what is wanted. */
        REQUEST,
        ANSWER,
        OPEN
    }

    private static final byte VERSION = 5;
    private static final byte PASSWORD_VERSION = 1;
    private static final byte CONNECT = 1;
    private static final int NO_AUTHENTICATION = 0;
    private static final int GSSAPI = 1;
    private static final int USER_PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 255;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    /** Of the request and of the answer, before the address and with its first byte. */
    private static final int HEAD_BYTES = 4;

    private static final int PORT_BYTES = 2;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final boolean passwordAllowed;
    private State state = State.NEW;
    private byte[] user = {};
    private byte[] password = {};
    /** Empty if the target is told by its address. */
    private byte[] name = {};

    /**
     * @param next the connection to the proxy
     * @param passwordAllowed whether user and password may be used, if there are any
     */
    public Socks5Filter(ConnectionFilter next, ProxyHop proxy, SocksTarget target, boolean passwordAllowed) {
        super(next, proxy, target);
        this.passwordAllowed = passwordAllowed;
    }

    @Override
    protected Step connectSelf(ConnectContext context) throws TransferException {
        return switch (state) {
            case NEW -> greet(context);
            case GREETING -> sent(context, State.METHOD);
            case METHOD -> read(context, 2) ? chooseMethod(context) : Step.BLOCKED;
            case PASSWORD -> sent(context, State.VERDICT);
            case VERDICT -> read(context, 2) ? judgePassword(context) : Step.BLOCKED;
            case RESOLVING -> resolving(context);
            case REQUEST -> sent(context, State.ANSWER);
            case ANSWER -> answer(context);
            case OPEN -> Step.DONE;
        };
    }

    private Step sent(ConnectContext context, State next) throws TransferException {
        if (!flushed(context)) {
            return Step.BLOCKED;
        }
        nextAnswer();
        return become(next);
    }

    private Step become(State next) {
        state = next;
        return Step.CONTINUE;
    }

    /** Everything that could not be said later is refused before the first byte. */
    private Step greet(ConnectContext context) throws TransferException {
        if (offersPassword()) {
            user = text(context, proxy.user(), ProxyCode.LONG_USER, "SOCKS5: the user name is too long");
            password = text(context, proxy.password(), ProxyCode.LONG_PASSWD, "SOCKS5: the password is too long");
        }
        if (proxy.kind().resolvesRemotely() && AddressLiteral.parse(target.host()) == null) {
            name = text(
                    context,
                    target.host(),
                    ProxyCode.LONG_HOSTNAME,
                    "SOCKS5: the destination hostname is too long to be resolved remotely by the proxy.");
        }
        byte[] greeting = offersPassword()
                ? new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_PASSWORD}
                : new byte[] {VERSION, 1, NO_AUTHENTICATION};
        write(ByteBuffer.wrap(greeting));
        return become(State.GREETING);
    }

    private boolean offersPassword() {
        return passwordAllowed && proxy.user() != null;
    }

    private Step chooseMethod(ConnectContext context) throws TransferException {
        checkVersion(context);
        return switch (answered(1)) {
            case NO_AUTHENTICATION -> target(context);
            case USER_PASSWORD -> {
                if (!passwordAllowed) {
                    throw failed(context, ProxyCode.NO_AUTH, "wants user and password, which are not allowed", null);
                }
                if (!offersPassword()) {
                    throw failed(context, ProxyCode.UNKNOWN_MODE, "wants user and password, and there are none", null);
                }
                yield sendPassword();
            }
            case GSSAPI -> throw failed(context, ProxyCode.UNKNOWN_MODE, "wants GSSAPI, which is not built in", null);
            case NONE_ACCEPTABLE ->
                throw failed(context, ProxyCode.NO_AUTH, "accepts no method of authentication that was offered", null);
            default -> throw failed(context, ProxyCode.UNKNOWN_MODE, "chose an unknown method: " + answered(1), null);
        };
    }

    private Step sendPassword() {
        ByteBuffer message = ByteBuffer.allocate(1 + 1 + user.length + 1 + password.length);
        message.put(PASSWORD_VERSION).put((byte) user.length).put(user);
        message.put((byte) password.length).put(password);
        write(message.flip());
        return become(State.PASSWORD);
    }

    private Step judgePassword(ConnectContext context) throws TransferException {
        if (answered(1) != 0) {
            throw failed(context, ProxyCode.USER_REJECTED, "rejects user and password (" + answered(1) + ")", null);
        }
        return target(context);
    }

    private Step target(ConnectContext context) throws TransferException {
        if (name.length > 0) {
            return request(NAME, name);
        }
        InetAddress literal = AddressLiteral.parse(target.host());
        if (literal != null) {
            return request(literal);
        }
        if (proxy.kind().resolvesRemotely()) {
            throw refused(context, ProxyCode.SEND_REQUEST, "SOCKS5: there is no host to connect to");
        }
        return become(State.RESOLVING);
    }

    private Step resolving(ConnectContext context) throws TransferException {
        InetAddress address = address(context, false);
        return address == null ? Step.BLOCKED : request(address);
    }

    private Step request(InetAddress address) {
        return request(address instanceof Inet4Address ? IPV4 : IPV6, address.getAddress());
    }

    private Step request(int type, byte[] address) {
        ByteBuffer message = ByteBuffer.allocate(HEAD_BYTES + 1 + address.length + PORT_BYTES);
        message.put(VERSION).put(CONNECT).put((byte) 0).put((byte) type);
        if (type == NAME) {
            message.put((byte) address.length);
        }
        message.put(address).putShort((short) target.port());
        write(message.flip());
        return become(State.REQUEST);
    }

    /** Read in three pieces, since each tells how long the next is. The address in it is of no interest. */
    private Step answer(ConnectContext context) throws TransferException {
        if (!read(context, HEAD_BYTES)) {
            return Step.BLOCKED;
        }
        checkVersion(context);
        if (answered(1) != 0) {
            String what = "did not connect to " + target.host() + ':' + target.port();
            throw failed(context, code(answered(1)), what + " (" + answered(1) + ')', null);
        }
        int addressBytes =
                switch (answered(HEAD_BYTES - 1)) {
                    case IPV4 -> IPV4_BYTES;
                    case IPV6 -> IPV6_BYTES;
                    case NAME -> read(context, HEAD_BYTES + 1) ? 1 + answered(HEAD_BYTES) : -1;
                    default ->
                        throw failed(
                                context,
                                ProxyCode.BAD_ADDRESS_TYPE,
                                "answered with an unknown type of address: " + answered(HEAD_BYTES - 1),
                                null);
                };
        if (addressBytes < 0 || !read(context, HEAD_BYTES + addressBytes + PORT_BYTES)) {
            return Step.BLOCKED;
        }
        state = State.OPEN;
        return Step.DONE;
    }

    private void checkVersion(ConnectContext context) throws TransferException {
        if (answered(0) != VERSION) {
            throw failed(context, ProxyCode.BAD_VERSION, "answered with version " + answered(0), null);
        }
    }

    private static ProxyCode code(int reply) {
        return switch (reply) {
            case 1 -> ProxyCode.REPLY_GENERAL_SERVER_FAILURE;
            case 2 -> ProxyCode.REPLY_NOT_ALLOWED;
            case 3 -> ProxyCode.REPLY_NETWORK_UNREACHABLE;
            case 4 -> ProxyCode.REPLY_HOST_UNREACHABLE;
            case 5 -> ProxyCode.REPLY_CONNECTION_REFUSED;
            case 6 -> ProxyCode.REPLY_TTL_EXPIRED;
            case 7 -> ProxyCode.REPLY_COMMAND_NOT_SUPPORTED;
            case 8 -> ProxyCode.REPLY_ADDRESS_TYPE_NOT_SUPPORTED;
            default -> ProxyCode.REPLY_UNASSIGNED;
        };
    }
}
