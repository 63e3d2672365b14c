package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Passes octets between two blocking connections, both ways, and ends each way as its sender does. */
final class Relay {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int WAYS = 2;

    private final SocketChannel client;
    private final SocketChannel backend;
    private final Consumer<Relay> whenDone;
    private final AtomicInteger waysOpen = new AtomicInteger(WAYS);

    Relay(SocketChannel client, SocketChannel backend, Consumer<Relay> whenDone) {
        this.client = client;
        this.backend = backend;
        this.whenDone = whenDone;
    }

    void start() {
        pass(client, backend);
        pass(backend, client);
    }

    void close() {
        try (client;
                backend) {
            whenDone.accept(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(SocketChannel from, SocketChannel to) {
        Thread thread = new Thread(
                () -> {
                    try {
                        copy(from, to);
                        to.shutdownOutput();
                    } catch (IOException e) {
                        // One end is gone: there is nobody left to pass anything to.
                        close();
                    }
                    if (waysOpen.decrementAndGet() == 0) {
                        close();
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    static void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }
}
