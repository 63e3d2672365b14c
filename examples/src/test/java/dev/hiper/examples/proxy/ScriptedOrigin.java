package dev.hiper.examples.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers every request by a script, byte for byte, on one thread per connection. */
final class ScriptedOrigin implements AutoCloseable {
    /** So long a test waits for what must come; then it fails. */
    static final int PATIENCE_SECONDS = 20;

    /** Answers one request; what it throws ends the connection. */
    interface Script {
        void answer(Call call) throws Exception;
    }

    private final ServerSocket listening;
    private final Script script;
    private final BlockingQueue<Wire.Message> requests = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedOrigin(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
    }

    static ScriptedOrigin start(Script script) throws IOException {
        ScriptedOrigin origin = new ScriptedOrigin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        daemon(origin::accept);
        return origin;
    }

    /** Answers all requests with {@code response}. */
    static ScriptedOrigin answering(String response) throws IOException {
        return start(call -> {
            call.body();
            call.send(response);
        });
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next request that came completely, in the order of their ends. */
    Wire.Message request() throws InterruptedException {
        Wire.Message request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    boolean sawNoMoreRequests() {
        return requests.isEmpty();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                int number = connections.incrementAndGet();
                sockets.add(socket);
                daemon(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                Call call = new Call(Wire.head(in), in, socket, number);
                script.answer(call);
                call.body();
            }
        } catch (EOFException e) {
            // The proxy has closed the connection.
        } catch (Exception e) {
            // The script wants the connection to end here, or the other side ended it.
        }
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "origin");
        thread.setDaemon(true);
        thread.start();
    }

    /** One request and the means to answer it. */
    final class Call {
        private final Wire.Message head;
        private final InputStream in;
        private final Socket socket;
        private final int connection;
        private boolean bodyRead;

        private Call(Wire.Message head, InputStream in, Socket socket, int connection) {
            this.head = head;
            this.in = in;
            this.socket = socket;
            this.connection = connection;
        }

        Wire.Message head() {
            return head;
        }

        /** Which connection it came on, counted from one. */
        int connection() {
            return connection;
        }

        Socket socket() {
            return socket;
        }

        /** The complete request. */
        Wire.Message body() throws IOException {
            if (bodyRead) {
                return head;
            }
            bodyRead = true;
            Wire.Message complete = Wire.withBody(head, in);
            requests.add(complete);
            return complete;
        }

        /** Reads a body of {@code size} bytes without keeping it. */
        void skipBody(long size) throws IOException {
            bodyRead = true;
            in.skipNBytes(size);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void close() throws IOException {
            socket.close();
        }

        /** Returns when the other side has closed its direction or the connection. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // What comes does not matter.
            }
        }
    }
}
