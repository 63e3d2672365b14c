package dev.hiper;

/** How long a text is in UTF-8, without making its bytes. */
final class Utf8 {
    private Utf8() {}

    static long size(String text) {
        long size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A pair of surrogates has four bytes for its two characters.
                size += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return size;
    }
}
