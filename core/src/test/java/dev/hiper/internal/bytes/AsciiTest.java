package dev.hiper.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long decimal(String text) {
        byte[] padded = bytes("9" + text + "9");
        return Ascii.parseDecimal(padded, 1, padded.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "007, 7", "9223372036854775807, 9223372036854775807"})
    void readsDecimalDigits(String text, long expected) {
        assertEquals(expected, decimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775808", "9223372036854775810", "18446744073709551621", "99999999999999999999999"})
    void tellsAnOverflowApart(String text) {
        assertEquals(Ascii.OVERFLOW, decimal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+5", "-5", "5 ", "x", "99999999999999999999999x"})
    void refusesWhatIsNoNumber(String text) {
        assertEquals(Ascii.MALFORMED, decimal(text));
    }

    @Test
    void skipsPlainBytesUpToTheFirstThatMayEndALine() {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int length = 0; length <= 20; length++) {
                for (int special = 0; special <= length; special++) {
                    for (int value = 0; value < 256; value++) {
                        byte[] bytes = bytes("\r" + "\u00ff".repeat(length) + "\r");
                        // What follows must not matter, nor what a borrow could spoil.
                        Arrays.fill(bytes, special + 1, length + 1, (byte) 0x8E);
                        if (special < length) {
                            bytes[1 + special] = (byte) value;
                        }
                        int expected = special < length && value < Ascii.FIRST_PLAIN ? 1 + special : 1 + length;
                        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
                        assertEquals(expected, Ascii.skipPlain(buffer, 1, 1 + length));
                    }
                }
            }
        }
    }

    @Test
    void tokensAreThoseOfTheRfc() {
        String token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int count = 0;
        for (int c = -300; c < 0x20000; c++) {
            boolean expected = c > 0 && c < 0x80 && token.indexOf(c) >= 0;
            assertEquals(expected, Ascii.isTokenChar(c), "character " + c);
            count += expected ? 1 : 0;
        }
        assertEquals(token.length(), count);
        assertTrue(Ascii.isToken(token));
        assertFalse(Ascii.isToken(""));
        assertFalse(Ascii.isToken("a b"));
        assertFalse(Ascii.isToken("\u0147"));
        assertTrue(Ascii.isToken(bytes(" ab "), 1, 3));
        assertFalse(Ascii.isToken(bytes(" ab "), 1, 4));
        assertFalse(Ascii.isToken(bytes("ab"), 1, 1));
    }

    @Test
    void comparesWithoutCaseInAsciiOnly() {
        byte[] lower = bytes("k-{\u00e4");
        assertTrue(Ascii.equalsIgnoreCase(bytes("xK-{\u00e4x"), 1, 5, lower));
        assertFalse(Ascii.equalsIgnoreCase(bytes("K-{\u00c4"), 0, 4, lower));
        assertFalse(Ascii.equalsIgnoreCase(bytes("K-[\u00e4"), 0, 4, lower));
        assertFalse(Ascii.equalsIgnoreCase(bytes("K-{"), 0, 3, lower));
    }

    @Test
    void readsHexadecimalDigits() {
        String digits = "0123456789abcdefABCDEF";
        for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
            int expected = digits.indexOf((char) b) < 0 ? -1 : Character.digit(b, 16);
            assertEquals(expected, Ascii.hexValue((byte) b), "byte " + b);
        }
    }

    @Test
    void knowsBlanksAndControls() {
        assertTrue(Ascii.isBlank(' ') && Ascii.isBlank('\t'));
        assertFalse(Ascii.isBlank('\n') || Ascii.isBlank(0xB) || Ascii.isBlank(0xA0));
        assertTrue(Ascii.isControl(0) && Ascii.isControl('\t') && Ascii.isControl(0x1F) && Ascii.isControl(0x7F));
        assertFalse(Ascii.isControl(' ') || Ascii.isControl((byte) 0x80) || Ascii.isControl(0x10D));
    }

    @Test
    void trimsBlanks() {
        byte[] text = bytes(" \ta b\t ");
        assertEquals(2, Ascii.skipBlanks(text, 0, text.length));
        assertEquals(5, Ascii.trimBlanks(text, 0, text.length));
        assertEquals(2, Ascii.skipBlanks(text, 0, 2));
        assertEquals(0, Ascii.trimBlanks(text, 0, 2));
    }
}
