/**
 * Multipart bodies as an application describes them: the counterpart of libcurl's {@code curl_mime} functions.
 *
 * <p>Doors: {@link dev.hiper.mime.Mime}, {@link dev.hiper.mime.MimePart} with its {@link
 * dev.hiper.mime.MimeContent}, {@link dev.hiper.mime.MimeEncoder}, and {@link dev.hiper.mime.MimeSource}, which
 * applications implement. Arrows: to {@code bytes} for the bounds. Only the description is here; how it becomes
 * bytes on the wire is {@code dev.hiper.internal.mime}.
 *
 * <p>Sources: RFC 2046, 5.1 (multipart), RFC 7578 (form data), RFC 2045, 6 (transfer encodings), and the pages
 * {@code curl_mime_*} of libcurl.
 */
package dev.hiper.mime;
