package dev.hiper.examples.fetcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way into a file, which has its name only when it is complete. Written on the event loop: a local
 * disk takes a piece into its cache faster than it could be handed to another thread.
 */
final class BodyFile {
    private static final String PARTIAL = ".part";
    private static final int MAX_NAME_CHARS = 80;

    private final Path complete;
    private final Path partial;
    private @Nullable FileChannel channel;

    BodyFile(Path directory, Line line) {
        String name = String.format(Locale.ROOT, "%06d-%s", line.number(), name(line.text()));
        complete = directory.resolve(name);
        partial = directory.resolve(name + PARTIAL);
    }

    /** The last segment of the URL's path, in characters that are harmless in a file name. */
    static String name(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("^[^/]*//", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        String name = path.indexOf('/') < 0 || last.isEmpty() ? "index" : last.replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
    }

    void write(ByteBuffer data) throws IOException {
        FileChannel file = opened();
        while (data.hasRemaining()) {
            file.write(data);
        }
    }

    void finish() throws IOException {
        opened().close();
        Files.move(partial, complete, StandardCopyOption.REPLACE_EXISTING);
    }

    void discard() throws IOException {
        FileChannel file = channel;
        if (file != null) {
            file.close();
            Files.deleteIfExists(partial);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel file = channel;
        if (file == null) {
            file = FileChannel.open(
                    partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            channel = file;
        }
        return file;
    }
}
