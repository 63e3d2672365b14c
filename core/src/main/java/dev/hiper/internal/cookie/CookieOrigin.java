package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.AsciiText;

/**
 * Where a response comes from, or a request goes to, in the eyes of cookies.
 *
 * @param host without port, IPv6 addresses without brackets. libcurl takes it from a Host field that the
 *     application sets for this request, and from the URL otherwise; never from an earlier request.
 * @param path the path of the URL as it is sent, without query
 * @param secure whether the scheme is secure; that the proxy is reached by TLS says nothing about that
 */
public record CookieOrigin(String host, String path, boolean secure) {

    /** Whether cookies with Secure may be set and sent: a secure scheme, or a host that is this machine. */
    boolean isSecureContext() {
        return secure
                || AsciiText.equalsIgnoreCase(host, "localhost")
                || host.equals("127.0.0.1")
                || host.equals("::1");
    }

    boolean isIpAddress() {
        return AsciiText.isIpAddress(host);
    }
}
