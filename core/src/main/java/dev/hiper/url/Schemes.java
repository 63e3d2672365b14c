package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/**
 * The schemes that libcurl knows and their default ports. Being known here says that a URL can be read, not that a
 * transfer can be made.
 */
final class Schemes {
    /** What {@link UrlFlag#DEFAULT_SCHEME} stands for. */
    static final String DEFAULT = "https";

    static final String FILE = "file";

    static final int UNKNOWN = -1;
    static final int NO_PORT = 0;

    private Schemes() {}

    /** The default port, {@link #NO_PORT} for a scheme that has none, or {@link #UNKNOWN}. */
    static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            case "ftps" -> 990;
            case "scp", "sftp" -> 22;
            case "telnet" -> 23;
            case "smtp" -> 25;
            case "smtps" -> 465;
            case "tftp" -> 69;
            case "gopher", "gophers" -> 70;
            case "pop3" -> 110;
            case "pop3s" -> 995;
            case "imap" -> 143;
            case "imaps" -> 993;
            case "ldap" -> 389;
            case "ldaps" -> 636;
            case "smb", "smbs" -> 445;
            case "rtsp" -> 554;
            case "mqtt" -> 1883;
            case "mqtts" -> 8883;
            case "rtmp", "rtmpt", "rtmpe" -> 1935;
            case "rtmps" -> 443;
            case "rtmpte", "rtmpts" -> 80;
            case "dict" -> 2628;
            case FILE -> NO_PORT;
            default -> UNKNOWN;
        };
    }

    static boolean isKnown(String scheme) {
        return defaultPort(scheme) != UNKNOWN;
    }

    /** Whether a semicolon in the user information begins login options. */
    static boolean hasLoginOptions(@Nullable String scheme) {
        if (scheme == null) {
            return false;
        }
        return switch (scheme) {
            case "imap", "imaps", "pop3", "pop3s", "smtp", "smtps" -> true;
            default -> false;
        };
    }

    /** The scheme that people mean when they leave it out and name their hosts in the old way. */
    static String guess(String host) {
        int dot = host.indexOf('.');
        if (dot < 0) {
            return "http";
        }
        String label = host.substring(0, dot);
        return switch (label) {
            case "ftp", "dict", "ldap", "imap", "smtp", "pop3" -> label;
            default -> "http";
        };
    }

    /**
     * The length of the scheme at the start of {@code url}, or 0 when it starts with none.
     *
     * @param maybeMissing a colon alone does not end a scheme, since it may separate a host and a port; a slash has
     *     to follow it
     */
    static int lengthIn(String url, boolean maybeMissing) {
        if (url.isEmpty() || !Ascii.isAlpha(url.charAt(0))) {
            return 0;
        }
        int end = 1;
        while (end < url.length() && end <= UrlLimits.SCHEME_CHARS && isSchemeChar(url.charAt(end))) {
            end++;
        }
        if (end > UrlLimits.SCHEME_CHARS || end == url.length() || url.charAt(end) != ':') {
            return 0;
        }
        boolean slashFollows = end + 1 < url.length() && url.charAt(end + 1) == '/';
        return slashFollows || !maybeMissing ? end : 0;
    }

    /** Checks a scheme given alone and answers it in lower case. */
    static String check(String scheme, boolean unknownAllowed) {
        if (scheme.isEmpty() || scheme.length() > UrlLimits.SCHEME_CHARS || !Ascii.isAlpha(scheme.charAt(0))) {
            throw new UrlException(UrlCode.BAD_SCHEME);
        }
        for (int i = 1; i < scheme.length(); i++) {
            if (!isSchemeChar(scheme.charAt(i))) {
                throw new UrlException(UrlCode.BAD_SCHEME);
            }
        }
        String lower = Ascii.lower(scheme);
        if (!unknownAllowed && !isKnown(lower)) {
            throw unsupported(lower);
        }
        return lower;
    }

    static UrlException unsupported(String scheme) {
        return new UrlException(UrlCode.UNSUPPORTED_SCHEME, "The scheme \"" + scheme + "\" is not supported");
    }

    /** RFC 3986, 3.1. */
    private static boolean isSchemeChar(char c) {
        return Ascii.isAlpha(c) || Ascii.isDigit(c) || c == '+' || c == '-' || c == '.';
    }
}
