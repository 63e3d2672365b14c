/** Runs clients one after the other, each in a process of its own, on cores of their own. */
@NullMarked
package dev.hiper.examples.bench.run;

import org.jspecify.annotations.NullMarked;
