package dev.hiper.examples.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The small grammar that fields have in common: RFC 9110, 5.6. */
final class Tokens {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The members of a list that may be spread over several fields, in lower case, without empty ones. */
    static List<String> members(List<String> fieldValues) {
        List<String> members = new ArrayList<>();
        for (String value : fieldValues) {
            for (String member : value.split(",", -1)) {
                String trimmed = member.trim();
                if (!trimmed.isEmpty()) {
                    members.add(trimmed.toLowerCase(Locale.ROOT));
                }
            }
        }
        return members;
    }

    /** Whether {@code text} holds visible ASCII only, as a request target must. */
    static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
