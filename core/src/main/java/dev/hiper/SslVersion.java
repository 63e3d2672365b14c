package dev.hiper;

/**
 * Values of {@link EasyOption#SSLVERSION}: libcurl's {@code CURL_SSLVERSION_} numbers. Add one
 * lowest version and one highest version, for example {@code SslVersion.TLSV1_2 |
 * SslVersion.MAX_TLSV1_3}.
 */
public final class SslVersion {
    /** TLS 1.2 or later. */
    public static final long DEFAULT = 0;

    /** TLS 1.0 or later. */
    public static final long TLSV1 = 1;

    /** TLS 1.0 or later. */
    public static final long TLSV1_0 = 4;

    /** TLS 1.1 or later. */
    public static final long TLSV1_1 = 5;

    /** TLS 1.2 or later. */
    public static final long TLSV1_2 = 6;

    /** TLS 1.3 or later. */
    public static final long TLSV1_3 = 7;

    /** Up to the highest version there is. */
    public static final long MAX_DEFAULT = 1 << 16;

    /** Up to TLS 1.0. */
    public static final long MAX_TLSV1_0 = TLSV1_0 << 16;

    /** Up to TLS 1.1. */
    public static final long MAX_TLSV1_1 = TLSV1_1 << 16;

    /** Up to TLS 1.2. */
    public static final long MAX_TLSV1_2 = TLSV1_2 << 16;

    /** Up to TLS 1.3. */
    public static final long MAX_TLSV1_3 = TLSV1_3 << 16;

    private SslVersion() {}
}
