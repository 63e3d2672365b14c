package dev.hiper.internal.bytes;

/**
 * A position in a text that is read from its beginning to its end: the common part of the small parsers of field
 * values and file lines. What does not match is answered, never thrown, and leaves the position where it was.
 */
public final class TextCursor {

    /** What {@link #peek} sees behind the last character. NUL in the text looks the same and ends it, too. */
    public static final char END = 0;

    private final String text;
    private int at;

    public TextCursor(String text) {
        this.text = text;
    }

    public boolean atEnd() {
        return peek() == END;
    }

    /** The index of the next character. */
    public int position() {
        return at;
    }

    /** Goes back or forth to a {@link #position}. */
    public void moveTo(int position) {
        at = position;
    }

    /** The next character, or {@link #END}. */
    public char peek() {
        return peek(0);
    }

    /** The character that many places from the next one, before it if negative, or {@link #END}. */
    public char peek(int ahead) {
        int index = at + ahead;
        return index >= 0 && index < text.length() ? text.charAt(index) : END;
    }

    /** Moves over one character, if there is one. */
    public void advance() {
        if (at < text.length()) {
            at++;
        }
    }

    /** The next character, moved over. */
    public char take() {
        char next = peek();
        advance();
        return next;
    }

    /** Moves over the next character if it is {@code expected}. */
    public boolean take(char expected) {
        if (peek() != expected || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    /** Moves over {@code lower}, which must be in lower case, in whatever case it stands there. */
    public boolean takeIgnoreCase(String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if (Ascii.toLower((byte) peek(i)) != lower.charAt(i) || peek(i) > 0x7F) {
                return false;
            }
        }
        at += lower.length();
        return true;
    }

    public void skipBlanks() {
        while (Ascii.isBlank(peek())) {
            at++;
        }
    }

    /** What stands before the first of the characters {@code stops}, or before the end; maybe nothing. */
    public String takeUntil(String stops) {
        int start = at;
        while (!atEnd() && stops.indexOf(peek()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** As {@link #takeUntil(String)}; empty, and not moved, if that has more than {@code most} characters. */
    public String takeUntil(String stops, int most) {
        int start = at;
        String taken = takeUntil(stops);
        if (taken.length() > most) {
            at = start;
            return "";
        }
        return taken;
    }

    /** At most {@code most} ASCII letters; maybe none. */
    public String takeLetters(int most) {
        int start = at;
        while (at - start < most && isLetter(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    /**
     * A decimal number without a sign; {@link Ascii#MALFORMED} if no digit stands here, not moved; {@link
     * Ascii#OVERFLOW} if it is above {@code largest}, moved over its digits.
     */
    public long takeNumber(long largest) {
        int start = at;
        long value = 0;
        boolean overflow = false;
        while (peek() >= '0' && peek() <= '9') {
            int digit = take() - '0';
            if (digit > largest || value > (largest - digit) / 10) {
                overflow = true;
            } else {
                value = value * 10 + digit;
            }
        }
        if (at == start) {
            return Ascii.MALFORMED;
        }
        return overflow ? Ascii.OVERFLOW : value;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
