package dev.hiper.examples.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hiper.examples.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectorMainTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/hiper/examples/selector/SelectorMain.java");
    private static final int TOGETHER = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CyclicBarrier together = new CyclicBarrier(TOGETHER);
    private HttpServer origin;

    @BeforeEach
    void startOrigin() throws IOException {
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.setExecutor(threads);
        origin.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        origin.createContext("/together", exchange -> {
            try {
                together.await(20, TimeUnit.SECONDS);
                exchange.sendResponseHeaders(204, -1);
            } catch (Exception e) {
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
        origin.start();
    }

    @AfterEach
    void stopOrigin() {
        origin.stop(0);
        threads.shutdownNow();
    }

    @Test
    void eachUrlGetsALineWithStatusBytesAndTime() throws IOException {
        assertEquals(0, run(url("/four"), url("/thirteen-bytes")));
        assertLine("200  5 bytes in \\d+ ms  " + url("/four"));
        assertLine("200  15 bytes in \\d+ ms  " + url("/thirteen-bytes"));
        assertEquals(2, lines().size());
    }

    @Test
    void allUrlsAreFetchedAtTheSameTime() throws IOException {
        assertEquals(0, run(url("/together/a"), url("/together/b"), url("/together/c")));
        assertEquals(
                TOGETHER,
                lines().stream().filter(line -> line.startsWith("204")).count());
    }

    @Test
    void nameThatIsLookedUpOnAnotherThreadIsFetched() throws IOException {
        String url = "http://localhost:" + origin.getAddress().getPort() + "/named";
        assertEquals(0, run(url));
        assertLine("200  6 bytes in \\d+ ms  " + url);
    }

    @Test
    void failureIsOneLineWithNameNumberAndReasonAndTheRestGoesOn() throws IOException {
        String refused = "http://127.0.0.1:" + closedPort() + "/";
        assertEquals(1, run("bad url", refused, url("/x")));
        assertLine("failed  bad url  URL_MALFORMAT \\(3\\): .+");
        assertLine("failed  " + refused + "  COULDNT_CONNECT \\(7\\): .*refused.*");
        assertLine("200  2 bytes in \\d+ ms  " + url("/x"));
        assertEquals(3, lines().size());
    }

    @Test
    void usageIsPrintedOnRequestAndForNoUrls() throws IOException {
        assertEquals(0, run("--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Usage: selector URL..."));
        assertEquals(2, run());
        assertEquals(2, run("--unknown"));
    }

    @Test
    void exitStatusIsThatOfTheTransfers() throws Exception {
        assertEquals(0, process(url("/a")));
        assertEquals(1, process("http://127.0.0.1:" + closedPort() + "/"));
    }

    @Test
    void sourceIsShortAndNeedsNoNetty() throws IOException {
        List<String> source = Files.readAllLines(SOURCE);
        assertTrue(source.size() < 150, "lines: " + source.size());
        assertFalse(source.stream().anyMatch(line -> line.contains("io.netty") || line.contains("hiper.netty")));
    }

    private int run(String... args) throws IOException {
        return SelectorMain.run(args, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static int process(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildJvm.command(SelectorMain.class, url))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + origin.getAddress().getPort() + path;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void assertLine(String pattern) {
        assertTrue(lines().stream().anyMatch(line -> line.matches(pattern)), () -> pattern + " in\n" + out);
    }
}
