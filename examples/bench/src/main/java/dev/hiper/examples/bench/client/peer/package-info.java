/** The clients that a user would otherwise pick. */
@NullMarked
package dev.hiper.examples.bench.client.peer;

import org.jspecify.annotations.NullMarked;
