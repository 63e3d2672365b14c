/**
 * Runs the engine on the event loops of Netty 4.2: epoll and NIO.
 *
 * <pre>
 *   application ── submit, drain ──► HiperLoop ◄── one per EventLoop
 *                                       │ owns
 *        ┌───────────────┬──────────────┼──────────────┬──────────────┐
 *     Dispatcher      LoopTimer      LoopBuffers    SocketFactory    Fetch (one per transfer)
 *   enters the Multi  one task      ByteBuf memory  Epoll- or NioSockets
 *        ▲                                              │ one per socket
 *        └──────────── readiness ── EpollWatch / NioWatch (an IoHandle)
 * </pre>
 *
 * <p>Doors: {@link dev.hiper.netty.HiperLoop}, {@link dev.hiper.netty.Fetch}, {@link dev.hiper.netty.FetchException},
 * {@link dev.hiper.netty.BodyHandler}, {@link dev.hiper.netty.UploadQueue}, {@link dev.hiper.netty.Backpressure}.
 * Everything below {@code HiperLoop} runs on the thread of its loop and never blocks. No knowledge of any protocol
 * lives here. Arrows: to the exported packages of core only.
 */
package dev.hiper.netty;
