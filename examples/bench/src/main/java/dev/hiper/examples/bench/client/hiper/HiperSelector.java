package dev.hiper.examples.bench.client.hiper;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.TransferFailure;
import dev.hiper.TransferMessage;
import dev.hiper.examples.bench.load.Client;
import dev.hiper.examples.bench.load.ClientSettings;
import dev.hiper.examples.bench.load.Exchange;
import dev.hiper.spi.ChannelSocket;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Core without Netty: a thread, a {@link Selector}, and the callbacks of {@code examples/bin/selector}. */
public final class HiperSelector implements Client {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector = Selector.open();
    private final Consumer<SelectionKey> onReady = this::onReady;
    private final ConcurrentLinkedQueue<Easy> added = new ConcurrentLinkedQueue<>();
    private final Multi multi;
    private final Handles handles;
    private final Thread thread;
    private volatile boolean closed;
    private boolean timerSet;
    private long timerAt;

    public HiperSelector(ClientSettings settings) throws IOException {
        handles = new Handles(settings);
        multi = Multi.create()
                .set(MultiOption.SOCKETFUNCTION, this::onSocket)
                .set(MultiOption.TIMERFUNCTION, this::onTimer)
                .set(MultiOption.WAKEUPFUNCTION, selector::wakeup)
                .set(MultiOption.WATCH_IDLE, true)
                .set(MultiOption.MAXCONNECTS, (long) settings.maxConnections());
        thread = new Thread(this::loop, "hiper-selector");
        thread.start();
    }

    @Override
    public void send(Exchange exchange) {
        Easy easy = handles.of(exchange);
        if (Thread.currentThread() == thread) {
            multi.add(easy);
        } else {
            added.add(easy);
            selector.wakeup();
        }
    }

    private void loop() {
        try (selector;
                multi) {
            while (!closed) {
                long nanos = timerSet ? timerAt - System.nanoTime() : Long.MAX_VALUE;
                if (nanos > 0) {
                    selector.select(onReady, nanos / NANOS_PER_MILLI + 1);
                } else {
                    selector.selectNow(onReady);
                }
                for (Easy easy = added.poll(); easy != null; easy = added.poll()) {
                    multi.add(easy);
                }
                timerSet = false;
                multi.timeoutAction();
                for (TransferMessage done = multi.infoRead(); done != null; done = multi.infoRead()) {
                    ended(done);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(TransferMessage message) {
        Easy easy = message.easy();
        Exchange exchange = Handles.exchange(easy);
        multi.remove(easy);
        TransferFailure failure = message.failure();
        if (failure == null) {
            exchange.completed((int) easy.infoLong(EasyInfo.RESPONSE_CODE));
        } else {
            exchange.failed(new IllegalStateException(failure.toString(), failure.cause()));
        }
    }

    private void onReady(SelectionKey key) {
        if (!key.isValid()) {
            return; // Closed a moment ago, in the work for another socket.
        }
        int ready = key.readyOps();
        multi.socketAction(
                (TransportSocket) key.attachment(),
                ((ready & SelectionKey.OP_READ) != 0 ? Readiness.IN : 0)
                        | ((ready & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0 ? Readiness.OUT : 0));
        // The engine tells changes only, and for it connected is writable: OUT may simply have stayed OUT.
        if (key.isValid() && (key.interestOps() & SelectionKey.OP_CONNECT) != 0) {
            key.interestOps(operations((SocketChannel) key.channel(), key.interestOps()));
        }
    }

    private int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object attachment) {
        SocketChannel channel = ((ChannelSocket) socket).channel();
        int wanted = (what.in() ? SelectionKey.OP_READ : 0) | (what.out() ? SelectionKey.OP_WRITE : 0);
        try {
            if (channel.isOpen()) {
                channel.register(selector, operations(channel, wanted), socket);
            }
            return 0;
        } catch (ClosedChannelException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int operations(SocketChannel channel, int wanted) {
        int out = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;
        int now = channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
        return (wanted & out) == 0 ? wanted : (wanted & ~out) | now;
    }

    private int onTimer(Multi engine, long timeoutMillis) {
        timerSet = timeoutMillis >= 0;
        timerAt = System.nanoTime() + timeoutMillis * NANOS_PER_MILLI;
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            // The thread ends all the same; nobody waits for it now.
            Thread.currentThread().interrupt();
        }
    }
}
