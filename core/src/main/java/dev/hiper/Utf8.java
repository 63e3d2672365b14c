package dev.hiper;

import java.nio.charset.StandardCharsets;

/** Texts and their bytes in UTF-8. */
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many bytes a text has, without making them. */
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
