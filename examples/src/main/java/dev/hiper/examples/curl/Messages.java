package dev.hiper.examples.curl;

import dev.hiper.examples.curl.os.Octets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the program says on standard error, or where {@code --stderr} leads it: warnings in lines of the terminal's
 * width, errors, hints. Texts are octets. A stream that takes nothing is no reason to stop.
 */
final class Messages {
    private static final int DEFAULT_COLUMNS = 79;
    private static final int LEAST_COLUMNS = 20;
    private static final int MOST_COLUMNS = 10_000;

    private OutputStream stream = new FileOutputStream(FileDescriptor.err);
    private final int columns;
    private boolean silent;
    private boolean showError;
    private boolean notes;

    Messages(@Nullable String columnsVariable) {
        this.columns = columns(columnsVariable);
    }

    OutputStream stream() {
        return stream;
    }

    void stream(OutputStream other) {
        stream = other;
    }

    void silent(boolean on) {
        silent = on;
    }

    void showError(boolean on) {
        showError = on;
    }

    /** Whether notes are shown, as they are with {@code --verbose}. */
    void notes(boolean on) {
        notes = on;
    }

    /** Whether errors are shown. */
    boolean errorsShown() {
        return !silent || showError;
    }

    void warn(String text) {
        if (!silent) {
            wrapped("Warning: ", text);
        }
    }

    void note(String text) {
        if (notes) {
            wrapped("Note: ", text);
        }
    }

    void error(String text) {
        if (errorsShown()) {
            wrapped("curl: ", text);
        }
    }

    /** The end of a transfer: {@code curl: (7) why}. */
    void failure(int code, String why) {
        if (errorsShown()) {
            print("curl: (" + code + ") " + why + "\n");
        }
    }

    /** Something about how to use the program; {@code text} may be empty. */
    void hint(String text) {
        if (!text.isEmpty()) {
            print("curl: " + text + "\n");
        }
        print("curl: try 'curl --help' or 'curl --manual' for more information\n");
    }

    void print(String text) {
        try {
            stream.write(Octets.bytes(text));
            stream.flush();
        } catch (IOException nobodyListens) {
            silent = true;
            showError = false;
        }
    }

    private void wrapped(String prefix, String text) {
        StringBuilder lines = new StringBuilder();
        int width = columns - prefix.length();
        int from = 0;
        while (text.length() - from > width) {
            int cut = width - 1;
            while (cut > 0 && text.charAt(from + cut) != ' ' && text.charAt(from + cut) != '\t') {
                cut--;
            }
            if (cut == 0) {
                cut = width - 1;
            }
            lines.append(prefix).append(text, from, from + cut + 1).append('\n');
            from += cut + 1;
        }
        if (from < text.length()) {
            lines.append(prefix).append(text, from, text.length()).append('\n');
        }
        print(lines.toString());
    }

    private static int columns(@Nullable String variable) {
        if (variable == null || variable.isEmpty() || variable.length() > 5) {
            return DEFAULT_COLUMNS;
        }
        int value = 0;
        for (int i = 0; i < variable.length(); i++) {
            char digit = variable.charAt(i);
            if (digit < '0' || digit > '9') {
                return DEFAULT_COLUMNS;
            }
            value = value * 10 + digit - '0';
        }
        return value > LEAST_COLUMNS && value < MOST_COLUMNS ? value : DEFAULT_COLUMNS;
    }
}
