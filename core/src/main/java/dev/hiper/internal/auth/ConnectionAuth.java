package dev.hiper.internal.auth;

import dev.hiper.error.TransferException;
import org.jspecify.annotations.Nullable;

/**
 * What NTLM and Negotiate leave at a connection: they authenticate connections, not requests. A connection has one for its origin
 * and one for its proxy, from its beginning to its end.
 */
public final class ConnectionAuth {
    /** How well a connection serves a transfer. */
    public enum Fit {
        /** It belongs to somebody else. */
        UNFIT,
        /** It belongs to nobody. */
        FITS,
        /** It belongs to this user: better than one that fits. */
        PREFERRED
    }

    /** How far the handshake is. */
    private enum State {
        NONE,
        /** The first message is sent, or is to be sent once more. */
        TYPE_1,
        /** The server's challenge is here. */
        TYPE_2,
        /** The answer to it is sent. */
        TYPE_3,
        /** The answer was accepted, as far as we know. */
        LAST
    }

    private State state = State.NONE;
    private NtlmChallenge challenge = NtlmChallenge.NONE;
    private String destination = "";
    private @Nullable Credentials owner;
    private @Nullable NegotiateDance negotiate;

    /**
     * Whether a transfer may use this connection.
     *
     * @param wanted schemes that the transfer allows
     * @param goal where it goes, as in {@link Authentication#address}
     * @param credentials that it may use there
     */
    public Fit fit(long wanted, String goal, @Nullable Credentials credentials) {
        if (owner == null) {
            return Fit.FITS;
        }
        AuthScheme bound = negotiate == null ? AuthScheme.NTLM : AuthScheme.NEGOTIATE;
        boolean wants = (wanted & bound.bit()) != 0;
        return wants && owner.equals(credentials) && destination.equals(goal) ? Fit.PREFERRED : Fit.UNFIT;
    }

    /** Whether the connection belongs to somebody. */
    public boolean bound() {
        return owner != null;
    }

    /** Whether there was no handshake yet. */
    boolean isFresh() {
        return state == State.NONE && owner == null;
    }

    /** Whether a handshake has begun, and is not over. */
    boolean handshaking() {
        return owner != null && (negotiate == null ? !hasAnswered() : negotiate.mustAnswer());
    }

    /** Whether the server's challenge waits for its answer. */
    boolean mustAnswer() {
        return state == State.TYPE_2 || (negotiate != null && negotiate.mustAnswer());
    }

    /** Whether all is said from our side, with NTLM. */
    boolean hasAnswered() {
        return state == State.TYPE_3 || state == State.LAST;
    }

    /** The next message of the user, as a field value; null if the connection needs none any more. */
    @Nullable
    String speak(String goal, Credentials credentials, Nonces nonces, long epochMillis) throws TransferException {
        if (negotiate != null || isSomebodyElses(goal, credentials)) {
            release();
        }
        return switch (state) {
            case NONE, TYPE_1 -> {
                destination = goal;
                owner = credentials;
                yield "NTLM " + NtlmMessages.negotiate();
            }
            case TYPE_2 -> {
                NtlmChallenge question = challenge;
                challenge = NtlmChallenge.NONE;
                state = State.TYPE_3;
                yield "NTLM " + NtlmMessages.authenticate(credentials, question, nonces, epochMillis);
            }
            case TYPE_3, LAST -> {
                state = State.LAST;
                yield null;
            }
        };
    }

    /**
     * The server's word.
     *
     * @return false if the handshake cannot go on
     */
    boolean hear(Challenge word) {
        if (!word.token().isEmpty()) {
            NtlmChallenge decoded = NtlmChallenge.decode(word.token());
            if (decoded == null) {
                return false;
            }
            challenge = decoded;
            state = State.TYPE_2;
            return true;
        }
        return switch (state) {
            case NONE, LAST -> {
                release();
                state = State.TYPE_1;
                yield true;
            }
            case TYPE_1, TYPE_2 -> false;
            case TYPE_3 -> {
                // Our answer was wrong; the connection is nobody's again.
                release();
                yield false;
            }
        };
    }

    /** The handshake of Negotiate of this user; a new one if there is none. */
    NegotiateDance negotiate(String goal, Credentials credentials, TokenSource.Factory sources)
            throws TransferException {
        if (isSomebodyElses(goal, credentials) || (negotiate != null && negotiate.isAway())) {
            release();
        }
        if (negotiate == null) {
            negotiate = new NegotiateDance(sources.open(goal));
            destination = goal;
            owner = credentials;
        }
        return negotiate;
    }

    /**
     * The server's word about Negotiate.
     *
     * @return false if the handshake cannot go on
     */
    boolean hearNegotiate(Challenge word) {
        if (negotiate == null || negotiate.hear(word.token())) {
            return true;
        }
        boolean restarts = negotiate.isOver();
        release();
        return restarts;
    }

    /** The connection ends, or its authentication does. */
    public void release() {
        if (negotiate != null) {
            negotiate.close();
            negotiate = null;
        }
        state = State.NONE;
        challenge = NtlmChallenge.NONE;
        destination = "";
        owner = null;
    }

    private boolean isSomebodyElses(String goal, Credentials credentials) {
        return owner != null && !(owner.equals(credentials) && destination.equals(goal));
    }
}
