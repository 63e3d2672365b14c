package dev.hiper.examples.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child processes in Java: the same JDK and the same class path as ours. */
public final class JavaCommand {
    /**
     * Of every JVM that is measured. The serial collector has no threads that work beside the client's on the same
     * core, and its write barrier is the cheapest; 1 GiB from the start keeps the heap from growing while it is
     * measured; 4 GiB are enough for the largest scenario of every client. Soft references go at every collection, so
     * that the heap that idle connections take can be read off.
     */
    public static final List<String> MEASURED =
            List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx4g", "-XX:SoftRefLRUPolicyMSPerMB=0");

    /** Of a JVM that only starts a tool and waits for it. */
    public static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");

    private static final int FIRST_THAT_RESTRICTS_NATIVE_ACCESS = 24;

    private JavaCommand() {}

    /**
     * Runs a main class.
     *
     * @param flags of the JVM: {@link #MEASURED} or {@link #SMALL}
     */
    public static List<String> of(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        if (Runtime.version().feature() >= FIRST_THAT_RESTRICTS_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
