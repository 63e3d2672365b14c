package dev.hiper.internal.http;

import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.TokenSource;
import dev.hiper.internal.gss.Gss;

/** Starts the handshakes of Negotiate. */
@FunctionalInterface
public interface TokenSources {
    /** The JDK's Kerberos, which is not looked for before it is needed. */
    static TokenSources kerberos() {
        return Gss::open;
    }

    /**
     * Does not block.
     *
     * @param service name of the Kerberos service, such as {@code HTTP}
     * @param host that it runs on
     * @throws TransferException with result AUTH_ERROR if there is no Kerberos
     */
    TokenSource open(String service, String host) throws TransferException;
}
