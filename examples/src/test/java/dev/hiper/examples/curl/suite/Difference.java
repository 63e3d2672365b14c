package dev.hiper.examples.curl.suite;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares an expected text, which may offer alternatives, with the actual one. */
final class Difference {
    private static final Pattern ALTERNATIVES = Pattern.compile("%alternatives\\[([^,\\]]*),([^\\]]*)\\]");
    private static final int CONTEXT_LINES = 3;
    private static final int LINE_CHARACTERS = 300;

    private Difference() {}

    /** A description of the first line that differs, if any does. */
    static Optional<String> between(String what, String expected, String actual) {
        if (matches(expected, actual)) {
            return Optional.empty();
        }
        List<String> expectedLines = Octets.lines(expected);
        List<String> actualLines = Octets.lines(actual);
        int line = 0;
        while (line < expectedLines.size()
                && line < actualLines.size()
                && matches(expectedLines.get(line), actualLines.get(line))) {
            line++;
        }
        StringBuilder text = new StringBuilder(what)
                .append(" differs in line ")
                .append(line + 1)
                .append(" (")
                .append(expectedLines.size())
                .append(" lines expected, ")
                .append(actualLines.size())
                .append(" actual)\n");
        for (int i = Math.max(0, line - CONTEXT_LINES); i < line; i++) {
            text.append("      both  ").append(shown(expectedLines, i));
        }
        for (int i = line; i < line + CONTEXT_LINES; i++) {
            text.append("  expected  ").append(shown(expectedLines, i));
        }
        for (int i = line; i < line + CONTEXT_LINES; i++) {
            text.append("    actual  ").append(shown(actualLines, i));
        }
        return Optional.of(text.toString());
    }

    static boolean matches(String expected, String actual) {
        Matcher matcher = ALTERNATIVES.matcher(expected);
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(expected.substring(end, matcher.start())))
                    .append("(?:")
                    .append(Pattern.quote(matcher.group(1)))
                    .append('|')
                    .append(Pattern.quote(matcher.group(2)))
                    .append(')');
            end = matcher.end();
        }
        if (end == 0) {
            return expected.equals(actual);
        }
        return Pattern.matches(
                pattern.append(Pattern.quote(expected.substring(end))).toString(), actual);
    }

    private static String shown(List<String> lines, int index) {
        if (index >= lines.size()) {
            return index == lines.size() ? "(end)\n" : "\n";
        }
        String line = lines.get(index);
        String cut = line.length() > LINE_CHARACTERS
                ? line.substring(0, LINE_CHARACTERS) + "...(" + line.length() + " octets)"
                : line;
        return (index + 1) + ": " + Octets.escaped(cut) + "\n";
    }
}
