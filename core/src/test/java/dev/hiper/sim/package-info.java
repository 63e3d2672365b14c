/**
 * A world in one thread: a clock moved by hand, a network with seeded faults, scripted servers, a resolver, and the
 * application loop that drives a {@code Multi} through all of it.
 *
 * <p>Everything that happens is decided by one seed and leaves one trace. What the engine must never do ends in a
 * {@link dev.hiper.sim.SimViolation}. Start with {@link dev.hiper.sim.SimHarness} for a test of one rule.
 */
@NullMarked
package dev.hiper.sim;

import org.jspecify.annotations.NullMarked;
