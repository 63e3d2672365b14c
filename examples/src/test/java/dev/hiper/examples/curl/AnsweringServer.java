package dev.hiper.examples.curl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Answers each request with the next of its responses, the last one again and again; one connection each. */
final class AnsweringServer implements AutoCloseable {
    private static final String LENGTH = "content-length: ";

    private final ServerSocket listener;
    private volatile boolean ended;
    private final Deque<String> responses = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    AnsweringServer(String... responses) throws IOException {
        this.responses.addAll(List.of(responses));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    static String response(int status, String fields, String body) {
        return "HTTP/1.1 " + status + " S\r\n" + fields + "Connection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** What came, heads and bodies, in the order of arrival. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!ended) {
            try (Socket socket = listener.accept()) {
                requests.add(request(socket.getInputStream()));
                String response = responses.size() > 1 ? responses.removeFirst() : responses.getFirst();
                socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException over) {
                ended = listener.isClosed();
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int missing = Integer.MAX_VALUE;
        while (missing > 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            text.append((char) octet);
            missing--;
            if (missing > 1_000_000 && text.toString().endsWith("\r\n\r\n")) {
                missing = length(text.toString());
            }
        }
        return text.toString();
    }

    private static int length(String head) {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf(LENGTH);
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at)));
    }
}
