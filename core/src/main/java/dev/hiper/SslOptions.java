package dev.hiper;

/**
 * Details of TLS as bits, for {@link EasyOption#SSL_OPTIONS} and {@link
 * EasyOption#PROXY_SSL_OPTIONS}: libcurl's {@code CURLSSLOPT_} numbers. Its other bits
 * (AUTO_CLIENT_CERT, EARLYDATA) are refused.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_SSL_OPTIONS.html">CURLOPT_SSL_OPTIONS</a>
 */
public final class SslOptions {
    /** Work around the BEAST attack no more. No effect: the versions that it concerns are off. */
    public static final long ALLOW_BEAST = 1;

    /** Do not look for revoked certificates. No effect: nothing looks unless CRLFILE is set. */
    public static final long NO_REVOKE = 1 << 1;

    /** Trust needs a chain to a root, not only to some trusted certificate. With CRLFILE it is always so. */
    public static final long NO_PARTIALCHAIN = 1 << 2;

    /** Ignore revocation checks that cannot be made. No effect, as {@link #NO_REVOKE}. */
    public static final long REVOKE_BEST_EFFORT = 1 << 3;

    /** Trust what the Java runtime trusts, too, besides CAINFO. */
    public static final long NATIVE_CA = 1 << 4;

    private SslOptions() {}
}
