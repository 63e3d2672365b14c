package dev.hiper.examples.bench.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.load.ProcessCpu;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Origin} in a JVM of its own. */
public final class OriginProcess implements OriginServer {
    /** A heap that needs no collection while one run is measured, and room for the connections of the largest one. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-Xmn256m",
            "-Xmx2g",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dio.netty.buffer.checkAccessible=false",
            "-Dio.netty.buffer.checkBounds=false");

    private static final int FIRST_THAT_RESTRICTS_NATIVE_ACCESS = 24;
    private static final String READY = "ready ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess process;
    private final OriginInfo info;
    private final Socket control;
    private final BufferedReader answers;

    private OriginProcess(ServerProcess process) throws IOException {
        this.process = process;
        BufferedReader said = process.process().inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null || !line.startsWith(READY)) {
            throw new IOException("The origin did not start: it said " + line);
        }
        this.info = JSON.readValue(line.substring(READY.length()), OriginInfo.class);
        this.control = new Socket(OriginSettings.address(0), info.controlPort());
        this.answers = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts one on any ports, and returns when it listens. */
    public static OriginProcess start(List<String> prefix, int addresses) throws IOException {
        return start(prefix, OriginSettings.anyPorts(addresses));
    }

    /**
     * Starts it and returns when it listens.
     *
     * @param prefix what the command line starts with, such as {@code taskset -c 0}
     */
    public static OriginProcess start(List<String> prefix, OriginSettings settings) throws IOException {
        ServerProcess process = ServerProcess.start(command(prefix, settings));
        try {
            return new OriginProcess(process);
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static List<String> command(List<String> prefix, OriginSettings settings) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        if (Runtime.version().feature() >= FIRST_THAT_RESTRICTS_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OriginMain.class.getName()));
        command.addAll(List.of("--addresses", Integer.toString(settings.addresses())));
        command.addAll(List.of("--http", Integer.toString(settings.httpPort())));
        command.addAll(List.of("--https", Integer.toString(settings.httpsPort())));
        command.addAll(List.of("--control", Integer.toString(settings.controlPort())));
        Path directory = settings.directory();
        if (directory != null) {
            command.addAll(List.of("--directory", directory.toString()));
        }
        return command;
    }

    @Override
    public OriginInfo info() {
        return info;
    }

    @Override
    public long accepted() {
        return stats().required("accepted").asLong();
    }

    @Override
    public long requests() {
        return stats().required("requests").asLong();
    }

    @Override
    public ProcessCpu cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The control connection cannot be closed", e);
        }
    }

    private synchronized JsonNode stats() {
        try {
            control.getOutputStream().write("stats\n".getBytes(StandardCharsets.US_ASCII));
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("It closed the connection");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("The origin does not answer", e);
        }
    }
}
