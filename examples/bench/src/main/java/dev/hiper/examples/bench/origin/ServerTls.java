package dev.hiper.examples.bench.origin;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;

/** TLS as the origin speaks it: the same for every client, and a full handshake for every connection. */
final class ServerTls {
    /** Read by the JDK and by Netty's OpenSSL provider. */
    private static final String TICKETS = "jdk.tls.server.enableSessionTicketExtension";

    private ServerTls() {}

    static SslContext context(Identity identity) throws IOException {
        // Neither of them can be told in another way, for TLS 1.3; each reads it once, when it is first used.
        System.setProperty(TICKETS, "false");
        SslContext context = SslContextBuilder.forServer(
                        identity.certificate().toFile(), identity.key().toFile())
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
            sessions.setSessionCacheEnabled(false);
        } else {
            // The JDK cannot do without; one entry for one second comes near.
            context.sessionContext().setSessionCacheSize(1);
            context.sessionContext().setSessionTimeout(1);
        }
        return context;
    }
}
