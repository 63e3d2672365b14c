package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The server that plays origin or proxy: it takes requests and answers with parts of the running case. */
final class OriginServer implements EventLoop.Duties, AutoCloseable {
    private final AtomicReference<Optional<RunningCase>> stage;
    private final String logName;
    private final boolean proxy;
    private final EventLoop loop;
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private Optional<ReplyScript> script = Optional.empty();

    private OriginServer(
            String name, SocketAddress address, AtomicReference<Optional<RunningCase>> stage, boolean proxy)
            throws IOException {
        this.stage = stage;
        this.proxy = proxy;
        this.logName = proxy ? RunningCase.PROXY_LOG : RunningCase.ORIGIN_LOG;
        this.loop = new EventLoop(name, address, this);
    }

    static OriginServer origin(SocketAddress address, AtomicReference<Optional<RunningCase>> stage) throws IOException {
        OriginServer server = new OriginServer("origin", address, stage, false);
        server.loop.start();
        return server;
    }

    static OriginServer proxy(SocketAddress address, AtomicReference<Optional<RunningCase>> stage) throws IOException {
        OriginServer server = new OriginServer("proxy", address, stage, true);
        server.loop.start();
        return server;
    }

    int port() {
        return ((InetSocketAddress) loop.address()).getPort();
    }

    void awaitIdle(long deadlineNanos) throws InterruptedException {
        loop.awaitIdle(deadlineNanos);
    }

    @Override
    public void accepted(SocketChannel channel) throws IOException {
        conversations.add(new Conversation(this, channel, loop.register(channel)));
    }

    /** Serves in the order in which the connections were made. */
    @Override
    public void ready(Set<SelectionKey> keys) {
        for (Conversation conversation : conversations) {
            if (keys.contains(conversation.key())) {
                conversation.readable();
            }
        }
    }

    @Override
    public boolean isIdle() {
        return conversations.isEmpty() && relays.isEmpty();
    }

    @Override
    public void drop() {
        conversations.forEach(Conversation::close);
        relays.forEach(Relay::close);
    }

    @Override
    public void close() throws IOException {
        loop.close();
        drop();
    }

    boolean isProxy() {
        return proxy;
    }

    String logName() {
        return logName;
    }

    /** The script of the running case, with what it remembers; none when no case is running. */
    Optional<ReplyScript> script() {
        Optional<RunningCase> running = stage.get();
        if (running.isEmpty()) {
            script = Optional.empty();
        } else if (script.isEmpty() || script.get().running() != running.get()) {
            script = Optional.of(new ReplyScript(running.get()));
        }
        return script;
    }

    void forget(Conversation conversation) {
        conversations.remove(conversation);
    }

    /** Takes the connection out of the loop and passes octets between it and a local port. */
    void relay(SocketChannel client, int port) throws IOException {
        client.configureBlocking(true);
        SocketChannel backend = SocketChannel.open(Loopback.v4(port));
        Relay relay = new Relay(client, backend, relays::remove);
        relays.add(relay);
        relay.start();
    }
}
