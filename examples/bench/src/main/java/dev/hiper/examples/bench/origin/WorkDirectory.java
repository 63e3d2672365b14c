package dev.hiper.examples.bench.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a server keeps its files. */
final class WorkDirectory implements AutoCloseable {
    private final Path path;
    private final boolean temporary;

    private WorkDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** At {@code path}, which is made if need be; if that is null, a temporary one. */
    static WorkDirectory at(@Nullable Path path) throws IOException {
        return path == null
                ? new WorkDirectory(Files.createTempDirectory("hiper-bench-origin"), true)
                : new WorkDirectory(Files.createDirectories(path.toAbsolutePath()), false);
    }

    Path path() {
        return path;
    }

    /** Deletes it with all that is in it, if it is a temporary one. */
    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Files remain in " + path, e);
        }
    }
}
