package dev.hiper.url;

/** Classes of characters, ASCII only: the locale and Unicode have no say in the syntax of a URL. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** RFC 3986, 2.3. */
    static boolean isUnreserved(char c) {
        return isAlpha(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hexValue(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != lower(c)) {
                StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
                for (int k = i; k < text.length(); k++) {
                    out.append(lower(text.charAt(k)));
                }
                return out.toString();
            }
        }
        return text;
    }
}
