package dev.hiper.examples.fetcher;

import org.jspecify.annotations.Nullable;

/**
 * One line that names a URL, or should.
 *
 * @param number counts all lines from 1, skipped ones too
 * @param text without its line end and surrounding blanks
 * @param problem why the line cannot be used; null if it can
 */
record Line(long number, String text, @Nullable String problem) {}
