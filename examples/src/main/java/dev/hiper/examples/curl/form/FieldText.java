package dev.hiper.examples.curl.form;

import dev.hiper.error.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a form field after its equal sign: content, then {@code ;name=value} specifiers; several such
 * sections where a comma separates files.
 */
final class FieldText {
    /** Answered by {@link #separator} at the end of the text. */
    static final char END = 0;

    private static final String TYPE = "type=";
    private static final String FILENAME = "filename=";
    private static final String HEADERS = "headers=";
    private static final String ENCODER = "encoder=";

    /** One content with its specifiers. */
    record Section(
            String content,
            @Nullable String type,
            @Nullable String filename,
            @Nullable String encoder,
            List<String> headers) {}

    private final String text;
    private final WarningSink warnings;

    /** What separates sections; {@link #END} if there is only one. */
    private final char separator;

    private int at;
    private int typeStart;
    private int typeEnd;

    FieldText(String text, int start, char separator, WarningSink warnings) {
        this.text = text;
        this.at = start;
        this.separator = separator;
        this.warnings = warnings;
    }

    /** Whether another section follows; its separator is skipped then. */
    boolean nextSection() {
        if (separator == END || current() != separator) {
            return false;
        }
        at++;
        return true;
    }

    /**
     * Reads a section up to its separator or the end of the text.
     *
     * @throws FormException for a bad content type
     */
    Section section() throws FormException {
        skipSpaces();
        String content = word();
        boolean inType = false;
        typeStart = 0;
        typeEnd = 0;
        String filename = null;
        String encoder = null;
        List<String> headers = new ArrayList<>();
        while (current() == ';') {
            at++;
            skipSpaces();
            if (!inType && skipPrefix(TYPE)) {
                skipSpaces();
                mediaType();
                inType = true;
            } else if (skipPrefix(FILENAME)) {
                skipSpaces();
                filename = word();
                inType = false;
            } else if (skipPrefix(HEADERS)) {
                headers(headers);
                inType = false;
            } else if (skipPrefix(ENCODER)) {
                skipSpaces();
                encoder = word();
                inType = false;
            } else if (inType) {
                typeEnd = skipPlain(at);
            } else {
                unknown();
            }
        }
        String type = typeEnd == 0 ? null : text.substring(typeStart, typeEnd);
        return new Section(content, type, filename, encoder, List.copyOf(headers));
    }

    /** The type goes on with all specifiers that follow it and are no other: they are its parameters. */
    private void mediaType() throws FormException {
        typeStart = at;
        while (current() != END && current() != '/' && current() != ' ') {
            at++;
        }
        boolean slash = at > typeStart && current() == '/';
        int minor = ++at;
        while (slash && current() != END && ";, \n".indexOf(current()) < 0) {
            at++;
        }
        if (!slash || at == minor) {
            warnings.warn("Illegally formatted content-type field");
            throw new FormException(ResultCode.FAILED_INIT, "");
        }
        typeEnd = skipPlain(at);
    }

    private void headers(List<String> headers) throws FormException {
        boolean fromFile = current() == '@' || current() == '<';
        if (fromFile) {
            at++;
        }
        skipSpaces();
        String value = word();
        if (fromFile) {
            HeaderFile.read(value, headers, warnings);
        } else {
            headers.add(value);
        }
    }

    private void unknown() {
        int start = at;
        String unknown = current() == '"' ? quoted() : null;
        if (unknown == null) {
            skipPlain(start);
            unknown = text.substring(start, at);
        }
        if (!unknown.isEmpty()) {
            warnings.warn("skip unknown form field: " + unknown);
        }
    }

    /** A word in double quotes with backslash escapes, or plain without the spaces behind it. */
    private String word() {
        if (current() == '"') {
            String quoted = quoted();
            if (quoted != null) {
                return quoted;
            }
        }
        int start = at;
        return text.substring(start, skipPlain(start));
    }

    /** Goes on to the end of an unquoted word, and answers where it ends without the spaces behind it. */
    private int skipPlain(int atLeast) {
        int end = atLeast;
        while (!atEndOfWord()) {
            boolean space = isSpace(current());
            at++;
            if (!space) {
                end = at;
            }
        }
        return end;
    }

    /** A word in double quotes; null, and nothing read, if the closing quote is missing. */
    private @Nullable String quoted() {
        StringBuilder word = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                skipBehindQuote();
                return word.toString();
            }
            boolean escape = c == '\\' && i + 1 < text.length() && "\\\"".indexOf(text.charAt(i + 1)) >= 0;
            if (escape) {
                i++;
            }
            word.append(text.charAt(i));
        }
        return null;
    }

    private void skipBehindQuote() {
        boolean trailing = false;
        while (!atEndOfWord()) {
            trailing |= !isSpace(current());
            at++;
        }
        if (trailing) {
            warnings.warn("Trailing data after quoted form parameter");
        }
    }

    private boolean skipPrefix(String prefix) {
        if (!text.regionMatches(true, at, prefix, 0, prefix.length())) {
            return false;
        }
        at += prefix.length();
        return true;
    }

    private void skipSpaces() {
        while (isSpace(current())) {
            at++;
        }
    }

    private boolean atEndOfWord() {
        char c = current();
        return c == END || c == ';' || c == separator;
    }

    private char current() {
        return at < text.length() ? text.charAt(at) : END;
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
