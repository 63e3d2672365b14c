package dev.hiper.url;

import java.text.Normalizer;

/** What has to be true of a label in Unicode: UTS #46, 4.1, and RFC 5893, 2 for scripts written from right to left. */
final class IdnaLabel {
    private IdnaLabel() {}

    /** All rules but the last one, which looks at the whole name. */
    static boolean isValid(int[] label) {
        if (label.length == 0 || label[0] == '-' || label[label.length - 1] == '-') {
            return false;
        }
        if (label.length >= 4 && label[2] == '-' && label[3] == '-') {
            return false;
        }
        String text = new String(label, 0, label.length);
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC) || isMark(label[0])) {
            return false;
        }
        for (int c : label) {
            if (!IdnaMapping.isValid(c)) {
                return false;
            }
        }
        return Joiners.areInPlace(label);
    }

    /** Whether the label makes its name one that {@link #followsBidiRule} is about. */
    static boolean isRightToLeft(int[] label) {
        for (int c : label) {
            if (isRightToLeft(c) || Character.getDirectionality(c) == Character.DIRECTIONALITY_ARABIC_NUMBER) {
                return true;
            }
        }
        return false;
    }

    /** Whether the label reads in one way only wherever it stands. */
    static boolean followsBidiRule(int[] label) {
        boolean rightToLeft = isRightToLeft(label[0]);
        if (!rightToLeft && Character.getDirectionality(label[0]) != Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
            return false;
        }
        boolean europeanNumber = false;
        boolean arabicNumber = false;
        boolean endAllowed = true;
        for (int c : label) {
            switch (Character.getDirectionality(c)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    if (rightToLeft) {
                        return false;
                    }
                    endAllowed = true;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    if (!rightToLeft) {
                        return false;
                    }
                    endAllowed = true;
                }
                case Character.DIRECTIONALITY_ARABIC_NUMBER -> {
                    if (!rightToLeft) {
                        return false;
                    }
                    arabicNumber = true;
                    endAllowed = true;
                }
                case Character.DIRECTIONALITY_EUROPEAN_NUMBER -> {
                    europeanNumber = true;
                    endAllowed = true;
                }
                case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
                        Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
                        Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
                        Character.DIRECTIONALITY_OTHER_NEUTRALS,
                        Character.DIRECTIONALITY_BOUNDARY_NEUTRAL -> endAllowed = false;
                case Character.DIRECTIONALITY_NONSPACING_MARK -> {} // Belongs to what stands before it.
                default -> {
                    return false;
                }
            }
        }
        return endAllowed && !(rightToLeft && europeanNumber && arabicNumber);
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
