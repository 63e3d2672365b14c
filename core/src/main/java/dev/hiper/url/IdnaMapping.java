package dev.hiper.url;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What UTS #46, 4, step 1 makes of one character. The standard's table is derived from properties of Unicode (UTS #46, 7),
 * and so is this, from those that Java knows: the JDK's version of Unicode decides about new characters.
 *
 * <p>Characters that cannot be seen are refused where the versions of the standard differ between refusing and
 * ignoring them.
 */
final class IdnaMapping {
    private static final String DOT = ".";
    private static final int SHARP_S = 0xDF;
    private static final int FINAL_SIGMA = 0x3C2;
    private static final int DOTLESS_I = 0x131;

    private IdnaMapping() {}

    /**
     * What the character becomes: itself, nothing, or others.
     *
     * @param transitional whether the four characters that IDNA2003 treats in another way are treated so
     * @return null for a character that no name can hold
     */
    static @Nullable String map(int c, boolean transitional) {
        if (c < 0x80) {
            return String.valueOf(Ascii.lower((char) c));
        }
        if (isDot(c)) {
            return DOT;
        }
        if (isIgnored(c)) {
            return "";
        }
        if (isDeviation(c)) {
            return transitional ? transitional(c) : Character.toString(c);
        }
        String mapped = fold(Normalizer.normalize(fold(Character.toString(c)), Normalizer.Form.NFKC));
        mapped = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        return mapped.codePoints().allMatch(IdnaMapping::isAllowed) ? mapped : null;
    }

    /** UTS #46, 4.1, rules 3 and 7: whether a label may hold the character as it is. */
    static boolean isValid(int c) {
        String mapped = map(c, false);
        return c != '.' && mapped != null && mapped.length() == Character.charCount(c) && mapped.codePointAt(0) == c;
    }

    /** The full stops of East Asia. Others look like one too, and are refused. */
    private static boolean isDot(int c) {
        return c == 0x3002 || c == 0xFF0E || c == 0xFF61;
    }

    /** Soft hyphens, selectors of variants, and the like: of no importance to any name. */
    private static boolean isIgnored(int c) {
        return c == 0xAD
                || c == 0x34F
                || (c >= 0x180B && c <= 0x180D)
                || c == 0x180F
                || c == 0x200B
                || c == 0x2060
                || c == 0x2064
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isDeviation(int c) {
        return c == SHARP_S || c == FINAL_SIGMA || c == Joiners.NON_JOINER || c == Joiners.JOINER;
    }

    private static String transitional(int c) {
        return switch (c) {
            case SHARP_S -> "ss";
            case FINAL_SIGMA -> "\u03C3";
            default -> "";
        };
    }

    /** Case folding, character by character: whether a sigma is the last letter of a word must not matter. */
    private static String fold(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> appendFolded(out, c));
        return out.toString();
    }

    private static void appendFolded(StringBuilder out, int c) {
        if (c == FINAL_SIGMA) {
            out.append('\u03C3');
        } else if (c == SHARP_S || c == DOTLESS_I || (c >= 0x13A0 && c <= 0x13F5)) {
            out.appendCodePoint(c); // A capital sharp s is to become this one; Cherokee folds to capital letters.
        } else if (c >= 0x13F8 && c <= 0x13FD) {
            out.appendCodePoint(c - 0x13F8 + 0x13F0);
        } else if (c >= 0xAB70 && c <= 0xABBF) {
            out.appendCodePoint(c - 0xAB70 + 0x13A0);
        } else {
            out.append(Character.toString(c).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isAllowed(int c) {
        boolean byCategory =
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
        return byCategory && !isException(c);
    }

    /** Letters without shape, descriptions of ideographs, replacements; and dots that come out of a mapping. */
    private static boolean isException(int c) {
        return c == '.'
                || c == 0x3002
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x2FF0 && c <= 0x2FFF)
                || c == 0x31EF
                || c == 0xFFFC
                || c == 0xFFFD;
    }
}
