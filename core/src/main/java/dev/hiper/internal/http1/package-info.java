/**
 * HTTP/1 on the wire: bytes in, values out, and back.
 *
 * <p>Doors, in the order an exchange meets them: {@link dev.hiper.internal.http1.RequestEncoder}, {@link
 * dev.hiper.internal.http1.ChunkedEncoder}, {@link dev.hiper.internal.http1.ResponseParser}, {@link
 * dev.hiper.internal.http1.BodyFraming}, {@link dev.hiper.internal.http1.ChunkedDecoder}. Where we
 * accept what the grammar forbids is said in {@code Leniency}, and nowhere else.
 *
 * <p>Arrows: {@code message}, {@code bytes} and {@code error}. Pure: no sockets, clocks or threads. Parsers are
 * pulled: the caller asks for the next event until there is none, and owns the buffer all the time. Nothing
 * is allocated per response; objects are made ready again with {@code reset()}. RFC 9112, RFC 9110.
 */
package dev.hiper.internal.http1;
