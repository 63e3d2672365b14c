/**
 * HTTP as an exchange: composing the request, sending it, receiving the response, and the rules that join both directions.
 *
 * <p>Bytes are the codec's ({@code http1}); this package decides what to ask for, what a status means, and
 * what becomes of the connection. Door: {@link dev.hiper.internal.http.HttpProtocol}. Arrows: to {@code transfer}, {@code
 * connect}, {@code filter}, {@code http1} and {@code message}.
 *
 * <p>RFC 9110 (semantics), RFC 9112 (HTTP/1.1).
 */
package dev.hiper.internal.http;
