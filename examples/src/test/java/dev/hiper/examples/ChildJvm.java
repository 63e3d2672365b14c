package dev.hiper.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a program of the examples in a JVM of its own, with the flags that the start scripts give. */
public final class ChildJvm {
    private static final int FIRST_THAT_RESTRICTS_NATIVE_ACCESS = 24;

    private ChildJvm() {}

    /** A command up to, and without, the main class; more JVM options may be added to it. */
    public static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_THAT_RESTRICTS_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }

    /** A command with main class and arguments. */
    public static List<String> command(Class<?> main, String... arguments) {
        List<String> command = command();
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
