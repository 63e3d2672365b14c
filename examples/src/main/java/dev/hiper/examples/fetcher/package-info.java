/**
 * Fetches URLs that arrive one by one, over a FIFO or standard input, on one Netty event loop: the counterpart of
 * curl's {@code hiperfifo}.
 *
 * <pre>
 *   FIFO, file, standard input            the one event loop
 *   UrlSource ─► LineReader ── reader thread ──► Fetcher ──► HiperLoop (engine)
 *                                 ▲  waits for       │
 *                                 └── a free slot ───┤
 *                                                    ├──► Download ──► BodyFile
 *                                                    └──► Report ──► standard output and error
 * </pre>
 */
@NullMarked
package dev.hiper.examples.fetcher;

import org.jspecify.annotations.NullMarked;
