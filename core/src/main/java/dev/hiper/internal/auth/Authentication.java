package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one easy handle authenticates at one side, the origin or the proxy, over all legs of a transfer and into the next one.
 *
 * <pre>
 * begin                                once per transfer
 *   address                            for each leg, as soon as it is known where it goes
 *   attach                             for each request, with the state of the connection that it uses
 *   pendingToken                       if Negotiate is supported
 *   authorization -> withholdsBody     when the request is written
 *   challenge*, responseHead           when the final head of the answer is there: AGAIN means another leg
 * </pre>
 *
 * <p>If one scheme is allowed it is used at once. If several are, the first request goes without, and the best one on offer is
 * taken; it stays for later legs and transfers. A scheme that was used and refused ends the matter: the answer is final.
 */
public final class Authentication {
    /** Who asks. */
    public enum Side {
        ORIGIN(401),
        PROXY(407);

        private final int status;

        Side(int status) {
            this.status = status;
        }
    }

    /** What follows from the head of an answer. */
    public enum Outcome {
        /** The same request must be made again. */
        AGAIN,
        /** This side did not ask. */
        DONE,
        /** This side asked, and there is nothing (more) to answer: the response is final, and an error to FAILONERROR. */
        FAILED
    }

    /** In {@link #picked}: no scheme, not even one that is wanted. */
    private static final long NOTHING = 1L << 30;

    /** Status codes below are no failure and no redirect. */
    private static final int FIRST_FAILURE = 300;

    private final Side side;
    private final Nonces nonces;
    private final LongSupplier epochMillis;
    private final TokenSource.@Nullable Factory tokens;
    private final List<Challenge> challenges = new ArrayList<>();

    private long wanted;
    private String destination = "";
    private @Nullable Credentials credentials;
    private ConnectionAuth connection = new ConnectionAuth();
    private @Nullable DigestSession digest;

    /** One scheme, or several while nobody has chosen; 0 before the first request. */
    private long picked;

    private long available;
    private long used;
    private boolean done;
    private boolean withheld;
    private boolean problem;
    private int rounds;

    /**
     * @param nonces for what the other side must not foresee
     * @param epochMillis milliseconds since 1970, for NTLM
     */
    public Authentication(Side side, Nonces nonces, LongSupplier epochMillis) {
        this(side, nonces, epochMillis, null);
    }

    /**
     * With Negotiate, too.
     *
     * @param tokens where its tokens come from; null for no Negotiate
     */
    public Authentication(Side side, Nonces nonces, LongSupplier epochMillis, TokenSource.@Nullable Factory tokens) {
        this.side = side;
        this.nonces = nonces;
        this.epochMillis = epochMillis;
        this.tokens = tokens;
    }

    /**
     * A transfer starts. What an earlier one of the same handle found out is kept.
     *
     * @param wantedSchemes bits of {@link AuthScheme}, and {@link AuthScheme#ONLY}; other bits are ignored
     */
    public void begin(long wantedSchemes) {
        long supported = AuthScheme.ALL;
        if (tokens == null) {
            supported &= ~AuthScheme.NEGOTIATE.bit();
        }
        if (side == Side.PROXY) {
            supported &= ~(AuthScheme.BEARER.bit() | AuthScheme.AWS_SIGV4.bit());
        }
        wanted = wantedSchemes & (supported | AuthScheme.ONLY);
        if ((wantedSchemes & AuthScheme.DIGEST_IE) != 0) {
            wanted |= AuthScheme.DIGEST.bit();
        }
        picked &= wanted;
        available = 0;
        used = 0;
        problem = false;
        withheld = false;
        rounds = 0;
        challenges.clear();
    }

    /**
     * A leg goes to {@code newDestination}. What was learned at another destination, or as another user, is forgotten.
     *
     * @param newDestination scheme, host and port of the side, in one form
     * @param newCredentials null for none that this destination may see
     */
    public void address(String newDestination, @Nullable Credentials newCredentials) {
        if (!newDestination.equals(destination) || !Objects.equals(newCredentials, credentials)) {
            digest = null;
        }
        destination = newDestination;
        credentials = newCredentials;
    }

