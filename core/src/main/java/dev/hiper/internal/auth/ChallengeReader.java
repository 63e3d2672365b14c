package dev.hiper.internal.auth;

import dev.hiper.internal.bytes.Ascii;
import dev.hiper.internal.bytes.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the challenges of one field (RFC 9110, 11.6.1). The grammar is ambiguous, so this goes by what stands next: a token with an
 * equals sign is a parameter of the challenge before it, any other one is a scheme. Tolerant: commas may be missing behind quoted
 * strings, values without quotes reach to the next comma, and what makes no sense is passed over.
 */
final class ChallengeReader {
    private final String text;
    private int at;

    private ChallengeReader(String text) {
        this.text = text;
    }

    /** Appends the challenges of the field, up to {@link Limits#AUTH_CHALLENGES} in all. */
    static void read(String field, List<Challenge> into) {
        new ChallengeReader(field).readAll(into);
    }

    private void readAll(List<Challenge> into) {
        Map<String, String> parameters = Map.of();
        while (at < text.length()) {
            int start = skip(" \t,");
            String name = token();
            if (name.isEmpty()) {
                passItem();
                continue;
            }
            skip(" \t");
            if (isNext('=')) {
                at++;
                if (!parameter(name, parameters)) {
                    return;
                }
            } else if (into.size() == Limits.AUTH_CHALLENGES) {
                return;
            } else if (at == start + name.length() && at < text.length() && text.charAt(at) != ',') {
                // Something sticks to the name that is no part of one.
                passItem();
            } else {
                parameters = new LinkedHashMap<>();
                into.add(new Challenge(name, isOpaque(name) ? restOfItem() : token68(), parameters));
            }
        }
    }

    /**
     * The value of a parameter, and its place among the others.
     *
     * @return false if a quoted string has no end, and nothing makes sense any more
     */
    private boolean parameter(String name, Map<String, String> parameters) {
        skip(" \t");
        String value;
        if (isNext('"')) {
            StringBuilder unquoted = new StringBuilder();
            if (!quoted(unquoted)) {
                return false;
            }
            value = unquoted.toString();
        } else {
            value = restOfItem();
        }
        if (parameters instanceof LinkedHashMap && parameters.size() < Limits.AUTH_PARAMETERS) {
            parameters.put(name.toLowerCase(Locale.ROOT), value);
        }
        return true;
    }

    private boolean quoted(StringBuilder into) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            into.append(c);
        }
        return false;
    }

    /** What stands behind a scheme, up to a comma, if it is token68 and no parameter; else empty. */
    private String token68() {
        int from = at;
        int end = from;
        while (end < text.length() && isToken68(text.charAt(end))) {
            end++;
        }
        while (end > from && end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        int next = end;
        while (next < text.length() && Ascii.isBlank(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && text.charAt(next) != ',') {
            return "";
        }
        at = next;
        return text.substring(from, end);
    }

    /** Schemes with one token and no parameters: what stands there is a token even if it does not look like one. */
    private static boolean isOpaque(String name) {
        AuthScheme scheme = AuthScheme.named(name);
        return scheme == AuthScheme.NTLM || scheme == AuthScheme.NEGOTIATE;
    }

    private String restOfItem() {
        int from = at;
        passItem();
        return text.substring(from, at).stripTrailing();
    }

    private static boolean isToken68(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }

    private String token() {
        int from = at;
        while (at < text.length() && Ascii.isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void passItem() {
        int comma = text.indexOf(',', at);
        at = comma < 0 ? text.length() : comma;
    }

    private int skip(String chars) {
        while (at < text.length() && chars.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
