package dev.hiper.examples.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy as the curl of this machine sees it, with the JDK's server behind it. */
class CurlTest {
    private static final int LARGE = 3_000_000;
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static byte[] large;

    private RunningProxy proxy;
    private HttpServer origin;

    @BeforeAll
    static void requireCurl() throws Exception {
        assumeTrue(run("curl", "--version").status == 0, "curl is not installed");
        large = new byte[LARGE];
        new Random(5).nextBytes(large);
        Files.write(folder.resolve("large"), large);
    }

    @BeforeEach
    void start() throws Exception {
        proxy = RunningProxy.start("--connect-ports", "*");
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(origin);
    }

    @AfterEach
    void stop() {
        proxy.close();
        origin.stop(0);
    }

    private static void serve(HttpServer server) {
        server.createContext(
                "/echo",
                exchange -> answer(exchange, 200, exchange.getRequestBody().readAllBytes()));
        server.createContext("/large", exchange -> answer(exchange, 200, large));
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(large);
            exchange.close();
        });
        server.createContext(
                "/field",
                exchange -> answer(
                        exchange,
                        200,
                        String.valueOf(exchange.getRequestHeaders().getFirst("X-Test"))
                                .getBytes(StandardCharsets.UTF_8)));
        server.createContext(
                "/teapot", exchange -> answer(exchange, 418, "short and stout".getBytes(StandardCharsets.UTF_8)));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Result(int status, byte[] output) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    private static Result run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(false).start();
        } catch (IOException e) {
            return new Result(-1, new byte[0]);
        }
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            byte[] bytes = output.readAllBytes();
            assertTrue(process.waitFor(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS));
            return new Result(process.exitValue(), bytes);
        }
    }

    private Result curl(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("curl", "-q", "-s", "-S", "-m", "20", "-x", "http://" + proxy.authority()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + origin.getAddress().getPort() + path;
    }

    @Test
    void downloads() throws Exception {
        assertArrayEquals(large, curl(url("/large")).output);
        assertArrayEquals(large, curl(url("/chunked")).output);
        assertArrayEquals(large, curl("--http1.0", url("/chunked")).output);
    }

    @Test
    void uploadsWithAndWithoutLength() throws Exception {
        String file = folder.resolve("large").toString();
        assertArrayEquals(large, curl("-T", file, url("/echo")).output);
        assertArrayEquals(large, curl("-T", file, "-H", "Transfer-Encoding: chunked", url("/echo")).output);
        assertArrayEquals(large, curl("-T", file, "-H", "Expect: 100-continue", url("/echo")).output);
        assertEquals("a=b", curl("-d", "a=b", url("/echo")).text());
    }

    @Test
    void fieldsAndStatusPass() throws Exception {
        assertEquals("yes", curl("-H", "X-Test: yes", url("/field")).text());
        assertEquals(
                "null",
                curl("-H", "X-Test: yes", "-H", "Connection: X-Test", url("/field"))
                        .text());
        assertEquals(
                "short and stout418", curl("-w", "%{http_code}", url("/teapot")).text());
        String head = curl("-I", url("/large")).text();
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
    }

    @Test
    void severalRequestsUseOneConnection() throws Exception {
        Result result = curl("-w", "%{num_connects} ", url("/field"), url("/field"), url("/teapot"));
        assertEquals("null1 null0 short and stout0 ", result.text());
    }

    @Test
    void tunnelToPlainHttp() throws Exception {
        assertArrayEquals(large, curl("-p", url("/large")).output);
        assertArrayEquals(large, curl("-p", "-T", folder.resolve("large").toString(), url("/echo")).output);
    }

    @Test
    void tunnelToTls() throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        serve(secure);
        try {
            String base = "https://localhost:" + secure.getAddress().getPort();
            assertArrayEquals(large, curl("-k", base + "/large").output);
            assertArrayEquals(large, curl("-k", "-T", folder.resolve("large").toString(), base + "/echo").output);
            // Without -k the certificate is judged by curl, through the tunnel.
            assertEquals(60, curl(base + "/large").status);
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void refusedTunnelIsTold() throws Exception {
        try (RunningProxy strict = RunningProxy.start()) {
            Result result = run(
                    "curl",
                    "-q",
                    "-s",
                    "-m",
                    "20",
                    "-x",
                    "http://" + strict.authority(),
                    "-w",
                    "%{http_connect}",
                    "-k",
                    "https://127.0.0.1:25/");
            assertEquals("403", result.text());
        }
    }

    private static SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assumeTrue(Files.isExecutable(keytool), "no keytool in this Java");
        if (!Files.exists(store)) {
            Result made = run(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "origin",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            assertEquals(0, made.status);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
