/**
 * What a command line tells about transfers: {@code --write-out}, traces, progress and help.
 *
 * <pre>
 *   Report (infos, headers, facts) ─► WriteOut ─► Variables, HeaderOutput, TimeFormat, JsonText
 *   debug callback ─► Trace ─► TraceSink
 *   progress callback ─► ProgressMeter, ProgressBar, ParallelMeter ─► MeterText
 *   OptionTable's names ─ HelpTable ─► Help
 * </pre>
 *
 * <p>Texts are octet strings, see {@link dev.hiper.examples.curl.os}, unless they are said to be Unicode.
 */
@NullMarked
package dev.hiper.examples.curl.report;

import org.jspecify.annotations.NullMarked;
