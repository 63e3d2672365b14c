/**
 * The first thing to run: an origin, the proxy of {@link dev.hiper.examples.proxy} and a client in one process, a
 * thousand fetches through all of them, and a table of what happened.
 */
@NullMarked
package dev.hiper.examples.demo;

import org.jspecify.annotations.NullMarked;
