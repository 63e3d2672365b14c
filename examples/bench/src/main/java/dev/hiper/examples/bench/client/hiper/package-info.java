/** The engine itself, driven in the four ways that a user has. */
@NullMarked
package dev.hiper.examples.bench.client.hiper;

import org.jspecify.annotations.NullMarked;
