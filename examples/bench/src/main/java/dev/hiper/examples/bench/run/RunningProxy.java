package dev.hiper.examples.bench.run;

import dev.hiper.examples.bench.load.ProcessCpu;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A reverse proxy that listens, in a process of its own. */
final class RunningProxy implements AutoCloseable {
    private static final long START_SECONDS = 30;
    private static final long RETRY_MILLIS = 50;

    private final Path directory;
    private final ChildProcess process;
    private final int port;

    private RunningProxy(Path directory, ChildProcess process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it accepts connections. */
    static RunningProxy start(List<String> prefix, ProxyCompetitor competitor, URI origin)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("hiper-bench-proxy");
        int port = freePort();
        RunningProxy proxy;
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(competitor.proxyCommand(directory, port, origin));
            proxy = new RunningProxy(directory, ChildProcess.start(command), port);
        } catch (IOException | RuntimeException e) {
            delete(directory);
            throw e;
        }
        try {
            proxy.awaitListening();
        } catch (IOException | InterruptedException | RuntimeException e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Of the process and its children. */
    ProcessCpu cpu() {
        ProcessCpu own = ProcessCpu.of(process.pid());
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .map(child -> ProcessCpu.of(child.pid()))
                .reduce(own, ProcessCpu::plus);
    }

    @Override
    public void close() throws IOException {
        process.close();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!accepts()) {
            if (!process.isAlive()) {
                throw new IOException("The proxy " + process.end());
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new IOException("The proxy does not listen; it " + process.end());
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
