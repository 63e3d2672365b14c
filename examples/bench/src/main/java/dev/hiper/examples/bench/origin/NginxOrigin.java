package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.load.ProcessCpu;
import dev.hiper.examples.bench.scenario.Resource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** nginx, for the scenarios that it can serve. */
public final class NginxOrigin implements OriginServer {
    private static final Set<Resource> UNABLE = Set.of(Resource.GATE, Resource.NEVER);
    private static final long START_SECONDS = 10;
    private static final long RETRY_MILLIS = 20;
    private static final Pattern STATUS = Pattern.compile("handled requests\\s+(\\d+)\\s+\\d+\\s+(\\d+)");

    private final WorkDirectory directory;
    private final OriginInfo info;
    private final ServerProcess process;

    /** Connections that were made to ask for the status, each for one request. nginx counts them with the others. */
    private long asked;

    private record Status(long accepted, long requests) {}

    private NginxOrigin(WorkDirectory directory, OriginInfo info, ServerProcess process) {
        this.directory = directory;
        this.info = info;
        this.process = process;
    }

    /** Whether it has that resource. */
    public static boolean serves(Resource resource) {
        return !UNABLE.contains(resource);
    }

    /** Starts one on any ports, and returns when it listens. */
    public static NginxOrigin start(List<String> prefix, int addresses) throws IOException {
        return start(prefix, OriginSettings.anyPorts(addresses));
    }

    /**
     * Starts it and returns when it listens.
     *
     * @param prefix what the command line starts with, such as {@code taskset -c 0}
     */
    public static NginxOrigin start(List<String> prefix, OriginSettings settings) throws IOException {
        WorkDirectory directory = WorkDirectory.at(settings.directory());
        NginxOrigin nginx;
        try {
            nginx = start(prefix, settings, directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        try {
            nginx.awaitListening();
        } catch (IOException | RuntimeException e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    private static NginxOrigin start(List<String> prefix, OriginSettings settings, WorkDirectory directory)
            throws IOException {
        Path path = directory.path();
        Identity identity = Identity.create(path);
        List<Integer> ports = freePorts(List.of(settings.httpPort(), settings.httpsPort(), settings.controlPort()));
        OriginInfo listening = new OriginInfo(
                0,
                ports.get(0),
                ports.get(1),
                ports.get(2),
                identity.certificate().toString(),
                settings.addresses());
        Files.writeString(
                path.resolve(NginxConfig.BODY64K), "0123456789abcde\n".repeat(4_096), StandardCharsets.US_ASCII);
        try (RandomAccessFile big =
                new RandomAccessFile(path.resolve(NginxConfig.BIG).toFile(), "rw")) {
            // No blocks of the disk are taken.
            big.setLength(Resource.BIG.responseBytes());
        }
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Nginx.command(path, NginxConfig.origin(path, listening, identity)));
        ServerProcess process = ServerProcess.start(command);
        OriginInfo info = new OriginInfo(
                process.process().pid(),
                listening.httpPort(),
                listening.httpsPort(),
                listening.controlPort(),
                listening.certificate(),
                listening.addresses());
        return new NginxOrigin(directory, info, process);
    }

    @Override
    public OriginInfo info() {
        return info;
    }

    @Override
    public long accepted() {
        return status().accepted();
    }

    @Override
    public long requests() {
        return status().requests();
    }

    /** Of master and worker. */
    @Override
    public ProcessCpu cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        try (directory) {
            process.close();
        }
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                status();
                return;
            } catch (UncheckedIOException e) {
                if (!process.process().isAlive() || System.nanoTime() - deadline >= 0) {
                    throw new IOException("nginx did not start", e);
                }
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while nginx started", e);
            }
        }
    }

    private synchronized Status status() {
        String text;
        try (Socket socket = new Socket(OriginSettings.address(0), info.controlPort())) {
            asked++;
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("nginx does not answer", e);
        }
        Matcher found = STATUS.matcher(text);
        if (!found.find()) {
            throw new UncheckedIOException(new IOException("nginx answered: " + text));
        }
        return new Status(Long.parseLong(found.group(1)) - asked, Long.parseLong(found.group(2)) - asked);
    }

    /** Those that are given, and others for those that are 0: nginx cannot say which port it got. */
    private static List<Integer> freePorts(List<Integer> ports) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        try {
            for (int port : ports) {
                if (port == 0) {
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(OriginSettings.address(0)));
                    sockets.add(socket);
                    found.add(socket.getLocalPort());
                } else {
                    found.add(port);
                }
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return found;
    }
}
