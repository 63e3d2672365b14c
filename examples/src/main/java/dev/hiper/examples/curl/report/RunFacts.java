package dev.hiper.examples.curl.report;

import org.jspecify.annotations.Nullable;

/**
 * What only the command line knows about a transfer.
 *
 * @param url as given, after globbing
 * @param urlIndex which URL of the command line it was, from 0; all that one glob makes share it
 * @param fileName where the body went; null for standard output
 * @param exitCode what the transfer ended with
 * @param message why it failed, in Unicode; null if it did not
 * @param retries how often {@code --retry} has repeated it
 * @param headerCount header lines of the last response
 * @param version the text of the library's version, for JSON
 */
public record RunFacts(
        String url,
        long urlIndex,
        @Nullable String fileName,
        int exitCode,
        @Nullable String message,
        long retries,
        long headerCount,
        String version) {}
