package dev.hiper.examples.bench.client.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hiper.examples.bench.origin.Origin;
import dev.hiper.examples.bench.origin.OriginInfo;
import dev.hiper.examples.bench.origin.OriginSettings;
import dev.hiper.examples.bench.scenario.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An origin in this process, and what it has seen of clients that are gone. */
final class WatchedOrigin implements AutoCloseable {
    /** Without the connections and requests that were made to find out. */
    record Seen(long accepted, long requests) {
        Seen minus(Seen earlier) {
            return new Seen(accepted - earlier.accepted, requests - earlier.requests);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HURRIED_MILLIS = 60_000;

    private final Origin origin;
    private long ownConnections;
    private long ownRequests;

    WatchedOrigin() throws IOException {
        origin = Origin.start(OriginSettings.anyPorts(1));
    }

    OriginInfo info() {
        return origin.info();
    }

    /**
     * Waits until all that clients left behind was accepted, answered and closed. Connections are accepted in the order
     * in which they came: when one of our own is through, so are those before.
     */
    Seen seen() throws IOException {
        String request = "GET " + Resource.CLOSE.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        exchange(info().httpPort(), request);
        ownRequests++;
        // That is no TLS, and no request therefore: it closes.
        exchange(info().httpsPort(), request);
        ownConnections += 2;
        try (Socket control = connect(info().controlPort());
                BufferedReader answers = new BufferedReader(
                        new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII))) {
            long open;
            do {
                control.getOutputStream().write("stats\n".getBytes(StandardCharsets.US_ASCII));
                open = JSON.readTree(answers.readLine()).get("open").asLong();
            } while (open > 0);
        }
        return new Seen(origin.accepted() - ownConnections, origin.requests() - ownRequests);
    }

    private static void exchange(int port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(HURRIED_MILLIS);
        return socket;
    }

    @Override
    public void close() {
        origin.close();
    }
}
