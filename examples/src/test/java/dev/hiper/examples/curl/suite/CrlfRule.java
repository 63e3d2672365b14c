package dev.hiper.examples.curl.suite;

import java.util.regex.Pattern;

/** What the {@code crlf} attribute of a part does to its line ends. */
enum CrlfRule {
    /** Lines stay as they are. */
    NONE,
    /** Every line end becomes CRLF. */
    ALL,
    /** Only what looks like a line of an HTTP head, and the empty line behind it, gets CRLF. */
    HEADERS;

    private static final Pattern STATUS = Pattern.compile("HTTP/(1\\.1|1\\.0|2|3) [1-59][^\\r\\n]*\\n");
    private static final Pattern REQUEST =
            Pattern.compile("(GET|HEAD|POST|PUT|DELETE|CONNECT) \\S+ HTTP/\\d[^\\r\\n]*\\n");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_-]+: [^\\r\\n]*\\n");
    private static final Pattern COMPLAINT = Pattern.compile("curl: \\(\\d+\\) [^\\r\\n]*\\n");

    static CrlfRule of(String attribute) {
        return switch (attribute) {
            case "yes" -> ALL;
            case "headers" -> HEADERS;
            default -> NONE;
        };
    }

    String apply(String text) {
        return switch (this) {
            case NONE -> text;
            case ALL -> everyLine(text);
            case HEADERS -> heads(text);
        };
    }

    private static String everyLine(String text) {
        return text.replaceAll("\\r*\\n", "\r\n");
    }

    private static String heads(String text) {
        StringBuilder changed = new StringBuilder(text.length() + text.length() / 10);
        boolean behindHeadLine = false;
        for (String line : Octets.lines(text)) {
            boolean headLine = isHeadLine(line);
            if (headLine || (behindHeadLine && line.equals("\n"))) {
                changed.append(line, 0, line.length() - 1).append("\r\n");
            } else {
                changed.append(line);
            }
            behindHeadLine = headLine;
        }
        return changed.toString();
    }

    private static boolean isHeadLine(String line) {
        if (COMPLAINT.matcher(line).matches()) {
            return false;
        }
        return STATUS.matcher(line).matches()
                || REQUEST.matcher(line).matches()
                || FIELD.matcher(line).matches();
    }
}
