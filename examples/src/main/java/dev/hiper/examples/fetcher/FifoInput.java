package dev.hiper.examples.fetcher;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a FIFO that many writers open and close, one after the other or at once. It has no end.
 *
 * <p>When the last writer closes, a FIFO is at its end until the next one opens it. Opening it again at that moment
 * would lose what a fast writer left in between. Instead it is never closed; while there is no writer, the
 * reader is one itself, which makes reading wait.
 */
final class FifoInput extends InputStream {
    private final Path path;
    private final FileInputStream in;
    private @Nullable RandomAccessFile ownWriter;
    private boolean lineBegun;

    FifoInput(Path path) throws IOException {
        this.path = path;
        // First the writer: opening to read would wait for one.
        this.ownWriter = new RandomAccessFile(path.toFile(), "rw");
        this.in = new FileInputStream(path.toFile());
    }

    /** Never -1. What a writer leaves unfinished when it closes gets its line end here. */
    @Override
    public int read(byte[] destination, int offset, int length) throws IOException {
        while (true) {
            int count = in.read(destination, offset, length);
            if (count > 0) {
                closeOwnWriter();
                lineBegun = destination[offset + count - 1] != '\n';
                return count;
            }
            ownWriter = new RandomAccessFile(path.toFile(), "rw");
            if (lineBegun) {
                lineBegun = false;
                destination[offset] = '\n';
                return 1;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        closeOwnWriter();
        in.close();
    }

    private void closeOwnWriter() throws IOException {
        RandomAccessFile writer = ownWriter;
        ownWriter = null;
        if (writer != null) {
            writer.close();
        }
    }
}
