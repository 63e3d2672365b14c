package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BodyFileTest {
    @Test
    void nameIsTheLastSegmentOfThePath() {
        assertEquals("b.html", BodyFile.name("http://host/a/b.html?c/d#e/f"));
        assertEquals("b", BodyFile.name("host/a/b"));
        assertEquals("index", BodyFile.name("http://host/"));
        assertEquals("index", BodyFile.name("http://host?a/b"));
        assertEquals("index", BodyFile.name("host"));
    }

    @Test
    void nameIsHarmless() {
        assertEquals("__..___", BodyFile.name("http://host/\\$..%* "));
        assertEquals("_2e_2e_2fetc", BodyFile.name("http://host/%2e%2e%2fetc"));
        assertEquals(80, BodyFile.name("http://host/" + "a".repeat(300)).length());
    }
}
