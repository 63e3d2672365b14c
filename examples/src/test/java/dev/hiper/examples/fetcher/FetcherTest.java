package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program inside of this process, fed by its standard input, over the loopback interface. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FetcherTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private Origin origin;

    @BeforeEach
    void startOrigin() throws IOException {
        origin = new Origin();
    }

    @AfterEach
    void stopOrigin() {
        origin.close();
    }

    @Test
    void eachUrlFromStandardInputGetsALineAndTheEndASummary() {
        assertEquals(0, run(origin.url("/a") + "\n" + origin.url("/bcd") + "\n", "-"));
        assertLine("200 +2 bytes +\\d+\\.\\d{3} s  " + origin.url("/a"));
        assertLine("200 +4 bytes +\\d+\\.\\d{3} s  " + origin.url("/bcd"));
        assertEquals(2, lines(out).size());
        assertTrue(text(err).startsWith("2 done, 0 failed, 6 bytes in "), text(err));
    }

    @Test
    void noUrlsAtAllAreNoFailure() {
        assertEquals(0, run("\n# nothing today\n", "-"));
        assertTrue(text(err).startsWith("0 done, 0 failed, 0 bytes in "), text(err));
    }

    @Test
    void badLinesGiveOneErrorEachAndTheRestGoesOn() {
        String nul = "http://a\0b/";
        assertEquals(1, run("http://exa mple/\n# fine\n" + nul + "\n" + origin.url("/x"), "-"));
        assertLine("failed line 1: http://exa mple/  URL_MALFORMAT \\(3\\): .+");
        assertLine("failed line 3: http://a\\?b/  URL_MALFORMAT \\(3\\): .+");
        assertLine("200 .*" + origin.url("/x"));
        assertEquals(3, lines(out).size());
        assertTrue(text(err).startsWith("1 done, 2 failed, "), text(err));
    }

    @Test
    void refusedConnectionIsReportedWithNameAndNumberOfTheResult() throws IOException {
        String refused = Origin.refusedUrl();
        assertEquals(1, run(refused + "\n" + origin.url("/x"), "-"));
        assertLine("failed line 1: " + refused + "  COULDNT_CONNECT \\(7\\): .*refused.*");
        assertLine("200 .*" + origin.url("/x"));
    }

    @Test
    void asManyTransfersRunAsAllowedAndNeverMore() {
        origin.expectTogether(8);
        String urls = IntStream.range(0, 200)
                .mapToObj(i -> origin.url("/together/" + i))
                .collect(Collectors.joining("\n"));
        assertEquals(0, run(urls, "-", "--parallel", "8"), text(out));
        assertEquals(8, origin.mostRunning());
        assertEquals(
                200, lines(out).stream().filter(line -> line.startsWith("200")).count());
    }

    @Test
    void linesAreReadOnlyWhenThereIsRoomForThem() {
        LineByLine input = new LineByLine(origin, 60);
        assertEquals(0, run(input, "-", "--parallel", "3"));
        assertEquals(60, lines(out).size());
        // One more than allowed: the line whose turn is next.
        assertTrue(input.mostAhead <= 4, "lines ahead of the answers: " + input.mostAhead);
    }

    @Test
    void connectionsToOneHostAreLimited() {
        origin.expectTogether(2);
        String urls = IntStream.range(0, 20)
                .mapToObj(i -> origin.url("/together/" + i))
                .collect(Collectors.joining("\n"));
        assertEquals(0, run(urls, "-", "--parallel", "10", "--max-host", "2"));
        assertEquals(2, origin.mostRunning());
    }

    @Test
    void transferThatTakesTooLongEndsWithATimeout() {
        assertEquals(1, run(origin.url("/held"), "-", "--timeout", "0.3"));
        assertLine("failed line 1: " + origin.url("/held") + "  OPERATION_TIMEDOUT \\(28\\): .+");
    }

    @Test
    void bodiesAreKeptUnderTheNumberOfTheirLine() throws IOException {
        Path bodies = directory.resolve("made/here");
        String urls = "# first\n" + origin.url("/a/b?c=d") + "\n" + origin.url("/");
        assertEquals(0, run(urls, "-", "--output", bodies.toString()));
        assertEquals("/a/b", Files.readString(bodies.resolve("000002-b")));
        assertEquals("/", Files.readString(bodies.resolve("000003-index")));
        assertEquals(2, count(bodies));
    }

    @Test
    void failedTransferLeavesNoFile() throws IOException {
        String urls = origin.url("/missing") + "\n" + Origin.refusedUrl();
        assertEquals(1, run(urls, "-", "--fail", "--output", directory.toString()));
        assertLine("failed line 1: .*  HTTP_RETURNED_ERROR \\(22\\): .*404.*");
        assertEquals(0, count(directory));
    }

    @Test
    void fileThatCannotBeWrittenFailsItsTransferAndSaysWhy() throws IOException {
        Files.createDirectory(directory.resolve("000001-a.part"));
        assertEquals(1, run(origin.url("/a"), "-", "--output", directory.toString()));
        assertLine("failed line 1: " + origin.url("/a") + "  WRITE_ERROR \\(23\\): .*000001-a.part.*");
    }

    @Test
    void bodyThatCannotGetItsNameFailsItsTransferAndLeavesNothing() throws IOException {
        Files.createDirectories(directory.resolve("000001-a/taken"));
        assertEquals(1, run(origin.url("/a"), "-", "--output", directory.toString()));
        assertLine("failed line 1: " + origin.url("/a") + "  WRITE_ERROR \\(23\\): .*000001-a.*");
        assertEquals(1, count(directory));
    }

    @Test
    void errorStatusIsNoFailureUnlessAskedFor() {
        assertEquals(0, run(origin.url("/missing"), "-"));
        assertLine("404 .*" + origin.url("/missing"));
    }

    @Test
    void quietPrintsFailuresOnly() throws IOException {
        assertEquals(1, run(origin.url("/a") + "\n" + Origin.refusedUrl(), "-", "--quiet"));
        assertEquals(1, lines(out).size());
        assertLine("failed line 2: .*");
    }

    @Test
    void liveLineTellsWhatIsRunning() {
        OutputStream screen = new OutputStream() {
            @Override
            public void write(int b) {
                err.write(b);
                if (text(err).contains("1 running, 0 done, 0 failed, ")) {
                    origin.release();
                }
            }
        };
        int status = FetcherMain.run(
                new String[] {"-", "--progress"}, stream(origin.url("/held")), print(out), print(screen));
        assertEquals(0, status);
        assertLine("200 .*" + origin.url("/held"));
    }

    @Test
    void urlsComeFromAFile() throws IOException {
        Path list = Files.writeString(directory.resolve("list"), origin.url("/a"));
        assertEquals(0, run("", list.toString()));
        assertLine("200 .*" + origin.url("/a"));
        assertTrue(Files.exists(list));
    }

    @Test
    void sourceThatIsADirectoryIsAnError() {
        assertEquals(1, run("", directory.toString()));
        assertTrue(text(err).contains("is a directory"), text(err));
    }

    @Test
    void inputThatBreaksIsReportedWhenTheRestIsDone() {
        InputStream broken = new InputStream() {
            private final InputStream begin = stream(origin.url("/a") + "\n");

            @Override
            public int read(byte[] destination, int offset, int length) throws IOException {
                int count = begin.read(destination, offset, length);
                if (count < 0) {
                    throw new IOException("the tape broke");
                }
                return count;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }
        };
        assertEquals(1, run(broken, "-"));
        assertTrue(text(err).contains("reading URLs failed: the tape broke"), text(err));
        assertFalse(text(err).contains("Exception"), text(err));
    }

    @Test
    void wrongUsageIsExplainedAndHelpIsPrinted() {
        assertEquals(2, run("", "--parallel", "none"));
        assertTrue(text(err).startsWith("fetcher: --parallel needs a number from 1 "), text(err));
        assertEquals(0, run("", "--help"));
        assertTrue(text(out).startsWith("Usage: fetcher "));
    }

    private int run(String input, String... args) {
        return run(stream(input), args);
    }

    private int run(InputStream input, String... args) {
        return FetcherMain.run(args, input, print(out), print(err));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return text(stream).lines().toList();
    }

    private void assertLine(String pattern) {
        assertTrue(lines(out).stream().anyMatch(line -> line.matches(pattern)), () -> pattern + " in\n" + out);
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    /** Gives one line per read, and notes how far that is ahead of the answers. */
    private static final class LineByLine extends InputStream {
        private final Origin origin;
        private final int count;
        private int given;
        private int mostAhead;

        LineByLine(Origin origin, int count) {
            this.origin = origin;
            this.count = count;
        }

        @Override
        public int read(byte[] destination, int offset, int length) {
            if (given == count) {
                return -1;
            }
            given++;
            mostAhead = Math.max(mostAhead, given - origin.answered());
            byte[] line = (origin.url("/line") + "\n").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(line, 0, destination, offset, line.length);
            return line.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }
}
