package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesAreNumberedAndStrippedWhateverPiecesTheyComeIn() throws IOException {
        String text = "one\n\r\n  # comment\n\t two \r\n\nthree";
        for (int size = 1; size <= text.length(); size++) {
            assertEquals(
                    List.of("1 one", "4 two", "6 three"), read(pieces(text.getBytes(StandardCharsets.UTF_8), size)));
        }
    }

    @Test
    void emptyInputHasNoLines() throws IOException {
        assertEquals(List.of(), read(pieces(new byte[0], 1)));
    }

    @Test
    void longestLineIsTakenAndALongerOneRefusedWithoutHarmToTheNext() throws IOException {
        String longest = "x".repeat(LineReader.MAX_LINE_BYTES);
        LineReader reader = new LineReader(stream(longest + "\n" + longest + "y\nnext\n"));
        assertEquals(new Line(1, longest, null), reader.next());
        Line refused = reader.next();
        assertNotNull(refused);
        assertEquals("x".repeat(60) + "...", refused.text());
        assertEquals("the line is longer than 65536 bytes", refused.problem());
        assertEquals(new Line(3, "next", null), reader.next());
        assertNull(reader.next());
    }

    @Test
    void lineThatIsNotUtf8IsRefusedWithoutHarmToTheNext() throws IOException {
        byte[] bytes = "a?b\nnext\n".getBytes(StandardCharsets.UTF_8);
        bytes[1] = (byte) 0xff;
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes));
        assertEquals(new Line(1, "a\ufffdb", "the line is not UTF-8"), reader.next());
        assertEquals(new Line(2, "next", null), reader.next());
    }

    private static List<String> read(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            assertNull(line.problem());
            lines.add(line.number() + " " + line.text());
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream pieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] destination, int offset, int length) {
                return super.read(destination, offset, Math.min(length, size));
            }
        };
    }
}
