/**
 * The load, the same for every client: a closed loop that keeps so many requests in flight, checks every answer and
 * measures. A client sees {@link dev.hiper.examples.bench.load.Exchange} and nothing else of it.
 */
@NullMarked
package dev.hiper.examples.bench.load;

import org.jspecify.annotations.NullMarked;
