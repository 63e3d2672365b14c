package dev.hiper.examples.curl.suite;

import java.util.List;
import java.util.regex.Pattern;

/** How a case ended. The detail is a reason or a difference in words; the command is what was run. */
record Outcome(int number, String name, Kind kind, String detail, String command, String stderr, long millis) {
    private static final Pattern PROGRESS = Pattern.compile("\\s*((%|Dload|\\d+ ).*)?");
    private static final int STDERR_LINES = 12;

    enum Kind {
        /** Everything was as the case demands. */
        OK,
        /** Something was not. */
        FAILED,
        /** The tool or this machine lacks something that the case needs. */
        SKIPPED
    }

    static Outcome skipped(int number, String name, String reason) {
        return new Outcome(number, name, Kind.SKIPPED, reason, "", "", 0);
    }

    boolean isOk() {
        return kind == Kind.OK;
    }

    boolean isFailed() {
        return kind == Kind.FAILED;
    }

    String title() {
        return "test " + number + " " + name;
    }

    String firstLine() {
        return detail.lines().findFirst().orElse("");
    }

    /** All that is known about a failure. */
    String report() {
        String complaint = complaint();
        return title() + "\n  " + detail.strip()
                + (complaint.isEmpty()
                        ? ""
                        : "\n  stderr:\n" + complaint.indent(4).stripTrailing()) + "\n  command: " + command;
    }

    /** The last lines on stderr, without those of a progress meter. */
    private String complaint() {
        List<String> lines =
                stderr.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - STDERR_LINES), lines.size()));
    }
}
