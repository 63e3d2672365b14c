package dev.hiper.examples.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A proxy on a free port of the loopback address, and what it reports. */
final class RunningProxy implements AutoCloseable {
    private final ProxyServer server;
    private final BlockingQueue<RequestRecord> records = new LinkedBlockingQueue<>();

    private RunningProxy(List<String> arguments) throws Exception {
        server = ProxyServer.start(ProxyOptions.parse(arguments.toArray(String[]::new)), records::add);
    }

    /** One event loop of {@code transport}, and what {@code more} says. */
    static RunningProxy start(Transport transport, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--listen", "127.0.0.1:0", "--threads", "1", "--transport", transport.text(), "--via", "testee"));
        arguments.addAll(List.of(more));
        return new RunningProxy(arguments);
    }

    static RunningProxy start(String... more) throws Exception {
        return start(Transport.best(), more);
    }

    ProxyServer server() {
        return server;
    }

    int port() {
        return server.address().getPort();
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    RawClient client() throws IOException {
        return new RawClient(server.address());
    }

    /** The next request that ended. */
    RequestRecord record() throws InterruptedException {
        RequestRecord record = records.poll(ScriptedOrigin.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (record == null) {
            throw new AssertionError("no request was reported");
        }
        return record;
    }

    @Override
    public void close() {
        server.close();
    }
}
