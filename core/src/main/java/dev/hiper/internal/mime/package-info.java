/**
 * Multipart bodies as bytes: the tree of {@code dev.hiper.mime} turned into one stream.
 *
 * <p>Door: {@link dev.hiper.internal.mime.MimeBody}. Arrows: {@code dev.hiper.mime}, {@code error}, {@code bytes}.
 * Bytes in and values out, but for the files that parts name: they are read here, and may block.
 *
 * <p>Sources: RFC 2045, 6.7 and 6.8 (quoted-printable, base64), RFC 2046, 5.1 (multipart), RFC 7578 (form data), the
 * WHATWG's form-data encoding (escapes in names).
 */
package dev.hiper.internal.mime;
