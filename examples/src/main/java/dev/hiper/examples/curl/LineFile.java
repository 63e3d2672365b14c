package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Reads small files of the command line; {@code -} is standard input. */
final class LineFile {
    private LineFile() {}

    /** What is left without line ends and NUL octets. */
    static String joined(String name, InputStream stdin) throws IOException {
        String content = whole(name, stdin);
        StringBuilder joined = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != '\r' && c != '\n' && c != 0) {
                joined.append(c);
            }
        }
        return joined.toString();
    }

    /** All octets. */
    static String whole(String name, InputStream stdin) throws IOException {
        return Octets.of(name.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Octets.path(name)));
    }

    /** The lines without their ends, without empty ones and comments. */
    static List<String> read(String name, InputStream stdin) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : split(whole(name, stdin))) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(line);
            }
        }
        return lines;
    }

    /** All lines without their ends. */
    static List<String> split(String content) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < content.length()) {
            int end = content.indexOf('\n', from);
            int next = end < 0 ? content.length() : end + 1;
            int last = end < 0 ? content.length() : end;
            if (last > from && content.charAt(last - 1) == '\r') {
                last--;
            }
            lines.add(content.substring(from, last));
            from = next;
        }
        return lines;
    }
}
