package dev.hiper.error;

/**
 * Why the handshake with a SOCKS proxy failed: libcurl's CURLproxycode, the detail of {@link ResultCode#PROXY}.
 * Codes that libcurl defines but never gives are here, too, for the numbers.
 *
 * @see dev.hiper.EasyInfo#PROXY_ERROR
 * @see <a href="https://curl.se/libcurl/c/CURLINFO_PROXY_ERROR.html">CURLINFO_PROXY_ERROR</a>
 */
public enum ProxyCode {
    OK(0),
    BAD_ADDRESS_TYPE(1),
    BAD_VERSION(2),
    CLOSED(3),
    GSSAPI(4),
    GSSAPI_PERMSG(5),
    GSSAPI_PROTECTION(6),
    IDENTD(7),
    IDENTD_DIFFER(8),
    LONG_HOSTNAME(9),
    LONG_PASSWD(10),
    LONG_USER(11),
    NO_AUTH(12),
    RECV_ADDRESS(13),
    RECV_AUTH(14),
    RECV_CONNECT(15),
    RECV_REQACK(16),
    REPLY_ADDRESS_TYPE_NOT_SUPPORTED(17),
    REPLY_COMMAND_NOT_SUPPORTED(18),
    REPLY_CONNECTION_REFUSED(19),
    REPLY_GENERAL_SERVER_FAILURE(20),
    REPLY_HOST_UNREACHABLE(21),
    REPLY_NETWORK_UNREACHABLE(22),
    REPLY_NOT_ALLOWED(23),
    REPLY_TTL_EXPIRED(24),
    REPLY_UNASSIGNED(25),
    REQUEST_FAILED(26),
    RESOLVE_HOST(27),
    SEND_AUTH(28),
    SEND_CONNECT(29),
    SEND_REQUEST(30),
    UNKNOWN_FAIL(31),
    UNKNOWN_MODE(32),
    USER_REJECTED(33);

    private final int number;

    ProxyCode(int number) {
        this.number = number;
    }

    /** libcurl's number. */
    public int number() {
        return number;
    }
}
