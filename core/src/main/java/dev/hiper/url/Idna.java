package dev.hiper.url;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internationalized host names, UTS #46: from Unicode to the ASCII that is looked up and sent, and back for people.
 *
 * <p>Nontransitional processing with all checks; a name that fails is tried once more in the transitional way, as
 * libcurl does. What comes out of the ASCII direction may still hold characters that no host may hold: the caller
 * looks at it as at any other host.
 */
final class Idna {
    private static final String PREFIX = "xn--";

    private Idna() {}

    /** The name in ASCII, or null if it is not a valid name. */
    static @Nullable String toAscii(String name) {
        String ascii = toAscii(name, false);
        return ascii == null ? toAscii(name, true) : ascii;
    }

    /** The name with its {@code xn--} labels decoded, or null if one of them is not valid. */
    static @Nullable String toUnicode(String name) {
        List<int[]> labels = process(name, false);
        if (labels == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int[] label : labels) {
            appendDot(out);
            out.append(new String(label, 0, label.length));
        }
        return out.toString();
    }

    private static @Nullable String toAscii(String name, boolean transitional) {
        List<int[]> labels = process(name, transitional);
        if (labels == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int[] label : labels) {
            appendDot(out);
            if (isAscii(label)) {
                out.append(new String(label, 0, label.length));
            } else {
                out.append(PREFIX).append(Punycode.encode(label));
            }
        }
        return out.toString();
    }

    /** UTS #46, 4: the labels in Unicode, checked; null if one is not valid. */
    private static @Nullable List<int[]> process(String name, boolean transitional) {
        String mapped = map(name, transitional);
        if (mapped == null) {
            return null;
        }
        List<int[]> labels = new ArrayList<>();
        boolean rightToLeft = false;
        for (int start = 0; start <= mapped.length(); ) {
            int dot = mapped.indexOf('.', start);
            int end = dot < 0 ? mapped.length() : dot;
            boolean root = start == mapped.length() && start > 0;
            int[] label = root ? new int[0] : label(mapped.substring(start, end));
            if (label == null) {
                return null;
            }
            rightToLeft |= IdnaLabel.isRightToLeft(label);
            labels.add(label);
            start = end + 1;
        }
        if (rightToLeft) {
            for (int[] label : labels) {
                if (label.length > 0 && !IdnaLabel.followsBidiRule(label)) {
                    return null;
                }
            }
        }
        return labels;
    }

    private static @Nullable String map(String name, boolean transitional) {
        if (name.length() > UrlLimits.IDN_CHARS) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            String mapped = IdnaMapping.map(c, transitional);
            if (mapped == null) {
                return null;
            }
            out.append(mapped);
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** The label in Unicode if it is valid, else null. */
    private static int @Nullable [] label(String text) {
        int[] label = text.codePoints().toArray();
        if (text.startsWith(PREFIX)) {
            String encoded = text.substring(PREFIX.length());
            label = Punycode.decode(encoded);
            // Two spellings of one label would be two names for whoever compares them.
            if (label == null || isAscii(label) || !Punycode.encode(label).equals(encoded)) {
                return null;
            }
        }
        // No label gets shorter on its way to ASCII.
        boolean fits = label.length <= UrlLimits.LABEL_CHARS;
        return fits && IdnaLabel.isValid(label) ? label : null;
    }

    private static boolean isAscii(int[] label) {
        for (int c : label) {
            if (c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** In front of each label but the first, which is never empty. */
    private static void appendDot(StringBuilder out) {
        if (!out.isEmpty()) {
            out.append('.');
        }
    }
}
