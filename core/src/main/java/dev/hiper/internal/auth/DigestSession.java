package dev.hiper.internal.auth;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.bytes.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One nonce of a server or proxy and the requests that use it (RFC 7616; without qop, RFC 2069). Strings have one char per byte in
 * here, so that what the server sent is hashed as it was sent.
 */
final class DigestSession {
    private enum Protection {
        NONE(""),
        AUTH("auth"),
        AUTH_INT("auth-int");

        private final String text;

        Protection(String text) {
            this.text = text;
        }
    }

    private static final int CNONCE_BYTES = 12;

    private final DigestAlgorithm algorithm;
    private final Protection protection;
    private final String nonce;
    private final String realm;
    private final Map<String, String> parameters;
    private final String cnonce;
    private int count;

    private DigestSession(
            DigestAlgorithm algorithm, Protection protection, String nonce, Challenge challenge, String cnonce) {
        this.algorithm = algorithm;
        this.protection = protection;
        this.nonce = nonce;
        parameters = challenge.parameters();
        realm = parameters.getOrDefault("realm", "");
        this.cnonce = cnonce;
    }

    /**
     * The session that the strongest of the challenges starts; of equal ones the first.
     *
     * @param tried whether there was a session before: then one that says that its nonce was stale comes first
     */
    static @Nullable DigestSession best(List<Challenge> challenges, boolean tried, Nonces nonces) {
        DigestSession best = null;
        for (Challenge challenge : challenges) {
            if (AuthScheme.named(challenge.scheme()) == AuthScheme.DIGEST) {
                DigestSession session = of(challenge, nonces);
                if (session != null && (best == null || session.isBetterThan(best, tried))) {
                    best = session;
                }
            }
        }
        return best;
    }

    /** The session that a challenge starts; null if it lacks something, or has something that is not known here. */
    static @Nullable DigestSession of(Challenge challenge, Nonces nonces) {
        byte[] random = new byte[CNONCE_BYTES];
        nonces.fill(random);
        return of(challenge, Base64.getEncoder().encodeToString(random));
    }

    static @Nullable DigestSession of(Challenge challenge, String cnonce) {
        Map<String, String> parameters = challenge.parameters();
        String algorithmText = parameters.get("algorithm");
        DigestAlgorithm algorithm = DigestAlgorithm.named(algorithmText);
        Protection protection = protection(parameters.get("qop"));
        String nonce = parameters.get("nonce");
        if (algorithm == null || protection == null || nonce == null) {
            return null;
        }
        if (protection == Protection.NONE && DigestAlgorithm.isSession(algorithmText)) {
            return null;
        }
        for (String value : parameters.values()) {
            if (value.length() > Limits.AUTH_PARAMETER_BYTES) {
                return null;
            }
        }
        return new DigestSession(algorithm, protection, nonce, challenge, cnonce);
    }

    private static @Nullable Protection protection(@Nullable String offered) {
        if (offered == null) {
            return Protection.NONE;
        }
        Protection best = null;
        for (String option : offered.split(",", Limits.AUTH_PARAMETERS)) {
            String name = option.strip().toLowerCase(Locale.ROOT);
            if (name.equals(Protection.AUTH.text)) {
                return Protection.AUTH;
            }
            if (name.equals(Protection.AUTH_INT.text)) {
                best = Protection.AUTH_INT;
            }
        }
        return best;
    }

    /** Whether the server says that only the nonce was wrong, not the password. */
    boolean isStale() {
        return "true".equalsIgnoreCase(parameters.get("stale"));
    }

    private boolean isBetterThan(DigestSession other, boolean tried) {
        if (tried && isStale() != other.isStale()) {
            return isStale();
        }
        return algorithm.compareTo(other.algorithm) > 0;
    }

    /** The value of the field for one request; counts it. */
    String authorization(Credentials credentials, String method, String target, boolean bodyFollows)
            throws TransferException {
        if (protection == Protection.AUTH_INT && bodyFollows) {
            throw new TransferException(
                    ResultCode.AUTH_ERROR,
                    "Digest with nothing but qop=auth-int is not supported for requests with body");
        }
        count++;
        String user = bytesOf(credentials.userText());
        String uri = bytesOf(target);
        StringBuilder field = new StringBuilder("Digest username=");
        field.append(quoted(hashesUser() ? algorithm.hex(user + ':' + realm) : user));
        field.append(", realm=").append(quoted(realm));
        field.append(", nonce=").append(quoted(nonce));
        field.append(", uri=").append(quoted(uri));
        if (protection != Protection.NONE) {
            field.append(", cnonce=\"").append(cnonce);
            field.append("\", nc=").append(countText());
            field.append(", qop=").append(protection.text);
        }
        String secret = user + ':' + realm + ':' + bytesOf(credentials.passwordText());
        field.append(", response=\"").append(response(secret, bytesOf(method) + ':' + uri));
        return field.append('"').append(optionalParts()).toString();
    }

    private String response(String secret, String request) throws TransferException {
        String first = algorithm.hex(secret);
        if (DigestAlgorithm.isSession(parameters.get("algorithm"))) {
            first = algorithm.hex(first + ':' + nonce + ':' + cnonce);
        }
        // The body is empty where its hash counts.
        String body = protection == Protection.AUTH_INT ? ':' + algorithm.hex("") : "";
        String second = algorithm.hex(request + body);
        String middle = protection == Protection.NONE ? "" : countText() + ':' + cnonce + ':' + protection.text + ':';
        return algorithm.hex(first + ':' + nonce + ':' + middle + second);
    }

    private String optionalParts() {
        StringBuilder parts = new StringBuilder();
        String opaque = parameters.get("opaque");
        if (opaque != null) {
            parts.append(", opaque=").append(quoted(opaque));
        }
        String algorithmText = parameters.get("algorithm");
        if (algorithmText != null) {
            parts.append(", algorithm=").append(algorithmText);
        }
        if (hashesUser()) {
            parts.append(", userhash=true");
        }
        return parts.toString();
    }

    private boolean hashesUser() {
        return "true".equalsIgnoreCase(parameters.get("userhash"));
    }

    private String countText() {
        return HexFormat.of().toHexDigits(count);
    }

    /** Control characters and what is not ASCII have no place in the field: like libcurl, encoded as in a URL. */
    private static String quoted(String bytes) {
        StringBuilder quoted = new StringBuilder(bytes.length() + 2).append('"');
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append('%').append(hex.toHexDigits((byte) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
