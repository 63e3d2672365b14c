package dev.hiper.internal.http1;

/** A compressing transfer coding below {@code chunked} (RFC 9112, 7.2). */
public enum TransferCoding {
    GZIP,
    DEFLATE
}
