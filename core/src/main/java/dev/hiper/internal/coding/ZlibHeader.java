package dev.hiper.internal.coding;

/** The first two bytes of zlib's wrapper (RFC 1950, 2.2). */
final class ZlibHeader {
    private static final int DEFLATE = 8;
    private static final int LARGEST_WINDOW = 7;
    private static final int CHECK = 31;

    private ZlibHeader() {}

    /** Whether a stream that begins with these bytes has the wrapper. */
    static boolean matches(int first, int second) {
        return (first & 0xf) == DEFLATE && first >> 4 <= LARGEST_WINDOW && (first << 8 | second) % CHECK == 0;
    }
}
