package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and gives each a thread, on which a handler treats it as a blocking one. */
final class Listener implements EventLoop.Duties, AutoCloseable {
    private final String name;
    private final Handler handler;
    private final EventLoop loop;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    interface Handler {
        /** The connection is closed when this comes back, in whatever way. */
        void handle(SocketChannel channel) throws IOException;
    }

    private Listener(String name, SocketAddress address, Handler handler) throws IOException {
        this.name = name;
        this.handler = handler;
        this.loop = new EventLoop(name, address, this);
    }

    static Listener start(String name, SocketAddress address, Handler handler) throws IOException {
        Listener listener = new Listener(name, address, handler);
        listener.loop.start();
        return listener;
    }

    int port() {
        return ((InetSocketAddress) loop.address()).getPort();
    }

    void awaitIdle(long deadlineNanos) throws InterruptedException {
        loop.awaitIdle(deadlineNanos);
    }

    @Override
    public void accepted(SocketChannel channel) {
        open.add(channel);
        Thread thread = new Thread(() -> handle(channel), name + " connection");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void ready(Set<SelectionKey> keys) {
        assert keys.isEmpty() : "connections are not in the loop";
    }

    @Override
    public boolean isIdle() {
        return open.isEmpty();
    }

    @Override
    public void drop() {
        for (SocketChannel channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
        drop();
    }

    private void handle(SocketChannel channel) {
        try (channel) {
            handler.handle(channel);
        } catch (IOException e) {
            // The peer went away or spoke nonsense; either ends this connection only.
            assert e.getMessage() != null || e.getCause() == null;
        } finally {
            open.remove(channel);
        }
    }
}
