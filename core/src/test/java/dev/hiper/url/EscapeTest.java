package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscapeTest {
    @Test
    void unreservedCharactersStay() {
        String unreserved = "ABCXYZabcxyz0123456789-._~";
        assertEquals(unreserved, Escape.escape(unreserved));
    }

    @Test
    void everythingElseIsEncodedInUpperCase() {
        assertEquals("%20%2F%3F%3D%26%25%2B%2A%0A%7F", Escape.escape(" /?=&%+*\n\u007f"));
        assertEquals("%C3%A5", Escape.escape("\u00e5"));
        assertEquals("%00%FF%80a", Escape.escape(new byte[] {0, (byte) 0xff, (byte) 0x80, 'a'}));
    }

    @Test
    void onlyCompleteTripletsAreDecoded() {
        assertEquals("a b", text("a%20b"));
        assertEquals("/a", text("%2f%61"));
        assertEquals("100%", text("100%"));
        assertEquals("%2", text("%2"));
        assertEquals("%zz%2x", text("%zz%2x"));
        assertEquals("%%", text("%%25"));
        assertEquals("a+b", text("a+b"));
        assertEquals("\u00e5", text("\u00e5"));
    }

    @Test
    void everyByteSurvivesBothWays() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, Escape.unescape(Escape.escape(all)));
    }

    private static String text(String escaped) {
        return new String(Escape.unescape(escaped), StandardCharsets.UTF_8);
    }
}
