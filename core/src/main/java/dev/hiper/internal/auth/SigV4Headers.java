package dev.hiper.internal.auth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers that a signature covers: sorted by name, in lower case, with one value per name. */
final class SigV4Headers {
    private final Map<String, String> values = new TreeMap<>();

    /** Takes the application's lines, but for those that only suppress a header. */
    SigV4Headers(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            int separator = colon < 0 ? line.indexOf(';') : colon;
            if (separator < 0) {
                continue;
            }
            String value = trimmed(line.substring(separator + 1));
            boolean saysNothing = value.isEmpty() && (colon >= 0 || separator + 1 < line.length());
            if (!saysNothing) {
                add(line.substring(0, separator), value);
            }
        }
    }

    void add(String name, String value) {
        values.merge(name.toLowerCase(Locale.ROOT), trimmed(value), (first, next) -> first + ',' + next);
    }

    @Nullable
    String value(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    /** One line each. */
    String canonical() {
        StringBuilder lines = new StringBuilder();
        values.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.toString();
    }

    /** The names, with semicolons between. */
    String names() {
        return String.join(";", values.keySet());
    }

    private static String trimmed(String value) {
        return value.replaceAll("[ \t]+", " ").strip();
    }
}
