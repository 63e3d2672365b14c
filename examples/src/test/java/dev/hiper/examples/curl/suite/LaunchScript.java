package dev.hiper.examples.curl.suite;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Starts the command line of this project from the class path of this JVM, with an archive of loaded classes. */
final class LaunchScript {
    private static final String MAIN = "dev.hiper.examples.curl.CurlMain";
    private static final long LIMIT_SECONDS = 60;
    private static final int FIRST_THAT_RESTRICTS_NATIVE_ACCESS = 24;

    private LaunchScript() {}

    /**
     * The tool of system property {@code curl.tool}, or else a script made in this folder, or else, without the program
     * on the class path, {@code examples/bin/curl}.
     *
     * <p>The class path comes before the start script of the examples: in a build, that one starts the jar of the build
     * before. Folders of classes are packed into jars first, since an archive of loaded classes takes no folders.
     */
    static String command(Path folder) throws IOException, InterruptedException {
        String named = System.getProperty("curl.tool", "");
        if (!named.isEmpty()) {
            return named;
        }
        boolean onClassPath = LaunchScript.class.getResource("/" + MAIN.replace('.', '/') + ".class") != null;
        return onClassPath ? script(folder).toString() : startScript().toString();
    }

    private static Path startScript() throws IOException {
        Path above = Path.of("").toAbsolutePath();
        while (above != null) {
            Path candidate = above.resolve("examples").resolve("bin").resolve("curl");
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
            above = above.getParent();
        }
        throw new IOException(MAIN + " is not on the class path, and there is no examples/bin/curl");
    }

    private static Path script(Path folder) throws IOException, InterruptedException {
        String classPath = jars(folder);
        Path archive = folder.resolve("curl.jsa");
        record(classPath, archive);
        String sharing = Files.exists(archive) ? " -Xshare:auto -XX:SharedArchiveFile='" + archive + "'" : "";
        Path script = folder.resolve("curl");
        Octets.write(
                script,
                "#!/bin/sh\nexec " + String.join(" ", java()) + sharing + " -cp '" + classPath + "' " + MAIN
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private static List<String> java() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=off"));
        if (Runtime.version().feature() >= FIRST_THAT_RESTRICTS_NATIVE_ACCESS) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        return words;
    }

    private static String jars(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.isEmpty()) {
                continue;
            }
            if (Files.isRegularFile(path)) {
                jars.add(path.toString());
            } else if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes" + jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.equals("module-info.class")) {
                    packed.putNextEntry(new JarEntry(name));
                    Files.copy(file, packed);
                    packed.closeEntry();
                }
            }
        }
    }

    /** One transfer loads what most transfers need; without an archive the tool just starts more slowly. */
    private static void record(String classPath, Path archive) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.v4())) {
            Thread origin = new Thread(() -> answerOnce(server), "archive origin");
            origin.setDaemon(true);
            origin.start();
            List<String> words = new ArrayList<>(java());
            words.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath, MAIN, "-q", "--include"));
            words.add("http://127.0.0.1:" + server.getLocalPort() + "/");
            Process process = new ProcessBuilder(words)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static void answerOnce(ServerSocket server) {
        try (Socket socket = server.accept()) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!Octets.text(head.toByteArray()).endsWith("\r\n\r\n")) {
                head.write(socket.getInputStream().read());
            }
            socket.getOutputStream().write(Octets.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        } catch (IOException e) {
            // The recording ends without a transfer.
            assert server.isClosed() || e.getMessage() != null;
        }
    }
}
