/**
 * Content codings on native libraries: {@link dev.hiper.codings.BrotliCoding} (RFC 7932) and {@link
 * dev.hiper.codings.ZstdCoding} (RFC 8878, RFC 9659).
 *
 * <p>Being on the class path or module path is enough: the engine finds them as services of {@link
 * dev.hiper.spi.ContentCoding} when a transfer first needs codings. Where a native library is
 * missing, its coding is neither offered nor understood.
 */
package dev.hiper.codings;
