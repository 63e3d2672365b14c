/**
 * HTTP Strict Transport Security: which hosts are reached by https only. RFC 6797.
 *
 * <p>Doors: {@link dev.hiper.internal.hsts.HstsCache}, {@link dev.hiper.internal.hsts.HstsHost}, {@link
 * dev.hiper.internal.hsts.HstsFiles}. Arrows: {@code textfile} for files. Pure but for {@code HstsFiles}: time comes in
 * as seconds since 1970.
 */
package dev.hiper.internal.hsts;
