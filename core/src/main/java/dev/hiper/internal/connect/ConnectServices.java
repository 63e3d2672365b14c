package dev.hiper.internal.connect;

import dev.hiper.error.TransferException;
import dev.hiper.internal.dns.DnsCache;
import dev.hiper.internal.socket.SocketWatch;
import dev.hiper.internal.tls.TlsContext;
import dev.hiper.spi.TlsSettings;

/** What building connections needs from the engine. */
public interface ConnectServices {
    /** Who is told before a socket is closed. */
    SocketWatch sockets();

    DnsCache dns();

    /** The context for TLS to origins, from the engine's cache. */
    TlsContext tlsContext(TlsSettings settings) throws TransferException;
}
