/**
 * Bytes and their bounds, for every other package.
 *
 * <p>Doors: {@link dev.hiper.internal.bytes.Limits}, {@link dev.hiper.internal.bytes.Ascii}, {@link
 * dev.hiper.internal.bytes.ByteQueue}, {@link dev.hiper.internal.bytes.AsciiText}, {@link
 * dev.hiper.internal.bytes.TextCursor}. Arrows: a pure leaf, it knows no sockets, clocks, threads or
 * protocols, and imports nothing of this project.
 */
package dev.hiper.internal.bytes;
