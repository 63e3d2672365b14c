package dev.hiper.url;

/**
 * The first look at any text that becomes a URL or a part of one: refuses what no URL may hold, raw, anywhere.
 *
 * <p>These are control characters (C0, DEL and C1), every Unicode space and line separator, and halves of surrogate
 * pairs. They are never stripped: another parser might strip them differently.
 */
final class TextScan {
    private TextScan() {}

    /** Throws {@code code} at the first character that may not stand in {@code text}. */
    static void check(String text, boolean spaceAllowed, UrlCode code) {
        if (text.length() > UrlLimits.URL_BYTES) {
            throw tooLong();
        }
        int extraBytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x20 && c < 0x7f) {
                continue;
            }
            if (c < 0x80) {
                if (c != ' ' || !spaceAllowed) {
                    throw refused(code, c, i);
                }
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                extraBytes += 2;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c) || Character.isSpaceChar(c)) {
                throw refused(code, c, i);
            } else {
                extraBytes += c < 0x800 ? 1 : 2;
            }
        }
        if ((long) text.length() + extraBytes > UrlLimits.URL_BYTES) {
            throw tooLong();
        }
    }

    static UrlException refused(UrlCode code, char c, int index) {
        String name = "U+" + String.format("%04X", (int) c);
        return new UrlException(code, code.text() + ": it has " + name + " at index " + index);
    }

    private static UrlException tooLong() {
        return new UrlException(UrlCode.MALFORMED_INPUT, "The URL is longer than " + UrlLimits.URL_BYTES + " bytes");
    }
}
