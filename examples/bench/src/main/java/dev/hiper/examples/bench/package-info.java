/** The benchmark: {@code examples/bin/bench}. BENCHMARKS.md has the method and the figures. */
@NullMarked
package dev.hiper.examples.bench;

import org.jspecify.annotations.NullMarked;
