/** Tables and JSON of what was measured. */
@NullMarked
package dev.hiper.examples.bench.report;

import org.jspecify.annotations.NullMarked;
