package dev.hiper.examples.curl.report;

/** Writes texts as JSON has them. Octets above 127 pass: they are UTF-8 if the text was. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final char FIRST_PRINTABLE = ' ';

    private JsonText() {}

    /** Appends a text in quotes. */
    static void append(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Appends a text in quotes with its ASCII letters in lower case. */
    static void appendLowerCase(StringBuilder out, String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        append(out, lower.toString());
    }
}