    /** The next request goes out on the connection with this state; a handshake begun on another one is void. */
    public void attach(ConnectionAuth newConnection) {
        if (newConnection != connection && newConnection.isFresh() && done && wants(picked, AuthScheme.NTLM)) {
            picked = 0;
            done = false;
        }
        connection = newConnection;
    }

    /** Whether there are credentials, so that a request may carry some. */
    public boolean active() {
        return credentials != null;
    }

    /**
     * The value of the field for the next request. Called once per request, as it counts.
     *
     * @param method as sent
     * @param target path and query as sent, also in a request to a proxy; {@code host:port} for CONNECT
     * @param bodyFollows whether the request is of a kind with a body (POST, PUT), even an empty one
     * @return null for no field. ASCII, but for a token of the application's with other characters
     */
    public @Nullable String authorization(String method, String target, boolean bodyFollows) throws TransferException {
        used = 0;
        withheld = false;
        Credentials known = credentials;
        if (known == null) {
            done = true;
            return null;
        }
        if (picked == 0) {
            picked = wanted;
        }
        AuthScheme scheme = single(picked);
        if (scheme == null) {
            return null;
        }
        String value =
                switch (scheme) {
                    case BASIC -> basic(known);
                    case BEARER -> bearer(known);
                    case DIGEST -> digest(known, method, target, bodyFollows);
                    case NTLM -> connection.speak(destination, known, nonces, epochMillis.getAsLong());
                    case NEGOTIATE -> negotiate(known);
                    case AWS_SIGV4 -> null;
                };
        done = isDone(scheme, value);
        boolean spoke = value != null || (scheme != AuthScheme.BASIC && scheme != AuthScheme.BEARER);
        used = spoke ? scheme.bit() : 0;
        withheld = bodyFollows && !done;
        return value;
    }

    /**
     * What {@link #authorization} waits for: with Negotiate, a token that may take its time. To be asked before each request, once
     * the connection is attached. Asked again while a step is on its way, it begins another handshake.
     *
     * @return null if the request can be made
     */
    public @Nullable TokenStep pendingToken() throws TransferException {
        if (credentials == null || tokens == null || !negotiates()) {
            return null;
        }
        return connection.negotiate(destination, credentials, tokens).pending();
    }

    /** Whether the next request speaks Negotiate. */
    public boolean negotiates() {
        long next = picked == 0 ? wanted : picked;
        return credentials != null && next == AuthScheme.NEGOTIATE.bit();
    }

    /**
     * Leaves {@code scheme} alone for the rest of this transfer: it cannot be used here.
     *
     * @return whether another one is allowed; if not, nothing has changed
     */
    public boolean doWithout(AuthScheme scheme) {
        long rest = wanted & ~scheme.bit();
        if ((rest & AuthScheme.ALL) == 0) {
            return false;
        }
        wanted = rest;
        picked = 0;
        done = false;
        return true;
    }

    private boolean isDone(AuthScheme scheme, @Nullable String value) {
        return switch (scheme) {
            case DIGEST -> value != null;
            case NTLM -> connection.hasAnswered();
            case BASIC, BEARER, NEGOTIATE, AWS_SIGV4 -> true;
        };
    }

    private static @Nullable String basic(Credentials known) throws TransferException {
        if (!known.hasUserOrPassword()) {
            return null;
        }
        if (known.userText().indexOf(':') >= 0) {
            throw new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT, "a user name with a colon cannot be sent with Basic");
        }
        String pair = known.userText() + ':' + known.passwordText();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String bearer(Credentials known) {
        return known.bearer() == null ? null : "Bearer " + known.bearer();
    }

    private @Nullable String negotiate(Credentials known) throws TransferException {
        return tokens == null
                ? null
                : connection.negotiate(destination, known, tokens).speak();
    }

    private @Nullable String digest(Credentials known, String method, String target, boolean bodyFollows)
            throws TransferException {
        return digest == null ? null : digest.authorization(known, method, target, bodyFollows);
    }

    /**
     * Whether the request is but a step of a handshake, so that its body is left out, with {@code Content-Length: 0}. As of the
     * last {@link #authorization}. The body stays away if either side says so.
     */
    public boolean withholdsBody() {
        return withheld;
    }

    /**
     * One WWW-Authenticate or Proxy-Authenticate field of the answer, whatever its status.
     *
     * @param value one or several challenges; one char per byte
     */
    public void challenge(String value) {
        ChallengeReader.read(value, challenges);
    }

