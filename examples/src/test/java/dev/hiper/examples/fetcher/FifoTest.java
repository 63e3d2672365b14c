package dev.hiper.examples.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hiper.examples.ChildJvm;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, fed through a FIFO and ended by a signal. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FifoTest {
    @TempDir
    private Path directory;

    private Path fifo;
    private Origin origin;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(exists("mkfifo"), "there is no mkfifo on this system");
        fifo = directory.resolve("fifo");
        origin = new Origin();
    }

    @AfterEach
    void cleanUp() {
        processes.forEach(Process::destroyForcibly);
        if (origin != null) {
            origin.close();
        }
    }

    @Test
    void fifoIsMadeServesWriterAfterWriterAndIsRemovedInTheEnd() throws Exception {
        Process fetcher = start(fifo.toString());
        BufferedReader said = reader(fetcher.getErrorStream());
        assertTrue(said.readLine().startsWith("Reading URLs from " + fifo), "where to write to is said");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo)));

        BufferedReader lines = reader(fetcher.getInputStream());
        write(origin.url("/first") + "\n");
        assertTrue(lines.readLine().endsWith(origin.url("/first")));
        write("# a writer without a line end\n" + origin.url("/second"));
        assertTrue(lines.readLine().endsWith(origin.url("/second")));
        write(origin.url("/third") + "\n");
        assertTrue(lines.readLine().endsWith(origin.url("/third")));

        terminate(fetcher);
        assertTrue(said.lines().anyMatch(line -> line.startsWith("3 done, 0 failed, ")));
        assertEquals(0, fetcher.waitFor());
        assertFalse(Files.exists(fifo));
    }

    @Test
    void transfersThatDoNotEndSoonAfterASignalAreCancelled() throws Exception {
        Process fetcher = start(fifo.toString());
        BufferedReader said = reader(fetcher.getErrorStream());
        said.readLine();
        write(origin.url("/held") + "\n");
        origin.awaitHolding();

        terminate(fetcher);
        assertEquals("Stopping. Transfers that still run: 1; they are cancelled in 2 s.", said.readLine());
        String line = reader(fetcher.getInputStream()).readLine();
        assertTrue(line.startsWith("failed line 1: " + origin.url("/held") + "  ABORTED_BY_CALLBACK (42): "), line);
        assertTrue(said.readLine().startsWith("0 done, 1 failed, "));
        assertEquals(1, fetcher.waitFor());
    }

    @Test
    void transfersThatEndSoonAfterASignalCount() throws Exception {
        Process fetcher = start(fifo.toString());
        BufferedReader said = reader(fetcher.getErrorStream());
        said.readLine();
        write(origin.url("/held") + "\n");
        origin.awaitHolding();

        terminate(fetcher);
        assertTrue(said.readLine().startsWith("Stopping. Transfers that still run: 1; "));
        origin.release();
        assertTrue(said.readLine().startsWith("1 done, 0 failed, "));
        assertEquals(0, fetcher.waitFor());
    }

    @Test
    void fifoThatWasThereStaysThere() throws Exception {
        mkfifo();
        Process fetcher = start(fifo.toString());
        reader(fetcher.getErrorStream()).readLine();
        terminate(fetcher);
        assertEquals(0, fetcher.waitFor());
        assertTrue(Files.exists(fifo));
    }

    @Test
    void fifoThatCannotBeMadeIsAnError() throws Exception {
        Process fetcher = start(directory.resolve("missing/fifo").toString());
        String said = reader(fetcher.getErrorStream()).lines().collect(Collectors.joining());
        assertTrue(said.startsWith("fetcher: cannot make a FIFO: "), said);
        assertEquals(1, fetcher.waitFor());
    }

    @Test
    void signalWithNothingToDoIsACleanEnd() throws Exception {
        Process fetcher = start(fifo.toString());
        BufferedReader said = reader(fetcher.getErrorStream());
        said.readLine();
        terminate(fetcher);
        assertTrue(said.readLine().startsWith("0 done, 0 failed, "));
        assertEquals(0, fetcher.waitFor());
        assertFalse(Files.exists(fifo));
    }

    @Test
    void pipeWithoutAFileEndsWithItsWriter() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/stdin")), "there is no /dev/stdin on this system");
        Process fetcher = start("/dev/stdin");
        try (OutputStream input = fetcher.getOutputStream()) {
            input.write(origin.url("/a").getBytes(StandardCharsets.US_ASCII));
        }
        assertTrue(reader(fetcher.getInputStream()).readLine().endsWith(origin.url("/a")));
        assertEquals(0, fetcher.waitFor());
    }

    @Test
    void selectorLoopServesWhereThereIsNoEpoll() throws Exception {
        Process fetcher = start("-Dio.netty.transport.noNative=true", "-");
        try (OutputStream input = fetcher.getOutputStream()) {
            input.write((origin.url("/a") + "\n" + Origin.refusedUrl()).getBytes(StandardCharsets.US_ASCII));
        }
        String lines = reader(fetcher.getInputStream()).lines().collect(Collectors.joining("\n"));
        assertTrue(lines.contains(origin.url("/a")), lines);
        assertTrue(lines.contains("COULDNT_CONNECT (7)"), lines);
        assertEquals(1, fetcher.waitFor());
    }

    @Test
    void whatAFastWriterLeftBeforeItWasReadIsNotLost() throws Exception {
        mkfifo();
        try (FifoInput input = new FifoInput(fifo)) {
            byte[] bytes = new byte[100];
            write("one");
            assertEquals("one", text(bytes, input.read(bytes, 0, bytes.length)));
            // Nobody writes any more; the line is ended for whoever came next.
            assertEquals("\n", text(bytes, input.read(bytes, 0, bytes.length)));
            write("two\n");
            assertEquals("two\n", text(bytes, input.read(bytes, 0, bytes.length)));
            write("three\n");
            write("four\n");
            assertEquals("three\nfour\n", text(bytes, input.read(bytes, 0, bytes.length)));
        }
    }

    /** JVM options first, then arguments. */
    private Process start(String... words) throws IOException {
        List<String> command = ChildJvm.command();
        List<String> arguments = List.of(words);
        arguments.stream().filter(word -> word.startsWith("-D")).forEach(command::add);
        command.add(FetcherMain.class.getName());
        arguments.stream().filter(word -> !word.startsWith("-D")).forEach(command::add);
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    /** Unlike its own destroy(), this leaves what it said readable. */
    private static void terminate(Process process) {
        assertTrue(process.toHandle().destroy());
    }

    /** One writer's life: open, write, close. */
    private void write(String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(fifo.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void mkfifo() throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    }

    private static boolean exists(String command) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }
}
