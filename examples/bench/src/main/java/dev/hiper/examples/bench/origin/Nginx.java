package dev.hiper.examples.bench.origin;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where nginx is, and what it is started with. */
public final class Nginx {
    /** Not on the path of everybody who may start it. */
    private static final String SYSTEM_FOLDER = "/usr/sbin";

    private Nginx() {}

    /** The program; empty if it is not installed. */
    public static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of(SYSTEM_FOLDER))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Writes what it needs into {@code directory}, and gives the command line of a reverse proxy that keeps the
     * connections to its origin open. It stays in the foreground, with one worker.
     */
    public static List<String> relay(Path directory, int port, URI origin) throws IOException {
        Path absolute = directory.toAbsolutePath();
        return command(absolute, NginxConfig.relay(absolute, port, origin));
    }

    static List<String> command(Path directory, String config) throws IOException {
        Path program = program().orElseThrow(() -> new IOException("nginx is not installed"));
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, config, StandardCharsets.UTF_8);
        return List.of(program.toString(), "-p", directory + "/", "-c", file.toString());
    }
}
