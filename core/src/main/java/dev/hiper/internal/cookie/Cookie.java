package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.AsciiText;
import org.jspecify.annotations.Nullable;

/**
 * One cookie.
 *
 * @param domain without leading dot; null for one that the application gave for all hosts
 * @param path without slash at its end, unless it is {@code /}; null for one that the application gave for all
 *     paths
 * @param expires seconds since 1970; 0 for a session cookie
 * @param tailMatch whether hosts below the domain get it, too
 */
record Cookie(
        String name,
        String value,
        @Nullable String domain,
        @Nullable String path,
        long expires,
        boolean tailMatch,
        boolean secure,
        boolean httpOnly) {

    private static final String SECURE_PREFIX = "__Secure-";
    private static final String HOST_PREFIX = "__Host-";

    boolean isSession() {
        return expires == 0;
    }

    boolean isExpired(long now) {
        return expires != 0 && expires < now;
    }

    /** RFC 6265bis, 4.1.3, with letters in the very case given there: see libcurl's test case 2311. */
    boolean keepsPromiseOfPrefix() {
        if (name.startsWith(SECURE_PREFIX)) {
            return secure;
        }
        return !name.startsWith(HOST_PREFIX) || (secure && "/".equals(path) && !tailMatch);
    }

    /** A line of a Netscape cookie file. */
    String line() {
        String host = domain == null ? "unknown" : domain;
        return (httpOnly ? NetscapeLine.HTTP_ONLY : "")
                + (tailMatch && !host.startsWith(".") ? "." : "")
                + host
                + '\t'
                + (tailMatch ? "TRUE" : "FALSE")
                + '\t'
                + (path == null ? "/" : path)
                + '\t'
                + (secure ? "TRUE" : "FALSE")
                + '\t'
                + expires
                + '\t'
                + name
                + '\t'
                + value;
    }

    /** RFC 6265, 5.1.3: {@code host} is {@code domain}, or ends with it behind a dot. */
    static boolean domainMatches(String domain, String host) {
        return !domain.isEmpty()
                && AsciiText.endsWithIgnoreCase(host, domain)
                && (host.length() == domain.length() || host.charAt(host.length() - domain.length() - 1) == '.');
    }

    /** RFC 6265, 5.1.4, except that the last part of the request's path counts in full. */
    static boolean pathMatches(String path, String requested) {
        if (path.length() == 1) {
            return true;
        }
        String target = requested.startsWith("/") ? requested : "/";
        return target.startsWith(path) && (target.length() == path.length() || target.charAt(path.length()) == '/');
    }

    /** The path of an attribute or a file: unquoted, {@code /} unless it is absolute, without slash at its end. */
    static String cleanPath(String raw) {
        String path = raw;
        if (path.startsWith("\"")) {
            path = path.substring(1);
            if (path.endsWith("\"")) {
                path = path.substring(0, path.length() - 1);
            }
        }
        if (!path.startsWith("/")) {
            return "/";
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Whether a character is in {@code text} that may be in no cookie: servers refuse requests with them. RFC
     * 6265bis, 5.6.
     */
    static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    }
}
