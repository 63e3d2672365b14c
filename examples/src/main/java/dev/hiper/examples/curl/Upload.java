package dev.hiper.examples.curl;

import dev.hiper.Easy;
import dev.hiper.ReadCallback;
import dev.hiper.SeekCallback;
import dev.hiper.SeekResult;
import dev.hiper.examples.curl.os.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** What is uploaded: a file, or standard input. Files can be sent again from any place, and so can input from a file. */
final class Upload implements ReadCallback, SeekCallback, AutoCloseable {
    private static final int PIECE = 65_536;

    private final StandardInput stdin;
    private final @Nullable FileChannel file;
    private final byte[] buffer;
    private final long start;

    private Upload(StandardInput stdin, @Nullable FileChannel file) {
        this.stdin = stdin;
        this.file = file;
        this.buffer = new byte[file == null ? PIECE : 0];
        this.start = file == null ? stdin.position() : 0;
    }

    /** Whether a name stands for standard input. */
    static boolean isStdin(String name) {
        return name.equals("-") || name.equals(".");
    }

    /** Opens a source. */
    static Upload open(String name, StandardInput stdin) throws IOException {
        if (isStdin(name)) {
            return new Upload(stdin, null);
        }
        try {
            return new Upload(stdin, FileChannel.open(Octets.path(name), StandardOpenOption.READ));
        } catch (InvalidPathException cannotBe) {
            throw new IOException(cannotBe);
        }
    }

    /** How many octets there are; -1 if not known. */
    long size() throws IOException {
        return file == null ? -1 : file.size();
    }

    @Override
    public int onRead(Easy easy, ByteBuffer destination) {
        try {
            if (file != null) {
                return Math.max(file.read(destination), 0);
            }
            int count = stdin.read(buffer, 0, Math.min(buffer.length, destination.remaining()));
            if (count > 0) {
                destination.put(buffer, 0, count);
            }
            return Math.max(count, 0);
        } catch (IOException unreadable) {
            return ReadCallback.ABORT;
        }
    }

    @Override
    public SeekResult onSeek(Easy easy, long offset) {
        try {
            if (file != null) {
                file.position(offset);
            } else if (start >= 0) {
                stdin.seek(start + offset);
            } else {
                return SeekResult.CANTSEEK;
            }
            return SeekResult.OK;
        } catch (IOException stuck) {
            return SeekResult.CANTSEEK;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
