/**
 * The head of an HTTP message as values: what HTTP/1 and HTTP/2 parse into and encode from.
 *
 * <p>Doors: {@link dev.hiper.internal.message.ResponseHead}, {@link
 * dev.hiper.internal.message.RequestHead}, {@link dev.hiper.internal.message.FieldName}, {@link
 * dev.hiper.internal.message.HttpVersion}, {@link dev.hiper.internal.message.HttpDate}. Arrows: a pure leaf beside {@code bytes}, which is all it
 * uses. RFC 9110, 5 and 6.
 */
package dev.hiper.internal.message;
