package dev.hiper.internal.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {
    private final ResponseHead head = new ResponseHead();

    private void field(String name, String value) {
        int start = head.size();
        byte[] bytes = (name + value).getBytes(StandardCharsets.ISO_8859_1);
        head.append(bytes, 0, bytes.length);
        int nameEnd = start + name.length();
        head.addField(start, nameEnd, nameEnd, head.size());
    }

    /** A mark that does not fit its name would hide the field; one that many names share only costs a look. */
    @Test
    void findsEveryKnownNameWhateverItsCaseAndNeverTakesAnotherForIt() throws IllegalAccessException {
        List<FieldName> names = new ArrayList<>();
        for (Field constant : FieldName.class.getFields()) {
            names.add((FieldName) constant.get(null));
        }
        assertTrue(names.size() > 20);
        for (FieldName name : names) {
            head.reset();
            head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
            field("X", "other");
            field(name.text().toUpperCase(Locale.ROOT), "upper");
            field(name.text().toLowerCase(Locale.ROOT), "lower");
            assertEquals(1, head.find(name), name.text());
            assertEquals(2, head.findNext(name, 1), name.text());
            for (FieldName other : names) {
                assertEquals(other == name, head.has(other), name.text() + " and " + other.text());
            }
        }
    }

    @Test
    void findsFieldsOfTheCurrentHeadInAnyCase() {
        head.startResponse(HttpVersion.HTTP_1_1, 103, 0, 0);
        field("Link", "early");
        assertTrue(head.isInterim());
        assertEquals("early", head.value(FieldName.of("link")));
        head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
        field("SET-cookie", "a");
        field("X", "b");
        field("Set-Cookie", "\u00fc");
        head.startTrailers();
        field("X-Trailer", "t");

        assertFalse(head.isInterim());
        assertNull(head.value(FieldName.of("link")));
        assertFalse(head.has(FieldName.of("x-trailer")));
        int first = head.find(FieldName.SET_COOKIE);
        int second = head.findNext(FieldName.SET_COOKIE, first);
        assertEquals("a", head.value(first));
        assertEquals("\u00fc", head.value(second));
        assertEquals(-1, head.findNext(FieldName.SET_COOKIE, second));
        assertEquals("SET-cookie", head.name(first));
        assertEquals(5, head.fieldCount());
        assertEquals(FieldOrigin.INTERIM, head.origin(0));
        assertEquals(FieldOrigin.HEADER, head.origin(1));
        assertEquals(FieldOrigin.TRAILER, head.origin(4));
        assertThrows(IndexOutOfBoundsException.class, () -> head.value(5));
    }

    @Test
    void removesFieldsOfTheCurrentHeadOnly() {
        head.startResponse(HttpVersion.HTTP_1_1, 103, 0, 0);
        field("A", "0");
        head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
        field("A", "1");
        field("B", "2");
        field("A", "3");
        head.startTrailers();
        field("A", "4");
        head.remove(FieldName.of("A"));
        assertEquals(3, head.fieldCount());
        assertEquals("0", head.value(0));
        assertEquals("2", head.value(1));
        assertEquals("4", head.value(2));
        assertFalse(head.has(FieldName.of("A")));
        assertEquals("2", head.value(FieldName.of("B")));
    }

    @Test
    void findsMembersOfLists() {
        head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
        field("Connection", "Upgrade , ,x");
        field("Connection", "close");
        for (String member : new String[] {"upgrade", "x", "close"}) {
            assertTrue(head.hasMember(FieldName.CONNECTION, member.getBytes(StandardCharsets.US_ASCII)), member);
        }
        assertFalse(head.hasMember(FieldName.CONNECTION, "clo".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(head.hasMember(FieldName.UPGRADE, "x".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void growsAndStartsAgain() {
        head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
        for (int i = 0; i < 1000; i++) {
            field("Name-" + i, "value-" + i + "x".repeat(100));
        }
        assertEquals("value-999" + "x".repeat(100), head.value(FieldName.of("name-999")));
        assertEquals("value-0" + "x".repeat(100), head.value(FieldName.of("name-0")));
        head.reset();
        assertEquals(0, head.fieldCount());
        assertEquals(0, head.size());
        assertEquals(0, head.status());
        field("A", "b");
        assertEquals("b", head.value(FieldName.of("a")));
    }

    @Test
    void tellsNoValue() {
        head.startResponse(HttpVersion.HTTP_1_1, 200, 0, 0);
        field("Set-Cookie", "secret");
        assertEquals("HTTP/1.1 200, 1 fields", head.toString());
    }

    @Test
    void aFieldNameIsAToken() {
        assertThrows(IllegalArgumentException.class, () -> FieldName.of("a b"));
        assertTrue(FieldName.KEEP_ALIVE.matches("keep-ALIVE"));
        assertFalse(FieldName.KEEP_ALIVE.matches("\u212aeep-Alive"), "Kelvin is no K");
        assertFalse(FieldName.KEEP_ALIVE.matches("keep"));
    }
}
