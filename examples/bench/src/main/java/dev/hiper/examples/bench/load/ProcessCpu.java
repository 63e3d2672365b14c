package dev.hiper.examples.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of a whole process, from {@code /proc} (proc(5)): all its threads, also those that ended.
 *
 * @param userMicros in user mode
 * @param systemMicros in the kernel
 */
public record ProcessCpu(long userMicros, long systemMicros) {
    /** A clock tick of {@code /proc}: USER_HZ is 100 on every Linux that Java runs on. */
    private static final long MICROS_PER_TICK = 10_000;

    /** Positions counted after the name of the command, which may hold blanks: proc(5) fields 14 and 15. */
    private static final int USER_FIELD = 11;

    private static final int SYSTEM_FIELD = 12;

    /** The time that the process {@code pid} has used so far. */
    public static ProcessCpu of(long pid) {
        String text;
        try {
            text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("The CPU time of process " + pid + " cannot be read", e);
        }
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessCpu(
                Long.parseLong(fields[USER_FIELD]) * MICROS_PER_TICK,
                Long.parseLong(fields[SYSTEM_FIELD]) * MICROS_PER_TICK);
    }

    /** That of this process. */
    public static ProcessCpu own() {
        return of(ProcessHandle.current().pid());
    }

    public ProcessCpu minus(ProcessCpu earlier) {
        return new ProcessCpu(userMicros - earlier.userMicros, systemMicros - earlier.systemMicros);
    }

    public ProcessCpu plus(ProcessCpu other) {
        return new ProcessCpu(userMicros + other.userMicros, systemMicros + other.systemMicros);
    }

    public long totalMicros() {
        return userMicros + systemMicros;
    }
}
