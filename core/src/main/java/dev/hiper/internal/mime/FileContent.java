package dev.hiper.internal.mime;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The content of a file: looked at when made, opened by the first read. */
final class FileContent implements Content {
    private final Path path;
    private final long size;
    private long position;
    private @Nullable InputStream stream;
    private byte @Nullable [] stage;

    private FileContent(Path path, long size) {
        this.path = path;
        this.size = size;
    }

    static FileContent of(Path path) throws TransferException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory() || !Files.isReadable(path)) {
                throw new TransferException(ResultCode.READ_ERROR, "Cannot read " + path + ", which is in a multipart");
            }
            return new FileContent(path, attributes.isRegularFile() ? attributes.size() : UNKNOWN);
        } catch (IOException failure) {
            throw new TransferException(
                    ResultCode.READ_ERROR, "Cannot find the file " + path + ", which is in a multipart", failure);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer destination) throws TransferException {
        int room = destination.remaining();
        if (size >= 0) {
            room = (int) Math.min(room, size - position);
            if (room == 0) {
                return END;
            }
        }
        int count;
        try {
            count = readStream(destination, room);
        } catch (IOException failure) {
            throw new TransferException(ResultCode.READ_ERROR, "Reading " + path + " failed", failure);
        }
        if (count >= 0) {
            position += count;
            return count;
        }
        if (size >= 0) {
            throw new TransferException(
                    ResultCode.READ_ERROR, path + " ended after " + position + " of " + size + " bytes");
        }
        return END;
    }

    @Override
    public void rewind() throws TransferException {
        if (size < 0 && position > 0) {
            throw new TransferException(
                    ResultCode.SEND_FAIL_REWIND, path + " is no regular file and cannot be read a second time");
        }
        close();
        position = 0;
    }

    @Override
    public void close() {
        InputStream open = stream;
        stream = null;
        stage = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException unimportant) {
                // It was only read from: all bytes that matter have arrived.
            }
        }
    }

    private int readStream(ByteBuffer destination, int room) throws IOException {
        InputStream open = stream;
        if (open == null) {
            open = Files.newInputStream(path);
            stream = open;
        }
        if (destination.hasArray()) {
            int count = open.read(destination.array(), destination.arrayOffset() + destination.position(), room);
            destination.position(destination.position() + Math.max(count, 0));
            return count;
        }
        byte[] staged = stage;
        if (staged == null) {
            staged = new byte[Limits.MIME_STAGE_BYTES];
            stage = staged;
        }
        int count = open.read(staged, 0, Math.min(room, staged.length));
        destination.put(staged, 0, Math.max(count, 0));
        return count;
    }
}
