package dev.hiper.examples.curl.report;

import dev.hiper.examples.curl.report.HeaderLookup.Field;
import java.util.List;

/** Writes the header fields of responses: {@code %header{...}} and {@code %{header_json}}. */
final class HeaderOutput {
    private static final String ALL = ":all:";

    private final HeaderLookup headers;
    private final StringBuilder out;

    HeaderOutput(HeaderLookup headers, StringBuilder out) {
        this.headers = headers;
        this.out = out;
    }

    /** Where the braces that {@code from} lies in end: at the next one without a backslash; -1 if nowhere. */
    static int closingBrace(String format, int from) {
        for (int i = from; i < format.length(); i++) {
            if (format.charAt(i) == '\\') {
                i++;
            } else if (format.charAt(i) == '}') {
                return i;
            }
        }
        return -1;
    }

    /** Writes the first field {@code name} of the last response, or all with {@code name:all:separator}. */
    void field(String instruction) {
        int all = instruction.indexOf(ALL);
        if (all >= 0) {
            allFields(instruction.substring(0, all), instruction.substring(all + ALL.length()));
            return;
        }
        for (Field field : last()) {
            if (field.name().equalsIgnoreCase(instruction)) {
                out.append(field.value());
                return;
            }
        }
    }

    /** Writes the fields of the last response, those with equal names together. */
    void json() {
        out.append('{');
        List<Field> fields = last();
        boolean first = true;
        for (int i = 0; i < fields.size(); i++) {
            if (isRepeated(fields, i)) {
                continue;
            }
            if (!first) {
                out.append(",\n");
            }
            first = false;
            JsonText.appendLowerCase(out, fields.get(i).name());
            out.append(':');
            values(fields, i);
        }
        out.append("\n}");
    }

    private void values(List<Field> fields, int first) {
        String name = fields.get(first).name();
        char before = '[';
        for (int i = first; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                out.append(before);
                JsonText.append(out, fields.get(i).value());
                before = ',';
            }
        }
        out.append(']');
    }

    private void allFields(String name, String separator) {
        boolean first = true;
        for (int request = 0; request < headers.requests(); request++) {
            for (Field field : headers.fields(request)) {
                if (field.name().equalsIgnoreCase(name)) {
                    if (!first) {
                        separator(separator);
                    }
                    first = false;
                    out.append(field.value());
                }
            }
        }
    }

    private void separator(String separator) {
        for (int i = 0; i < separator.length(); i++) {
            char c = separator.charAt(i);
            if (c != '\\' || i + 1 == separator.length()) {
                out.append(c);
                continue;
            }
            char escaped = separator.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case '}' -> out.append('}');
                default -> out.append(c).append(escaped);
            }
        }
    }

    private List<Field> last() {
        int requests = headers.requests();
        return requests == 0 ? List.of() : headers.fields(requests - 1);
    }

    private static boolean isRepeated(List<Field> fields, int index) {
        String name = fields.get(index).name();
        for (int i = 0; i < index; i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
