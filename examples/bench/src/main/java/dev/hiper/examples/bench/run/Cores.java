package dev.hiper.examples.bench.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where client and server run: on one core each, not the same.
 *
 * @param client the core's number; empty where processes cannot be bound to cores, or there is only one
 * @param server likewise
 */
public record Cores(Optional<Integer> client, Optional<Integer> server) {
    private static final String ALLOWED = "Cpus_allowed_list:";

    /**
     * Chooses those that are not given: the first core for the server, and for the client the next one that does not
     * share a physical core with it, if there is such a one.
     */
    public static Cores choose(@Nullable Integer client, @Nullable Integer server) {
        List<Integer> allowed = allowed();
        if (!installed("taskset") || allowed.size() < 2) {
            if (client != null || server != null) {
                throw new IllegalArgumentException("Cores cannot be chosen: "
                        + (allowed.size() < 2 ? "there is only one" : "taskset is not installed"));
            }
            return new Cores(Optional.empty(), Optional.empty());
        }
        int forServer = server != null ? server : firstBut(client, allowed);
        int forClient = client != null ? client : apartFrom(forServer, allowed);
        for (int core : List.of(forClient, forServer)) {
            if (!allowed.contains(core)) {
                throw new IllegalArgumentException("There is no core " + core + " here. There are: " + allowed);
            }
        }
        if (forClient == forServer) {
            throw new IllegalArgumentException("Client and server cannot share core " + forClient);
        }
        return new Cores(Optional.of(forClient), Optional.of(forServer));
    }

    /** What a command of the client's side starts with. */
    List<String> clientPrefix() {
        return prefix(client);
    }

    List<String> serverPrefix() {
        return prefix(server);
    }

    private static List<String> prefix(Optional<Integer> core) {
        return core.map(number -> List.of("taskset", "-c", number.toString())).orElse(List.of());
    }

    private static int firstBut(@Nullable Integer other, List<Integer> allowed) {
        return allowed.stream().filter(core -> !core.equals(other)).findFirst().orElseThrow();
    }

    private static int apartFrom(int other, List<Integer> allowed) {
        List<Integer> siblings = siblings(other);
        return allowed.stream()
                .filter(core -> !siblings.contains(core))
                .findFirst()
                .orElseGet(() -> firstBut(other, allowed));
    }

    /** Hardware threads of the same physical core, itself included. */
    private static List<Integer> siblings(int core) {
        Path file = Path.of("/sys/devices/system/cpu/cpu" + core + "/topology/thread_siblings_list");
        return Files.isReadable(file) ? list(read(file).strip()) : List.of(core);
    }

    private static List<Integer> allowed() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return List.of();
        }
        return read(status)
                .lines()
                .filter(line -> line.startsWith(ALLOWED))
                .findFirst()
                .map(line -> list(line.substring(ALLOWED.length()).strip()))
                .orElse(List.of());
    }

    /** Numbers of a list such as {@code 0-3,8}. */
    static List<Integer> list(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static boolean installed(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
