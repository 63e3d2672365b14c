package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's header lines (HTTPHEADER): {@code Name: value} adds a field, and takes the place of one that the engine would
 * have made; {@code Name:} leaves that one out; {@code Name;} sends it with an empty value.
 */
final class CustomHeaders {
    private enum Form {
        VALUE,
        REMOVE,
        EMPTY
    }

    /** @param verbatim what stands behind the colon if it is to be sent as it is; null if not */
    private record Line(String name, String value, @Nullable String verbatim, Form form) {
        /** The name that a careless reader would take: without blanks before the colon. */
        String plainName() {
            return name.stripTrailing();
        }
    }

    private final List<Line> lines;

    private CustomHeaders(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @param asGiven whether whoever asks answers for the lines: those without a form are left out instead of refused, and
     *     all others sent with their blanks
     */
    static CustomHeaders of(List<String> texts, boolean asGiven) throws TransferException {
        List<Line> lines = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Line line = parse(texts.get(i), asGiven);
            if (line != null) {
                lines.add(line);
            } else if (!asGiven) {
                throw new TransferException(
                        ResultCode.BAD_FUNCTION_ARGUMENT,
                        "HTTPHEADER line " + (i + 1) + " has neither a colon nor a final semicolon");
            }
        }
        return new CustomHeaders(List.copyOf(lines));
    }

    /** Whether the application has a say about {@code name}, so that the engine makes no field of its own. */
    boolean mentions(FieldName name) {
        return find(name) != null;
    }

    /** How many lines of the application send {@code name}. */
    int count(FieldName name) {
        int count = 0;
        for (Line line : lines) {
            if (name.matches(line.plainName()) && line.form != Form.REMOVE) {
                count++;
            }
        }
        return count;
    }

    /** Whether the application sends {@code name}. */
    boolean sends(FieldName name) {
        Line line = find(name);
        return line != null && line.form != Form.REMOVE;
    }

    /** The value that the application gave to {@code name}; null if none or removed. */
    @Nullable
    String value(FieldName name) {
        Line line = find(name);
        return line == null || line.form == Form.REMOVE ? null : line.value;
    }

    /** The values of all lines for {@code name}, joined; null if none sends something. */
    @Nullable
    String values(FieldName name, String separator) {
        StringBuilder joined = null;
        for (Line line : lines) {
            if (name.matches(line.plainName()) && line.form != Form.REMOVE) {
                joined = joined == null ? new StringBuilder() : joined.append(separator);
                joined.append(line.value);
            }
        }
        return joined == null ? null : joined.toString();
    }

    /** Whether a line that sends something is {@linkplain #value dropped} or not. */
    interface Filter {
        boolean drops(String name);
    }

    /** Adds all lines that send something, but those that the filter drops. */
    void addTo(RequestHead head, Filter filter) {
        for (Line line : lines) {
            if (line.form != Form.REMOVE && !filter.drops(line.plainName())) {
                if (line.verbatim == null) {
                    head.add(line.name, line.value);
                } else {
                    head.addVerbatim(line.name, line.value, line.verbatim);
                }
            }
        }
    }

    private @Nullable Line find(FieldName name) {
        for (Line line : lines) {
            if (name.matches(line.plainName())) {
                return line;
            }
        }
        return null;
    }

    /** Null for a line of no form. */
    private static @Nullable Line parse(String text, boolean asGiven) {
        int colon = text.indexOf(':');
        if (colon >= 0) {
            String value = trimBlanks(text, colon + 1);
            String verbatim = asGiven && !value.isEmpty() ? text.substring(colon + 1) : null;
            String name = text.substring(0, colon);
            boolean nameless = asGiven && name.isEmpty();
            return nameless ? null : new Line(name, value, verbatim, value.isEmpty() ? Form.REMOVE : Form.VALUE);
        }
        int semicolon = text.indexOf(';');
        if (semicolon >= 0 && trimBlanks(text, semicolon + 1).isEmpty()) {
            return new Line(text.substring(0, semicolon), "", null, Form.EMPTY);
        }
        return null;
    }

    /** Only blanks go: a control character must be seen, and refused, by the encoder. */
    private static String trimBlanks(String text, int from) {
        int start = from;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
