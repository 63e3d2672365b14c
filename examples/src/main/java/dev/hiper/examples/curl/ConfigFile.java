package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options in a file: one a line, with or without dashes; a value behind blanks, a colon or an equal sign, bare or in
 * double quotes with escapes; comments behind {@code #} at the start of a line.
 */
final class ConfigFile {
    /** Files that name each other have to end somewhere. */
    static final int MOST_NESTED = 4;

    private final Messages messages;
    private final CommandLine commandLine;

    ConfigFile(OptionReader options, Messages messages) {
        this.messages = messages;
        this.commandLine = new CommandLine(options, messages);
    }

    /** The file that is read without being asked for; null if there is none. */
    static @Nullable String defaultName() {
        String[][] places = {
            {System.getenv("CURL_HOME"), "/.curlrc"},
            {System.getenv("XDG_CONFIG_HOME"), "/curlrc"},
            {System.getenv("HOME"), "/.curlrc"},
            {System.getenv("HOME"), "/.config/curlrc"},
        };
        for (String[] place : places) {
            if (place[0] != null && !place[0].isEmpty() && Files.isReadable(Path.of(place[0] + place[1]))) {
                return Octets.ofText(place[0] + place[1]);
            }
        }
        return null;
    }

    void read(String name, InputStream stdin) throws UsageException {
        List<String> lines;
        try {
            lines = LineFile.split(LineFile.whole(name, stdin));
        } catch (IOException | InvalidPathException unreadable) {
            messages.error("cannot read config from '" + name + "'");
            throw UsageException.unreadable();
        }
        String shownName = name.equals("-") ? "<stdin>" : name;
        for (int i = 0; i < lines.size(); i++) {
            Line line = Line.of(lines.get(i));
            if (line != null) {
                obey(line, shownName, i + 1);
            }
        }
    }

    private void obey(Line line, String name, int number) throws UsageException {
        if (line.unquotedBlank) {
            messages.warn(name + ":" + number + ": warning: '" + line.option
                    + "' uses unquoted whitespace in the option value that may cause unexpected results");
        }
        try {
            String option = line.option.startsWith("-") ? line.option : "--" + line.option;
            boolean used = commandLine.option(option, line.value);
            if (!used && line.value != null && !attached(option)) {
                throw UsageException.because("had unsupported trailing garbage");
            }
        } catch (UsageException wrong) {
            messages.error(name + ":" + number + ": warning: '" + line.option + "' " + wrong.why());
            throw wrong;
        }
    }

    /** Whether a value is part of the option's own word. */
    private static boolean attached(String option) {
        return !option.startsWith("--") && option.length() > 2;
    }

    /** A line taken apart. */
    private static final class Line {
        final String option;
        final @Nullable String value;
        final boolean unquotedBlank;

        private Line(String option, @Nullable String value, boolean unquotedBlank) {
            this.option = option;
            this.value = value;
            this.unquotedBlank = unquotedBlank;
        }

        static @Nullable Line of(String text) {
            int at = skipBlanks(text, 0);
            if (at == text.length() || "#/*".indexOf(text.charAt(at)) >= 0) {
                return null;
            }
            boolean dashed = text.charAt(at) == '-';
            int end = at;
            while (end < text.length() && !isBlank(text.charAt(end)) && !isSeparator(text.charAt(end), dashed)) {
                end++;
            }
            String option = text.substring(at, end);
            while (end < text.length() && (isBlank(text.charAt(end)) || isSeparator(text.charAt(end), dashed))) {
                end++;
            }
            if (end == text.length()) {
                return new Line(option, null, false);
            }
            return text.charAt(end) == '"' ? new Line(option, unquoted(text, end + 1), false) : bare(option, text, end);
        }

        private static Line bare(String option, String text, int start) {
            int end = start;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            int rest = skipBlanks(text, end);
            boolean more = rest < text.length() && text.charAt(rest) != '#';
            return new Line(option, text.substring(start, end), more);
        }

        private static String unquoted(String text, int start) {
            StringBuilder value = new StringBuilder(text.length());
            for (int i = start; i < text.length() && text.charAt(i) != '"'; i++) {
                char c = text.charAt(i);
                if (c == '\\' && i + 1 < text.length()) {
                    i++;
                    c = escaped(text.charAt(i));
                }
                value.append(c);
            }
            return value.toString();
        }

        private static char escaped(char c) {
            return switch (c) {
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 'v' -> '\u000b';
                default -> c;
            };
        }

        private static int skipBlanks(String text, int from) {
            int at = from;
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }

        private static boolean isSeparator(char c, boolean dashed) {
            return !dashed && (c == '=' || c == ':');
        }
    }
}
