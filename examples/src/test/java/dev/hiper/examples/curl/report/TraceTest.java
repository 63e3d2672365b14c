package dev.hiper.examples.curl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hiper.Easy;
import dev.hiper.InfoType;
import dev.hiper.examples.curl.report.Trace.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class TraceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TraceOptions options = new TraceOptions();
    private final Easy easy = Easy.create();

    @Test
    void asciiRowsEndAtLineEnds() {
        Trace trace = trace(Shape.ASCII);
        show(trace, InfoType.HEADER_OUT, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(
                "=> Send header, 27 bytes (0x1b)\n0000: GET / HTTP/1.1\n0010: Host: a\n0019: \n", Transfers.text(out));
    }

    @Test
    void asciiRowsHoldSixtyFourCharacters() {
        String row = "0123456789abcdef".repeat(4);
        show(trace(Shape.ASCII), InfoType.DATA_IN, row + "x\n\u00ff");
        assertEquals("<= Recv data, 67 bytes (0x43)\n0000: " + row + "\n0040: x..\n", Transfers.text(out));
    }

    @Test
    void lineEndBehindAFullRowMakesNoEmptyRow() {
        String row = "0123456789abcdef".repeat(4);
        show(trace(Shape.ASCII), InfoType.HEADER_IN, row + "\r\n");
        assertEquals("<= Recv header, 66 bytes (0x42)\n0000: " + row + "\n", Transfers.text(out));
    }

    @Test
    void hexRowsShowOctetsAndCharacters() {
        show(trace(Shape.HEX), InfoType.DATA_OUT, "0123456789abcdef\r\nz");
        assertEquals(
                """
                => Send data, 19 bytes (0x13)
                0000: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66 0123456789abcdef
                0010: 0d 0a 7a                                        ..z
                """,
                Transfers.text(out));
    }

    @Test
    void remarksAreOneLine() {
        show(trace(Shape.HEX), InfoType.TEXT, "Connected\n");
        assertEquals("== Info: Connected\n", Transfers.text(out));
    }

    @Test
    void verboseMarksLines() {
        Trace trace = trace(Shape.VERBOSE);
        show(trace, InfoType.TEXT, "Connected\n");
        show(trace, InfoType.HEADER_OUT, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        show(trace, InfoType.HEADER_IN, "HTTP/1.1 200 OK\r\n");
        assertEquals("* Connected\n> GET / HTTP/1.1\r\n> Host: a\r\n> \r\n< HTTP/1.1 200 OK\r\n", Transfers.text(out));
    }

    @Test
    void verboseShowsTheFirstSizeOfABodyOnly() {
        Trace trace = trace(Shape.VERBOSE);
        show(trace, InfoType.DATA_OUT, "abc");
        show(trace, InfoType.DATA_OUT, "de");
        show(trace, InfoType.TEXT, "x\n");
        show(trace, InfoType.DATA_IN, "hello");
        assertEquals("} [3 bytes data]\n* x\n{ [5 bytes data]\n", Transfers.text(out));
    }

    @Test
    void verboseHidesSizesOnASharedTerminal() {
        show(new Trace(Shape.VERBOSE, out, options, () -> 0, true), InfoType.DATA_IN, "hello");
        assertEquals("", Transfers.text(out));
    }

    @Test
    void brokenLinesGoOnWithoutAMark() {
        Trace trace = trace(Shape.VERBOSE);
        show(trace, InfoType.HEADER_IN, "X: a");
        show(trace, InfoType.HEADER_IN, "b\r\n");
        assertEquals("< X: ab\r\n", Transfers.text(out));
    }

    @Test
    void timesAndNumbersStandInFront() {
        long offset = TimeZone.getDefault().getOffset(0) * 1000L;
        options.configure("ids,time");
        long time = (13 * 3600 + 2 * 60 + 3) * 1_000_000L + 45 - offset;
        show(new Trace(Shape.ASCII, out, options, () -> time, false), InfoType.TEXT, "x\n");
        assertEquals("13:02:03.000045 [x-x] == Info: x\n", Transfers.text(out));
    }

    @Test
    void componentsSwitchOnAndOff() {
        options.configure("all,-ids http");
        show(new Trace(Shape.VERBOSE, out, options, () -> 0, false), InfoType.TEXT, "x\n");
        assertEquals(1, Transfers.text(out).split(" \\* x\n", -1)[0].split(" ").length, "a time and nothing else");
    }

    @Test
    void everySizeIsDumpedWhole() {
        for (int size = 0; size < 200; size++) {
            out.reset();
            show(trace(Shape.ASCII), InfoType.DATA_IN, "x".repeat(size));
            String rows = Transfers.text(out).replaceAll("^.*\n|(?m)^[0-9a-f]{4}: |\n", "");
            assertEquals(size, rows.length());
        }
    }

    private Trace trace(Shape shape) {
        return new Trace(shape, out, options, () -> 0, false);
    }

    private void show(Trace trace, InfoType kind, String octets) {
        trace.onDebug(
                easy,
                kind,
                ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)).asReadOnlyBuffer());
    }
}
