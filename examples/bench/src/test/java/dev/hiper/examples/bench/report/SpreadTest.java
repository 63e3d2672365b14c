package dev.hiper.examples.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void medianOfAnOddNumberIsTheOneInTheMiddle() {
        assertEquals(new Spread(2, 1, 9), Spread.of(DoubleStream.of(9, 1, 2)));
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertEquals(new Spread(2.5, 1, 9), Spread.of(DoubleStream.of(9, 3, 1, 2)));
    }

    @Test
    void oneValueIsMedianAndBothEnds() {
        assertEquals(new Spread(7, 7, 7), Spread.of(DoubleStream.of(7)));
    }

    @Test
    void nothingHasNoMedian() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(DoubleStream.empty()));
    }

    @Test
    void endsAreShownWhereTheyDiffer() {
        assertEquals("12.0 (11.0-130)", new Spread(12, 11, 130).text());
        assertEquals("12.0", new Spread(12, 12, 12).text());
        assertEquals("12.0", new Spread(12.01, 12.0, 12.02).text());
    }

    @Test
    void threeDigitsCountOrAllBeforeThePoint() {
        assertEquals("0.00", Figure.text(0));
        assertEquals("1.23", Figure.text(1.234));
        assertEquals("9.99", Figure.text(9.994));
        assertEquals("10.0", Figure.text(9.996));
        assertEquals("99.9", Figure.text(99.94));
        assertEquals("100", Figure.text(99.96));
        assertEquals("1234567", Figure.text(1_234_567.4));
    }

    @Test
    void optionsAreShownAsTheyWereTyped() {
        assertEquals("10", Figure.plain(10));
        assertEquals("0.5", Figure.plain(0.5));
    }
}
