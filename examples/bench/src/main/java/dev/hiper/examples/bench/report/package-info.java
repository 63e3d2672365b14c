/**
 * Tables and JSON of what was measured. Doors: {@link dev.hiper.examples.bench.report.BenchReport}, {@link
 * dev.hiper.examples.bench.report.ReportFile}, {@link dev.hiper.examples.bench.report.Tables} and {@link
 * dev.hiper.examples.bench.report.Progress}. Stands on package {@code run} and measures nothing itself.
 */
@NullMarked
package dev.hiper.examples.bench.report;

import org.jspecify.annotations.NullMarked;
