package dev.hiper;

/**
 * Authentication schemes as bits, for {@link EasyOption#HTTPAUTH} and {@link EasyOption#PROXYAUTH}
 * and their infos: libcurl's {@code CURLAUTH_} numbers. With several bits the request is sent
 * without credentials first, and the answer says which schemes the server knows: the first of
 * Negotiate, Bearer, Digest, NTLM and Basic that both know is used. AWS_SIGV4 is used only when it is
 * the one bit set. Bits of schemes that do not exist here are left out; if no bit remains, the option
 * is refused.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_HTTPAUTH.html">CURLOPT_HTTPAUTH</a>
 */
public final class HttpAuth {
    /** None. */
    public static final long NONE = 0;

    /** Basic (RFC 7617): user and password for everybody to read, so only with TLS. */
    public static final long BASIC = 1;

    /** Digest (RFC 7616). */
    public static final long DIGEST = 1 << 1;

    /** Negotiate (RFC 4559), with Kerberos through the JDK. */
    public static final long NEGOTIATE = 1 << 2;

    /** NTLM. Binds the connection to the user. */
    public static final long NTLM = 1 << 3;

    /** Digest as an old Internet Explorer did it: taken for {@link #DIGEST}. */
    public static final long DIGEST_IE = 1 << 4;

    /** Bearer token (RFC 6750). */
    public static final long BEARER = 1 << 6;

    /** Signed requests for Amazon, version 4. */
    public static final long AWS_SIGV4 = 1 << 7;

    /** With the bit of one scheme: ask the server first all the same, and use no other scheme. */
    public static final long ONLY = 1L << 31;

    /** All: the best one that the server offers. */
    public static final long ANY = 0xFFFFFFFFL & ~DIGEST_IE;

    /** All but Basic. */
    public static final long ANYSAFE = ANY & ~BASIC;

    private HttpAuth() {}
}
