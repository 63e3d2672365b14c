package dev.hiper.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextCursorTest {

    @Test
    void readsPartByPart() {
        TextCursor in = new TextCursor("  ma = \"3600\"; x");
        in.skipBlanks();
        assertEquals("ma ", in.takeUntil("="));
        assertTrue(in.take('='));
        in.skipBlanks();
        assertTrue(in.take('"'));
        assertEquals(3600, in.takeNumber(Long.MAX_VALUE));
        assertTrue(in.take('"'));
        assertEquals(';', in.take());
        in.skipBlanks();
        assertEquals("x", in.takeLetters(5));
        assertTrue(in.atEnd());
        assertEquals(TextCursor.END, in.take());
        assertFalse(in.take(TextCursor.END));
    }

    @Test
    void whatDoesNotMatchMovesNothing() {
        TextCursor in = new TextCursor("abcdef=1");
        assertEquals("", in.takeUntil("=", 5));
        assertFalse(in.takeIgnoreCase("abd"));
        assertEquals(Ascii.MALFORMED, in.takeNumber(9));
        assertEquals(0, in.position());
        assertEquals("abcdef", in.takeUntil("=", 6));
    }

    @Test
    void wordsMatchInAnyCase() {
        TextCursor in = new TextCursor("Max-AGE=1");
        assertTrue(in.takeIgnoreCase("max-age"));
        assertEquals('=', in.peek());
        assertEquals('E', in.peek(-1));
        assertEquals('1', in.peek(1));
    }

    @Test
    void numbersStopAtTheirBound() {
        assertEquals(1, new TextCursor("1").takeNumber(1));
        assertEquals(Ascii.OVERFLOW, new TextCursor("2").takeNumber(1));
        assertEquals(0, new TextCursor("000").takeNumber(0));
        assertEquals(65_535, new TextCursor("065535").takeNumber(65_535));
        assertEquals(Ascii.OVERFLOW, new TextCursor("65536").takeNumber(65_535));
        assertEquals(Long.MAX_VALUE, new TextCursor("9223372036854775807").takeNumber(Long.MAX_VALUE));
        assertEquals(Ascii.OVERFLOW, new TextCursor("9223372036854775808").takeNumber(Long.MAX_VALUE));
        assertEquals(Ascii.MALFORMED, new TextCursor("-1").takeNumber(9));
    }

    @Test
    void aNulEndsTheText() {
        TextCursor in = new TextCursor("ab\u0000cd");
        assertEquals("ab", in.takeUntil(";"));
        assertTrue(in.atEnd());
    }
}
