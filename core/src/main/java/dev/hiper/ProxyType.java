package dev.hiper;

/**
 * Kinds of proxies, for {@link EasyOption#PROXYTYPE}: libcurl's {@code CURLPROXY_} values.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_PROXYTYPE.html">CURLOPT_PROXYTYPE</a>
 */
public enum ProxyType {
    /** HTTP, with HTTP/1.1 for CONNECT. */
    HTTP(0),

    /** HTTP, with HTTP/1.0 for CONNECT. */
    HTTP_1_0(1),

    /** HTTP over TLS. */
    HTTPS(2),

    /** HTTP/2 over TLS. Not part of this build: refused when it is set. */
    HTTPS2(3),

    /** SOCKS 4: names are resolved here, to IPv4 only. */
    SOCKS4(4),

    /** SOCKS 5 (RFC 1928): names are resolved here. */
    SOCKS5(5),

    /** SOCKS 4a: the proxy resolves names. */
    SOCKS4A(6),

    /** SOCKS 5, where the proxy resolves names. */
    SOCKS5_HOSTNAME(7),

    /** HTTP/3. Not part of this build: refused when it is set. */
    HTTPS3(8);

    private final int code;

    ProxyType(int code) {
        this.code = code;
    }

    /** libcurl's number. */
    public int code() {
        return code;
    }
}
