package dev.hiper.internal.filter;

import dev.hiper.error.TransferException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for the user to a proxy that is asked for a tunnel. For each round comes {@link #ready}, until it says so, and
 * {@link #next}; then, if the answer is 407, {@link #challenge} for each challenge, and {@link #again}.
 */
public interface TunnelAuthorization {
    /** Has no credentials, and gives up. */
    TunnelAuthorization NONE = new TunnelAuthorization() {};

    /** Whether {@link #next} can be asked. If not, whoever drives the tunnel is woken when that changes. */
    default boolean ready() throws TransferException {
        return true;
    }

    /**
     * The value of Proxy-Authorization for the next CONNECT.
     *
     * @param authority the target of that CONNECT, {@code host:port}: the URI that a digest covers
     * @return null for none
     */
    default @Nullable String next(String authority) throws TransferException {
        return null;
    }

    /**
     * The answer has a Proxy-Authenticate field. Comes for status 407 only.
     *
     * @param value of one field: one challenge or several
     */
    default void challenge(String value) throws TransferException {}

    /**
     * The answer is complete and asks for credentials.
     *
     * @param status of the answer: 407
     * @return whether another CONNECT could do better
     */
    default boolean again(int status) throws TransferException {
        return false;
    }

    /**
     * The proxy closes the connection, and the next CONNECT goes out on another one. What was agreed on with this one (NTLM) is
     * void. Comes after {@link #again} answered true.
     */
    default void connectionLost() {}
}
