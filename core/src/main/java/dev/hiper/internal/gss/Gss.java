package dev.hiper.internal.gss;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.TokenSource;

/** Whether the JDK's module for Kerberos is there. Apart from what uses it, which could not even be loaded without. */
public final class Gss {
    private Gss() {}

    /**
     * Starts a handshake with a service of a host. Does not block.
     *
     * @param service as Kerberos names it, without the host: {@code HTTP}
     * @throws TransferException with result AUTH_ERROR if the module {@code java.security.jgss} is not there
     */
    public static TokenSource open(String service, String host) throws TransferException {
        try {
            return new GssTokens(service, host);
        } catch (NoClassDefFoundError e) {
            throw new TransferException(ResultCode.AUTH_ERROR, "Negotiate needs the module java.security.jgss", e);
        }
    }
}
