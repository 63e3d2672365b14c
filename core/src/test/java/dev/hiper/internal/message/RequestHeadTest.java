package dev.hiper.internal.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RequestHeadTest {
    private final RequestHead head = new RequestHead();

    @Test
    void keepsFieldsInTheOrderAdded() {
        head.add("B", "1").add(FieldName.ACCEPT, "2").add("b", "3");
        assertEquals(3, head.fieldCount());
        assertEquals("b", head.name(2));
        assertEquals("3", head.value(2));
        assertEquals(0, head.find(FieldName.of("b")));
        assertTrue(head.has(FieldName.ACCEPT));
    }

    @Test
    void removesAllFieldsOfAName() {
        head.add("X", "1").add("Y", "2").add("x", "3").remove(FieldName.of("X"));
        assertEquals(1, head.fieldCount());
        assertEquals("Y", head.name(0));
        assertFalse(head.has(FieldName.of("x")));
    }

    @Test
    void isAnEmptyGetAfterAReset() {
        head.method("PUT").target("/x").host("h").version(HttpVersion.HTTP_1_0).add("X", "secret");
        assertEquals("RequestHead[1 fields]", head.toString());
        head.reset();
        assertEquals("GET", head.method());
        assertEquals("/", head.target());
        assertEquals(HttpVersion.HTTP_1_1, head.version());
        assertNull(head.host());
        assertEquals(0, head.fieldCount());
    }
}
