package dev.hiper.internal.auth;

import org.jspecify.annotations.Nullable;

/** The schemes, with libcurl's {@code CURLAUTH_} bits; in the order in which one is chosen among those on offer. */
public enum AuthScheme {
    NEGOTIATE(1 << 2, "Negotiate"),
    BEARER(1 << 6, "Bearer"),
    DIGEST(1 << 1, "Digest"),
    NTLM(1 << 3, "NTLM"),
    BASIC(1, "Basic"),
    /** Never on offer: it is used when it is the only one allowed. */
    AWS_SIGV4(1 << 7, "AWS4");

    /** A bit that is no scheme: ask before using the only scheme that is allowed. */
    public static final long ONLY = 1L << 31;

    /** Another bit for {@link #DIGEST}: a variant of old clients, which is not done any more. */
    static final long DIGEST_IE = 1 << 4;

    /** The bits of all schemes, without {@link #ONLY}. */
    public static final long ALL = all();

    private final long bit;
    private final String text;

    AuthScheme(long bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    public long bit() {
        return bit;
    }

    /** The name in the field, as we write it. */
    public String text() {
        return text;
    }

    /** The scheme with this name, in any case; null for one that is not known. */
    static @Nullable AuthScheme named(String name) {
        for (AuthScheme scheme : values()) {
            if (scheme != AWS_SIGV4 && scheme.text.equalsIgnoreCase(name)) {
                return scheme;
            }
        }
        return null;
    }

    private static long all() {
        long bits = 0;
        for (AuthScheme scheme : values()) {
            bits |= scheme.bit;
        }
        return bits;
    }
}
