package dev.hiper.examples.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where URLs come from: standard input, a file, or a FIFO, which is removed in the end if it was made here. */
final class UrlSource implements AutoCloseable {
    /** Bits of a file's mode, as stat() gives it. */
    private static final int FILE_TYPE = 0xf000;

    private static final int FIFO = 0x1000;

    private final LineReader lines;
    private final @Nullable Path made;

    private UrlSource(InputStream in, @Nullable Path made) {
        this.lines = new LineReader(in);
        this.made = made;
    }

    static UrlSource open(String name, InputStream standardInput, Report report) throws IOException {
        if (name.equals(FetcherOptions.STANDARD_INPUT)) {
            return new UrlSource(standardInput, null);
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a directory, not a FIFO or a file");
        }
        boolean make = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (make) {
            makeFifo(path);
        } else if (!isFifo(path)) {
            return new UrlSource(Files.newInputStream(path), null);
        }
        UrlSource source = new UrlSource(new FifoInput(path), make ? path : null);
        report.say("Reading URLs from " + path + " until Ctrl-C; for example: echo http://localhost/ > " + path);
        return source;
    }

    /** The pipes that have a name below /dev, such as that of a shell's process substitution, end with their writer. */
    private static boolean isFifo(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        return (mode & FILE_TYPE) == FIFO && !path.startsWith("/dev");
    }

    /** Java cannot make one. Only this user may write to it: who can, makes this program send requests. */
    private static void makeFifo(Path path) throws IOException {
        try {
            Process process = new ProcessBuilder("mkfifo", "-m", "600", "--", path.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException("cannot make a FIFO: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the FIFO " + path, e);
        }
    }

    /** The next line; null at the end. Blocks, and cannot be interrupted: to be called on a daemon thread. */
    @Nullable
    Line next() throws IOException {
        return lines.next();
    }

    /** Does not close the stream: a thread that still reads it would block the closing. */
    @Override
    public void close() throws IOException {
        if (made != null) {
            Files.deleteIfExists(made);
        }
    }
}
