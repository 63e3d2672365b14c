package dev.hiper.internal.auth;

import dev.hiper.error.TransferException;

/**
 * A token that the next request needs. {@link #run} off the loop, then {@link #finish} on it; or {@link #drop}. Until then nothing else
 * touches the source.
 */
public final class TokenStep {
    private final NegotiateDance dance;
    private final TokenSource source;
    private final byte[] challenge;

    TokenStep(NegotiateDance dance, TokenSource source, byte[] challenge) {
        this.dance = dance;
        this.source = source;
        this.challenge = challenge;
    }

    /** Makes the token. Blocks. */
    public byte[] run() throws TransferException {
        return source.next(challenge);
    }

    /** Nobody waits for the token any more: frees what the handshake holds. After {@link #run} or instead of it; any thread. */
    public void drop() {
        source.close();
    }

    /** Hands over what {@link #run} returned; then the request can be made. */
    public void finish(byte[] token) {
        dance.take(token);
    }
}