    /**
     * The final head of the answer is complete.
     *
     * @param closes whether the connection ends with this answer
     */
    public Outcome responseHead(int status, boolean closes) {
        if (status != side.status) {
            challenges.clear();
            return withheld && status < FIRST_FAILURE ? unasked() : Outcome.DONE;
        }
        long offered = hear();
        challenges.clear();
        if (closes && connection.mustAnswer()) {
            // The answer would have to go out on this very connection.
            problem = true;
        }
        if (credentials == null || problem) {
            return Outcome.FAILED;
        }
        picked = best(offered & wanted, credentials);
        if (picked == NOTHING || ++rounds > Limits.AUTH_ROUNDS) {
            problem = true;
            return Outcome.FAILED;
        }
        used = picked;
        return Outcome.AGAIN;
    }

    /** The body was left out for a handshake that nobody wanted: once more, with it and without authentication. */
    private Outcome unasked() {
        picked = NOTHING;
        done = true;
        withheld = false;
        return Outcome.AGAIN;
    }

    /** Takes in the challenges of one answer, and returns what they offer. */
    private long hear() {
        long offered = 0;
        boolean digestHeard = false;
        for (Challenge challenge : challenges) {
            AuthScheme scheme = AuthScheme.named(challenge.scheme());
            if (scheme == null || (scheme == AuthScheme.NEGOTIATE && tokens == null)) {
                continue;
            }
            available |= scheme.bit();
            if (scheme == AuthScheme.DIGEST) {
                digestHeard = true;
                continue;
            }
            offered |= scheme.bit();
            if (credentials != null && picked == scheme.bit()) {
                problem = !goesOn(scheme, challenge);
            }
        }
        return digestHeard && hearDigest() ? offered | AuthScheme.DIGEST.bit() : offered;
    }

    /** Whether a challenge of the scheme in use is more than a refusal. */
    private boolean goesOn(AuthScheme scheme, Challenge challenge) {
        return switch (scheme) {
            case NTLM -> connection.hear(challenge);
            case NEGOTIATE -> connection.hearNegotiate(challenge);
            case BASIC, BEARER, DIGEST, AWS_SIGV4 -> false;
        };
    }

    /**
     * Chooses among the challenges of Digest: the strongest one counts, of equal ones the first.
     *
     * @return whether one can be answered
     */
    private boolean hearDigest() {
        boolean tried = digest != null;
        DigestSession best = DigestSession.best(challenges, tried, nonces);
        if (tried && (best == null || !best.isStale())) {
            // Another nonce without the old one being stale: it was the password.
            problem = true;
        }
        digest = best;
        return best != null;
    }

    /** The scheme to use of those on offer, or {@link #NOTHING}. */
    private static long best(long offered, Credentials known) {
        for (AuthScheme scheme : AuthScheme.values()) {
            if (wants(offered, scheme) && serves(known, scheme)) {
                return scheme.bit();
            }
        }
        return NOTHING;
    }

    private static boolean serves(Credentials known, AuthScheme scheme) {
        return switch (scheme) {
            case BASIC, DIGEST -> known.hasUserOrPassword();
            case BEARER -> known.bearer() != null;
            case NTLM, NEGOTIATE -> true;
            case AWS_SIGV4 -> false;
        };
    }

    /** Whether the next request must use the attached connection: a handshake is in progress there. */
    public boolean needsSameConnection() {
        return connection.handshaking();
    }

    /** Whether requests are to be signed with {@link SigV4}, which needs all of their head. */
    public boolean signs() {
        return picked == AuthScheme.AWS_SIGV4.bit();
    }

    /** The schemes that were on offer during this transfer. */
    public long available() {
        return available;
    }

    /** The scheme in use, as one bit; 0 for none. */
    public long used() {
        return used;
    }

    private static boolean wants(long mask, AuthScheme scheme) {
        return (mask & scheme.bit()) != 0;
    }

    /** The scheme of a mask with one bit; null if there are none or several. */
    private static @Nullable AuthScheme single(long mask) {
        for (AuthScheme scheme : AuthScheme.values()) {
            if (mask == scheme.bit()) {
                return scheme;
            }
        }
        return null;
    }
}
