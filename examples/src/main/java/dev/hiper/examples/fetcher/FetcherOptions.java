package dev.hiper.examples.fetcher;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param source where URLs come from: a path, or {@code -} for standard input
 * @param parallel transfers that may run at the same time
 * @param maxHost connections to one host; 0 for no limit
 * @param timeoutMillis for one transfer; 0 for no limit
 * @param output directory for the bodies; null to count them only
 * @param fail whether a status of 400 or more is a failure
 * @param quiet whether to print failures only
 * @param progress whether to show a line that is drawn again and again
 */
record FetcherOptions(
        String source,
        int parallel,
        int maxHost,
        long timeoutMillis,
        @Nullable String output,
        boolean fail,
        boolean quiet,
        boolean progress,
        boolean help) {
    static final String STANDARD_INPUT = "-";

    static final String HELP =
            """
            Usage: fetcher [FIFO|FILE|-] [option]...
            Fetches URLs as they come, one per line, all on one event loop. They come from a FIFO, which is made
            if it does not exist (default: hiper.fifo), a file, or standard input (-). Blank lines, and lines that
            begin with #, are skipped. A FIFO is read until the program is stopped with Ctrl-C or SIGTERM.

              --parallel N   transfers at the same time; further lines wait in the pipe (default: 50)
              --max-host N   connections to one host (default: no limit)
              --timeout S    seconds for one transfer, such as 2.5 (default: none, but a stalled one ends)
              --output DIR   keep the bodies as DIR/<line>-<name>; made if it does not exist (default: count them)
              --fail         a status of 400 or more is a failure
              --quiet        print failures only
              --progress     show a live line on standard error; the start script adds this on a terminal
              --help         this text

            Exit status: 0 if all transfers went well, 1 if not, 2 for wrong usage.""";

    private static final String DEFAULT_FIFO = "hiper.fifo";
    private static final int DEFAULT_PARALLEL = 50;
    private static final int MILLIS_PER_SECOND = 1000;

    /** More sockets than a process may have by default anywhere; a larger number is a mistake. */
    private static final int MAX_PARALLEL = 100_000;

    /** About a month. */
    private static final double MAX_TIMEOUT_SECONDS = 2_000_000;

    /** @throws IllegalArgumentException for what a user did wrong, with a message for that user */
    static FetcherOptions parse(String... args) {
        Parser parser = new Parser(List.of(args).iterator());
        return parser.parse();
    }

    private static final class Parser {
        private final Iterator<String> words;
        private @Nullable String source;
        private int parallel = DEFAULT_PARALLEL;
        private int maxHost;
        private long timeoutMillis;
        private @Nullable String output;
        private boolean fail;
        private boolean quiet;
        private boolean progress;
        private boolean help;

        Parser(Iterator<String> words) {
            this.words = words;
        }

        FetcherOptions parse() {
            while (words.hasNext()) {
                word(words.next());
            }
            return new FetcherOptions(
                    source == null ? DEFAULT_FIFO : source,
                    parallel,
                    maxHost,
                    timeoutMillis,
                    output,
                    fail,
                    quiet,
                    progress && !quiet,
                    help);
        }

        private void word(String word) {
            switch (word) {
                case "--parallel" -> parallel = count(word, 1);
                case "--max-host" -> maxHost = count(word, 0);
                case "--timeout" -> timeoutMillis = millis(word);
                case "--output" -> output = value(word);
                case "--fail" -> fail = true;
                case "--quiet" -> quiet = true;
                case "--progress" -> progress = true;
                case "--help", "-h" -> help = true;
                default -> source(word);
            }
        }

        private void source(String word) {
            if (word.startsWith("-") && !word.equals(STANDARD_INPUT)) {
                throw new IllegalArgumentException("there is no option " + word);
            }
            if (source != null) {
                throw new IllegalArgumentException("one source of URLs, not both " + source + " and " + word);
            }
            source = word;
        }

        private String value(String option) {
            if (!words.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return words.next();
        }

        private int count(String option, int least) {
            String text = value(option);
            try {
                int count = Integer.parseInt(text);
                if (count >= least && count <= MAX_PARALLEL) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // The same answer as for a number out of range.
            }
            throw new IllegalArgumentException(
                    option + " needs a number from " + least + " to " + MAX_PARALLEL + ", not " + text);
        }

        private long millis(String option) {
            String text = value(option);
            try {
                double seconds = Double.parseDouble(text);
                if (seconds >= 0 && seconds <= MAX_TIMEOUT_SECONDS) {
                    return (long) Math.ceil(seconds * MILLIS_PER_SECOND);
                }
            } catch (NumberFormatException e) {
                // The same answer as for a number out of range.
            }
            throw new IllegalArgumentException(option + " needs a number of seconds, not " + text);
        }
    }
}
