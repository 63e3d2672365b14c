/**
 * Cookies with libcurl's rules: RFC 6265 with the refinements of RFC 6265bis that libcurl made its own.
 *
 * <p>Doors: {@link dev.hiper.internal.cookie.CookieJar}, {@link dev.hiper.internal.cookie.CookieOrigin}, {@link
 * dev.hiper.internal.cookie.CookieFiles}. Arrows: {@code spi} for the public suffixes, {@code textfile} for files. Pure
 * but for {@code CookieFiles}: time comes in as seconds since 1970.
 */
package dev.hiper.internal.cookie;
