package dev.hiper.internal.auth;

import dev.hiper.error.TransferException;

/** Makes the tokens of one handshake of Negotiate (RFC 4559). Not for two threads at once. */
public interface TokenSource {
    /** Starts handshakes. */
    @FunctionalInterface
    interface Factory {
        /**
         * Does not block.
         *
         * @param destination as in {@link Authentication#address}
         */
        TokenSource open(String destination) throws TransferException;
    }

    /**
     * The next token. May block on files and networks, so it is called off the loop.
     *
     * @param challenge of the server; empty at first
     * @throws TransferException with result AUTH_ERROR if there is none
     */
    byte[] next(byte[] challenge) throws TransferException;

    /** Whether the other side has nothing more to prove, so that a further challenge is a refusal. */
    boolean isComplete();

    /** Frees what the handshake holds. */
    void close();
}
