package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A thread with a selector and one listening socket; it does one thing at a time, in the order of arrival. */
final class EventLoop implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final long PROBE_INTERVAL_MILLIS = 1;

    private final Duties duties;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey listening;
    private final Queue<CompletableFuture<Boolean>> probes = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    /** What the owner of the loop does, always on the thread of the loop. */
    interface Duties {
        void accepted(SocketChannel channel) throws IOException;

        /** The keys of connections that became ready. */
        void ready(Set<SelectionKey> keys);

        boolean isIdle();

        /** Closes all connections. */
        void drop();
    }

    EventLoop(String name, SocketAddress address, Duties duties) throws IOException {
        this.duties = duties;
        this.selector = Selector.open();
        this.listener = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        listener.bind(address, BACKLOG);
        listener.configureBlocking(false);
        this.listening = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    SocketAddress address() {
        try {
            return listener.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ);
    }

    /** Waits until nothing is going on and nothing is about to begin; drops what still is when the time is over. */
    void awaitIdle(long deadlineNanos) throws InterruptedException {
        while (!probe()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                duties.drop();
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_INTERVAL_MILLIS);
        }
    }

    private boolean probe() {
        CompletableFuture<Boolean> probe = new CompletableFuture<>();
        probes.add(probe);
        selector.wakeup();
        try {
            return probe.get(1, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                boolean probing = !probes.isEmpty();
                int ready = probing ? selector.selectNow() : selector.select();
                if (ready > 0 || !selector.selectedKeys().isEmpty()) {
                    serve();
                } else if (probing) {
                    answerProbes();
                }
            }
        } catch (java.nio.channels.ClosedSelectorException e) {
            assert !selector.isOpen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() throws IOException {
        Set<SelectionKey> keys = new HashSet<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        if (keys.remove(listening)) {
            SocketChannel channel = listener.accept();
            while (channel != null) {
                duties.accepted(channel);
                channel = listener.accept();
            }
        }
        duties.ready(keys);
    }

    private void answerProbes() {
        CompletableFuture<Boolean> probe = probes.poll();
        while (probe != null) {
            probe.complete(duties.isIdle());
            probe = probes.poll();
        }
    }
}
