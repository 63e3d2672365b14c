package dev.hiper.examples.curl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/**
 * Does what most runs of the command line do, against a server of its own, so that a virtual machine that archives its
 * classes meets them. The start script runs it once.
 */
public final class ArchiveTraining {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private ArchiveTraining() {}

    /** Runs the command line some times. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(TIMEOUT_MILLIS);
            Thread answers = new Thread(() -> serve(server), "training-server");
            answers.setDaemon(true);
            answers.start();
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            String[][] commands = {
                {"-q", "--version"},
                {"-q", "-i", "--trace-ascii", "/dev/null", "--trace-time", "-m", "5", "-H", "A: b", "-d", "x", url},
                {"-q", "-sS", "-u", "a:b", "-b", "a=b", "-L", "-w", "%{http_code} %{size_download}\n", url},
                {"-q", "-s", "--digest", "-u", "a:b", "-F", "a=b", "-b", "", "--compressed", url},
            };
            for (String[] command : commands) {
                CurlMain.run(command);
            }
        }
        SSLContext.getDefault().createSSLEngine().getSupportedProtocols();
    }

    private static void serve(ServerSocket server) {
        byte[] ignored = new byte[8192];
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    while (in.read(ignored) > 0) {
                        socket.getOutputStream().write(RESPONSE);
                    }
                }
            }
        } catch (IOException over) {
            Thread.currentThread().interrupt();
        }
    }
}
