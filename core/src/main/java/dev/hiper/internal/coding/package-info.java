/**
 * Content and transfer codings undone: compressed bytes in, plain bytes out, in pieces and with
 * back-pressure.
 *
 * <p>Doors: {@link dev.hiper.internal.coding.ContentCodings}, which codings there are; {@link
 * dev.hiper.internal.coding.DecodingChain}, the decoders of one response in a row; {@link
 * dev.hiper.internal.coding.DecodeBuffers}, their memory.
 *
 * <p>Arrows: {@code bytes}, {@code error} and {@code spi}, where {@link
 * dev.hiper.spi.ContentCoding} lets others bring codings. Pure: no sockets, clocks or threads. RFC
 * 9110, 8.4 (codings), RFC 9112, 7 (transfer codings), RFC 1950 to 1952 (zlib, deflate, gzip).
 */
package dev.hiper.internal.coding;
