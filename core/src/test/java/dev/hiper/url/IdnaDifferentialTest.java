package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.IDNA;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link Idna} gives what ICU gives, for each character that the running JDK knows, or refuses the name. */
class IdnaDifferentialTest {
    private static final IDNA ICU = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** Alone, between letters, in Hebrew and Arabic, behind a virama, before and behind a joiner, as the first label. */
    private static final String[] CONTEXTS = {
        "%s",
        "a%sb",
        "\u05d0%s",
        "\u0628%s\u0628",
        "\u0915\u094d%s",
        "\u0628\u200c%s",
        "%s\u200c\u0628",
        "%s.\u05d0",
        "a%s1"
    };

    /** Refused here. Unicode 16 ignores them, earlier versions of the standard refuse them, and nobody sees them. */
    private static boolean isRefusedOnPurpose(int c) {
        return (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || c == 0x180E
                || (c >= 0x2061 && c <= 0x2063)
                || (c >= 0x206A && c <= 0x206F)
                || c == 0x3164
                || c == 0xFFA0
                || (c >= 0x1BCA0 && c <= 0x1BCA3)
                || (c >= 0x1D173 && c <= 0x1D17A);
    }

    @Test
    void eachAssignedCharacterIsTreatedAsIcuTreatsIt() {
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            if (!isAssigned(c) || hasChanged(c)) {
                continue;
            }
            for (String context : CONTEXTS) {
                String name = context.replace("%s", Character.toString(c));
                if (isRefusedOnPurpose(c)) {
                    assertEquals(null, nontransitional(name), () -> hex(name));
                    refused++;
                } else {
                    compare(name, differences);
                }
            }
        }
        assertTrue(refused > 0);
        assertEquals(List.of(), differences);
    }

    @Test
    void randomNamesAreTreatedAsIcuTreatsThem() {
        Random random = new Random(46);
        int[] letters =
                "aZ1-.\u3002\u00df\u03c2\u00e9e\u0301\u05d0\u0628\u0660\u200c\u200d\u094d\u0915\u00ad\u4e2d\uff21x"
                        .codePoints()
                        .toArray();
        List<String> differences = new ArrayList<>();
        for (int run = 0; run < 30_000; run++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int i = 0; i < length; i++) {
                name.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            compare(name.toString(), differences);
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void randomEncodedLabelsAreDecodedAsIcuDecodesThem() {
        Random random = new Random(3492);
        List<String> differences = new ArrayList<>();
        int valid = 0;
        for (int run = 0; run < 30_000; run++) {
            StringBuilder name = new StringBuilder("xn--");
            int length = 1 + random.nextInt(9);
            for (int i = 0; i < length; i++) {
                name.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(random.nextInt(37)));
            }
            StringBuilder unicode = new StringBuilder();
            IDNA.Info info = new IDNA.Info();
            ICU.nameToUnicode(name, unicode, info);
            String expected = info.hasErrors() ? null : unicode.toString();
            String actual = Idna.toUnicode(name.toString());
            if (expected != null && !expected.codePoints().allMatch(c -> isAssigned(c) && !isRefusedOnPurpose(c))) {
                continue;
            }
            valid += actual == null ? 0 : 1;
            if (actual == null ? expected != null : !actual.equals(expected)) {
                differences.add(name + ": " + expected + " or " + actual);
            }
        }
        assertTrue(valid > 100);
        assertEquals(List.of(), differences);
    }

    private static void compare(String name, List<String> differences) {
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        ICU.nameToASCII(name, ascii, info);
        String expected = info.hasErrors() || !isHostText(ascii) ? null : ascii.toString();
        String actual = nontransitional(name);
        if (actual == null ? expected != null : !actual.equals(expected)) {
            differences.add(hex(name) + ": " + expected + " or " + actual);
        }
    }

    /** What a host accepts, without the second try. */
    private static @Nullable String nontransitional(String name) {
        String unicode = Idna.toUnicode(name);
        if (unicode == null) {
            return null;
        }
        String ascii = Idna.toAscii(name);
        return ascii != null && isHostText(ascii) ? ascii : null;
    }

    /** What remains of a name goes through the checks of a host; these characters pass them. */
    private static boolean isHostText(CharSequence text) {
        return text.chars().allMatch(c -> Ascii.isUnreserved((char) c));
    }

    private static boolean isAssigned(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.SURROGATE && type != Character.PRIVATE_USE;
    }

    /** A few marks took up space in a later version of Unicode only, which matters to the Bidi rule. */
    private static boolean hasChanged(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                && UCharacter.getType(c) == UCharacterCategory.COMBINING_SPACING_MARK;
    }

    private static String hex(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(c -> out.append(Integer.toHexString(c)).append(' '));
        return out.toString();
    }
}
