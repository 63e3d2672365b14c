package dev.hiper.examples.curl;

import org.jspecify.annotations.Nullable;

/** One URL of the command line with what belongs to it: each part comes from an option of its own. */
final class UrlEntry {
    /** The URL as given; null while there are only options for it. */
    @Nullable
    String url;

    /** Name of the output file, {@code -} for standard output; null for the default. */
    @Nullable
    String output;

    /** Whether the end of the URL names the output file. */
    boolean remoteName;

    /** Whether what comes is thrown away. */
    boolean discard;

    boolean outputSet;

    /** Name of the file to upload; null for none. */
    @Nullable
    String upload;

    boolean uploadSet;
}
