package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.function.Executable;

/** Tables of text: a line is an input, an arrow and what comes out of it. */
final class UrlVectors {
    private UrlVectors() {}

    /** Runs each line. A refusal counts as the name of its code. */
    static void check(String table, UnaryOperator<String> step) {
        assertAll(table.lines().filter(line -> !line.isBlank()).map(line -> (Executable) () -> {
            int arrow = line.lastIndexOf(" -> ");
            String input = unescape(line.substring(0, arrow).stripTrailing());
            assertEquals(line.substring(arrow + 4).strip(), outcome(input, step), line);
        }));
    }

    static String outcome(String input, UnaryOperator<String> step) {
        try {
            return step.apply(input);
        } catch (UrlException e) {
            return e.code().name();
        }
    }

    /** Turns {@code <0A>} into the character with that number, and {@code <>} into nothing. */
    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
            int close = text.indexOf('>', open);
            out.append(text, at, open);
            if (close > open + 1) {
                out.appendCodePoint(Integer.parseInt(text.substring(open + 1, close), 16));
            }
            at = close + 1;
        }
        return out.append(text.substring(at)).toString();
    }
}
