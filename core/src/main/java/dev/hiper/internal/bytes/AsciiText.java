package dev.hiper.internal.bytes;

/** What host and field names need from strings: letters of ASCII without case, all others as they are. */
public final class AsciiText {

    private static final int LARGEST_OCTET = 255;
    private static final int OCTETS = 4;

    private AsciiText() {}

    public static boolean equalsIgnoreCase(String a, String b) {
        return a.length() == b.length() && isAt(0, b, a);
    }

    public static boolean startsWithIgnoreCase(String text, String head) {
        return text.length() >= head.length() && isAt(0, head, text);
    }

    public static boolean endsWithIgnoreCase(String text, String tail) {
        return text.length() >= tail.length() && isAt(text.length() - tail.length(), tail, text);
    }

    public static String toLower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(toLower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** {@code text} without the spaces and tabs at both ends. */
    public static String trimBlanks(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && Ascii.isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && Ascii.isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** {@code host} without one dot at its end. */
    public static String withoutTrailingDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /**
     * Whether {@code host} is an IP address and no name: four decimal octets, or anything with a colon, which no name
     * has. Other spellings of IPv4 addresses have been normalised in the URL.
     */
    public static boolean isIpAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        TextCursor in = new TextCursor(host);
        for (int octet = 0; octet < OCTETS; octet++) {
            if (octet > 0 && !in.take('.')) {
                return false;
            }
            boolean leadingZero = in.peek() == '0' && in.peek(1) >= '0' && in.peek(1) <= '9';
            if (leadingZero || in.takeNumber(LARGEST_OCTET) < 0) {
                return false;
            }
        }
        return in.position() == host.length();
    }

    private static boolean isAt(int offset, String part, String text) {
        for (int i = 0; i < part.length(); i++) {
            if (toLower(text.charAt(offset + i)) != toLower(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char toLower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
