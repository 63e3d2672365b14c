package dev.hiper.internal.gss;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.TokenSource;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one handshake, for one service of one host and the user that the JDK's Kerberos is set up for (its
 * ticket cache counts only with {@code javax.security.auth.useSubjectCredsOnly=false}). The user's credential is not delegated.
 */
final class GssTokens implements TokenSource {
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    /** Makes contexts that have not spoken yet. */
    @FunctionalInterface
    interface Contexts {
        GSSContext open(String service, String host) throws GSSException;
    }

    private final String service;
    private final String host;
    private final Contexts contexts;
    private @Nullable GSSContext context;

    /** Touches nothing yet. */
    GssTokens(String service, String host) {
        this(service, host, GssTokens::open);
    }

    GssTokens(String service, String host, Contexts contexts) {
        this.service = service;
        this.host = host;
        this.contexts = contexts;
    }

    @Override
    public byte[] next(byte[] challenge) throws TransferException {
        try {
            GSSContext current = context;
            if (current == null) {
                current = contexts.open(service, host);
                current.requestMutualAuth(true);
                current.requestCredDeleg(false);
                context = current;
            }
            byte @Nullable [] token = current.initSecContext(challenge, 0, challenge.length);
            return token == null ? new byte[0] : token;
        } catch (GSSException e) {
            throw new TransferException(ResultCode.AUTH_ERROR, "Negotiate failed for " + service + '@' + host, e);
        } catch (NoClassDefFoundError e) {
            throw new TransferException(ResultCode.AUTH_ERROR, "Negotiate needs the module java.security.jgss", e);
        }
    }

    @Override
    public boolean isComplete() {
        return context != null && context.isEstablished();
    }

    @Override
    public void close() {
        GSSContext current = context;
        context = null;
        if (current != null) {
            try {
                current.dispose();
            } catch (GSSException e) {
                // It is gone either way: there is nothing that a caller could do.
                return;
            }
        }
    }

    private static GSSContext open(String service, String host) throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSName name = manager.createName(service + '@' + host, GSSName.NT_HOSTBASED_SERVICE);
        return manager.createContext(name, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
    }
}
