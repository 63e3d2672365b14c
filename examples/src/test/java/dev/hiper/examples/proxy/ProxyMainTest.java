package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hiper.examples.ChildJvm;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: exit statuses, messages, signals. */
class ProxyMainTest {
    private static final Pattern LISTENING = Pattern.compile("proxy: listening on 127\\.0\\.0\\.1:(\\d+) .*");

    @TempDir
    Path folder;

    private static Process run(String... arguments) throws Exception {
        return new ProcessBuilder(ChildJvm.command(ProxyMain.class, arguments)).start();
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS), "the program does not end");
        return process.exitValue();
    }

    private static InetSocketAddress awaitListening(BufferedReader errors) throws Exception {
        Matcher greeting = LISTENING.matcher(errors.readLine());
        assertTrue(greeting.matches(), greeting.toString());
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(greeting.group(1)));
    }

    @Test
    void badOptionIsNamed() throws Exception {
        Process process = run("--frobnicate");
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, exit(process));
        assertTrue(errors.startsWith("proxy: unknown option '--frobnicate'\nusage: proxy "), errors);
    }

    @Test
    void helpListsEveryOption() throws Exception {
        Process process = run("--help");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, exit(process));
        assertTrue(output.contains("--listen HOST:PORT") && output.contains("--drain-timeout S"), output);
    }

    @Test
    void portInUseIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = run("--listen", "127.0.0.1:" + taken.getLocalPort());
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, exit(process));
            assertTrue(errors.startsWith("proxy: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": "), errors);
            assertTrue(errors.contains("in use"), errors);
        }
    }

    @Test
    void logThatCannotBeWrittenIsTold() throws Exception {
        Process process = run("--access-log", folder.resolve("no/such/folder").toString());
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, exit(process));
        assertTrue(errors.startsWith("proxy: cannot write the access log "), errors);
    }

    @Test
    void firstSignalDrains() throws Exception {
        Path log = folder.resolve("access.log");
        Process process = run("--listen", "127.0.0.1:0", "--access-log", log.toString());
        assumeTrue(process.supportsNormalTermination(), "processes cannot be asked to end here");
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
                ScriptedOrigin origin = ScriptedOrigin.start(call -> {
                    call.body();
                    process.toHandle().destroy();
                    // The request is running until the program says that it drains.
                    assertEquals("proxy: draining, for 10 s at most", errors.readLine());
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                })) {
            try (RawClient client = new RawClient(awaitListening(errors))) {
                client.send("GET http://" + origin.authority() + "/a\" HTTP/1.1\r\nHost: x\r\n\r\n");
                assertEquals("ok", client.response().text());
            }
            assertEquals(0, exit(process));
            assertEquals("proxy: drained", errors.readLine());
        }
        List<String> lines = Files.readAllLines(log);
        assertEquals(1, lines.size());
        String line = lines.get(0);
        assertTrue(
                line.matches("127\\.0\\.0\\.1 \"GET http://\\S+/a\\\\x22\" 200 2 \\d+(/\\d+){4} conn=\\d+ new OK"),
                line);
    }

    @Test
    void secondSignalEndsAtOnce() throws Exception {
        Process process = run("--listen", "127.0.0.1:0");
        assumeTrue(process.supportsNormalTermination(), "processes cannot be asked to end here");
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
                ScriptedOrigin origin = ScriptedOrigin.start(ScriptedOrigin.Call::awaitEnd);
                RawClient client = new RawClient(awaitListening(errors))) {
            client.send("PUT http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            process.toHandle().destroy();
            assertEquals("proxy: draining, for 10 s at most", errors.readLine());
            process.toHandle().destroy();
            assertEquals(1, exit(process));
        }
    }
}
