/**
 * JMH benchmarks of what the engine keeps to itself. They share a package with it because {@code TimerQueue} and
 * {@code SocketRegistry} have no public door, and are not to get one for being measured; on the class path,
 * which is how the benchmarks run, a package may come from two places.
 */
@NullMarked
package dev.hiper.internal.multi;

import org.jspecify.annotations.NullMarked;
