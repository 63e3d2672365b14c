package dev.hiper.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.filter.ConnectContext;
import dev.hiper.internal.filter.ConnectPhase;
import dev.hiper.internal.filter.PollSet;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.Timer;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A TLS filter with a server on the other side, and what tests do with it. */
final class TlsPair implements ConnectContext {
    static final String HOST = "example.test";
    private static final int MANY_STEPS = 2_000_000;

    final TlsBuffers buffers;
    final MemoryServer server;
    final FakeTransport transport;
    final TlsFilter filter;
    final List<ConnectPhase> reached = new ArrayList<>();
    final List<String> traced = new ArrayList<>();

    TlsPair(TlsSettings settings, SSLContext serverContext) throws TransferException {
        this(
                new JdkTlsEngines(),
                settings,
                TestCertificates.serverEngine(serverContext),
                new TlsPeer(HOST, 443, false));
    }

    TlsPair(TlsEngines engines, TlsSettings settings, SSLEngine serverEngine, TlsPeer peer) throws TransferException {
        this(new TlsContexts(engines, new TlsBuffers()).context(settings, 0), serverEngine, peer);
    }

    TlsPair(TlsContext context, SSLEngine serverEngine, TlsPeer peer) {
        buffers = context.buffers();
        server = new MemoryServer(serverEngine);
        transport = new FakeTransport(server);
        filter = new TlsFilter(transport, context, peer);
    }

    /** A connected pair with the usual settings. */
    static TlsPair connected() throws TransferException {
        return new TlsPair(TestCertificates.settings(), TestCertificates.serverContext()).connect();
    }

    static TlsPair connected12() throws TransferException {
        TlsSettings settings =
                new TestCertificates.SettingsBuilder().versions(12, 12).build();
        return new TlsPair(settings, TestCertificates.serverContext()).connect();
    }

    /** The JDK's engines behaving like Netty's. */
    static TlsEngines swallowing() {
        return settings -> {
            TlsEngines.Context context = new JdkTlsEngines().context(settings);
            return (host, port) -> new SwallowingEngine(context.newEngine(host, port));
        };
    }

    TlsPair connect() throws TransferException {
        for (int i = 0; i < MANY_STEPS; i++) {
            if (filter.connect(this) == Step.DONE) {
                return this;
            }
        }
        throw new AssertionError("the handshake does not end");
    }

    TransferException connectFails(ResultCode code) {
        TransferException failure = assertThrows(TransferException.class, this::connect);
        assertEquals(code, failure.result(), failure.getMessage());
        filter.close();
        assertEquals(0, buffers.borrowed());
        return failure;
    }

    void sendAll(byte[] content) throws TransferException {
        ByteBuffer source = ByteBuffer.wrap(content);
        for (int i = 0; source.hasRemaining() || filter.sendPending(); i++) {
            filter.send(source);
            assertEquals(true, i < MANY_STEPS, "sending does not end");
        }
    }

    byte[] receive(int count, int roomBytes) throws TransferException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer destination = ByteBuffer.allocateDirect(roomBytes);
        for (int i = 0; all.size() < count; i++) {
            destination.clear();
            int got = filter.receive(destination);
            assertEquals(Math.max(got, 0), destination.position());
            assertEquals(true, got >= 0, "the end came early");
            assertEquals(true, i < MANY_STEPS, "receiving does not end");
            destination.flip();
            while (destination.hasRemaining()) {
                all.write(destination.get());
            }
        }
        return all.toByteArray();
    }

    int receiveOnce() throws TransferException {
        return filter.receive(ByteBuffer.allocate(1 << 16));
    }

    int polled(int wish) {
        PollSet polls = new PollSet();
        polls.set(transport.socket, wish);
        filter.adjust(polls);
        return polls.bitsOf(transport.socket);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] noise(int count) {
        byte[] content = new byte[count];
        new java.util.Random(count).nextBytes(content);
        return content;
    }

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public void expireAt(Timer timer, long deadlineNanos) {}

    @Override
    public void cancel(Timer timer) {}

    @Override
    public void wake() {}

    @Override
    public void reached(ConnectPhase phase) {
        reached.add(phase);
    }

    @Override
    public boolean tracing() {
        return true;
    }

    @Override
    public void trace(String text) {
        traced.add(text);
    }
}
