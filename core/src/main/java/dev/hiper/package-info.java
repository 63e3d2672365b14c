/**
 * libcurl's easy and multi interface: {@link dev.hiper.Easy} says what to do,
 * {@link dev.hiper.Multi} does many of them at once for whoever owns the loop.
 *
 * <p>Options are {@link dev.hiper.EasyOption} and {@link dev.hiper.MultiOption}, answers are
 * {@link dev.hiper.EasyInfo}; completions are {@link dev.hiper.TransferMessage}s. Interfaces named
 * {@code Listener} are told something, those named {@code Callback} are asked and their answer
 * steers. Names and numbers are libcurl's.
 *
 * <p>The top of the arrows. An easy handle is frozen into one immutable configuration when it is
 * added, its callbacks are wrapped, and nothing below this package knows it.
 */
package dev.hiper;
