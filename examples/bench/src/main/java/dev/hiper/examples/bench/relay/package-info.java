/** Reverse proxies of one shape on Hiper's peers, for the relay scenario. */
@NullMarked
package dev.hiper.examples.bench.relay;

import org.jspecify.annotations.NullMarked;
