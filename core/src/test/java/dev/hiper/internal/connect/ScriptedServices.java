package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.dns.NameServers;
import dev.hiper.internal.dns.ScriptedResolver;
import dev.hiper.internal.socket.SocketWatch;
import dev.hiper.internal.tls.TlsBuffers;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.internal.tls.TlsContexts;
import dev.hiper.spi.TlsEngines;
import dev.hiper.spi.TlsSettings;
import java.util.ArrayList;
import java.util.List;

/** An engine as seen from below. */
final class ScriptedServices implements ConnectServices, PoolWatch {
    private static final NameServers NO_SERVERS = (server, host, family, answer, asker) -> {
        throw new AssertionError("no name server is asked here");
    };

    final ScriptedResolver resolver = new ScriptedResolver();
    final List<String> events = new ArrayList<>();
    int alive;
    private final DnsCache dns = new DnsCache(resolver, NO_SERVERS, () -> {});
    private TlsContexts contexts = contexts();

    /** From now on TLS is set up anew, as it is when a file changed. */
    void forgetTls() {
        contexts = contexts();
    }

    @Override
    public SocketWatch sockets() {
        return socket -> events.add(socket.isOpen() ? "forget open" : "forget closed");
    }

    @Override
    public DnsCache dns() {
        return dns;
    }

    @Override
    public TlsContext tlsContext(TlsSettings settings) throws TransferException {
        return contexts.context(settings, 0);
    }

    @Override
    public void interestChanged(Connection connection) {
        events.add("interest " + connection.id() + " " + connection.state());
    }

    @Override
    public void destroyed(Connection connection) {
        events.add("destroyed " + connection.id() + " " + connection.closeReason());
    }

    @Override
    public int aliveTransfers() {
        return alive;
    }

    private static TlsContexts contexts() {
        TlsEngines.Context unused = (host, port) -> {
            throw new AssertionError("no engine is made here");
        };
        return new TlsContexts(settings -> unused, new TlsBuffers());
    }
}
