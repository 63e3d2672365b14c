package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The handshake of Negotiate on one connection. */
final class NegotiateDance {
    private enum State {
        NEEDS_TOKEN,
        HAS_TOKEN,
        SENT,
        /** The server had no objections. */
        OVER
    }

    private final TokenSource source;
    private State state = State.NEEDS_TOKEN;
    private byte[] challenge = new byte[0];
    private byte[] token = new byte[0];
    /** A step is on its way, and the source with it. */
    private boolean away;

    private boolean closed;

    NegotiateDance(TokenSource source) {
        this.source = source;
    }

    @Nullable
    TokenStep pending() {
        if (state != State.NEEDS_TOKEN) {
            return null;
        }
        away = true;
        return new TokenStep(this, source, challenge);
    }

    void take(byte[] newToken) {
        away = false;
        if (closed) {
            source.close();
        }
        token = newToken;
        state = State.HAS_TOKEN;
    }

    /** The field value of the next request; null if the connection needs none any more. */
    @Nullable
    String speak() throws TransferException {
        return switch (state) {
            case NEEDS_TOKEN -> throw new TransferException(ResultCode.AUTH_ERROR, "Negotiate has no token");
            case HAS_TOKEN -> {
                state = State.SENT;
                yield "Negotiate " + Base64.getEncoder().encodeToString(token);
            }
            case SENT, OVER -> {
                state = State.OVER;
                yield null;
            }
        };
    }

    /** Returns false if this was no challenge that goes on with the handshake. */
    boolean hear(String base64) {
        if (state != State.SENT || base64.isEmpty() || base64.length() > Limits.NEGOTIATE_CHALLENGE_CHARS) {
            return false;
        }
        if (source.isComplete()) {
            return false;
        }
        try {
            challenge = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
        state = State.NEEDS_TOKEN;
        return true;
    }

    /** Whether the server's challenge waits for its answer. */
    boolean mustAnswer() {
        return challenge.length > 0 && (state == State.NEEDS_TOKEN || state == State.HAS_TOKEN);
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** Whether a step is on its way; if nobody knows of it any more, this handshake is none. */
    boolean isAway() {
        return away;
    }

    /** A step on its way closes the source when it is back. */
    void close() {
        closed = true;
        if (!away) {
            source.close();
        }
    }
}
