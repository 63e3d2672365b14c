/**
 * Runs clients one after the other, each in a process of its own, on cores of their own. Doors: {@link
 * dev.hiper.examples.bench.run.Session} runs, {@link dev.hiper.examples.bench.run.Competitor} is what is run, {@link
 * dev.hiper.examples.bench.run.RunListener} is told. Knows nothing of tables; package {@code client.tool} brings
 * competitors of its own.
 */
@NullMarked
package dev.hiper.examples.bench.run;

import org.jspecify.annotations.NullMarked;
