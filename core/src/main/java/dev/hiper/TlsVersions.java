package dev.hiper;

/** SSLVERSION taken apart: the lowest version in the low 16 bits, the highest in the next ones. */
final class TlsVersions {
    /** As {@code TlsSettings} wants it. */
    static final int DEFAULT = 0;

    private static final int HALF_BITS = 16;
    private static final long HALF = 0xffff;

    private TlsVersions() {}

    /** The lowest version: 10 to 13, or {@link #DEFAULT}. */
    static int min(long value) {
        return (value & HALF) == SslVersion.TLSV1 ? 10 : version(value & HALF);
    }

    /** The highest version: 10 to 13, or {@link #DEFAULT}. */
    static int max(long value) {
        long max = value >> HALF_BITS;
        return max == SslVersion.MAX_DEFAULT >> HALF_BITS ? DEFAULT : version(max);
    }

    static void check(EasyOption<?> option, long value) {
        long min = value & HALF;
        long max = value >> HALF_BITS;
        boolean minKnown = min == SslVersion.TLSV1 || isKnown(min);
        boolean maxKnown = max == SslVersion.MAX_DEFAULT >> HALF_BITS || isKnown(max);
        if (!minKnown || !maxKnown) {
            throw option.refused("0x" + Long.toHexString(value) + " is not a pair of TLS versions");
        }
        if (max(value) != DEFAULT && max(value) < min(value)) {
            throw option.refused("the highest version lies below the lowest");
        }
    }

    private static boolean isKnown(long half) {
        return half == SslVersion.DEFAULT || (half >= SslVersion.TLSV1_0 && half <= SslVersion.TLSV1_3);
    }

    private static int version(long half) {
        return half == SslVersion.DEFAULT ? DEFAULT : (int) (half - SslVersion.TLSV1_0) + 10;
    }
}
