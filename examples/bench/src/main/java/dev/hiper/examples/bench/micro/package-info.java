/**
 * JMH benchmarks of the hot parts of the engine, each by itself: how a head is read and written, what a deadline and a
 * change of interest cost. {@link dev.hiper.examples.bench.micro.MicroMain} runs them.
 *
 * <p>Those of the timer queue and of the socket registry stand in {@code dev.hiper.internal.multi}.
 */
@NullMarked
package dev.hiper.examples.bench.micro;

import org.jspecify.annotations.NullMarked;
