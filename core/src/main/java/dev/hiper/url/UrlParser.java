package dev.hiper.url;

/**
 * Reads an absolute URL, or one without scheme where the flags allow it, from left to right in one pass.
 *
 * <p>The readings that parsers disagree about, as they are decided here:
 *
 * <ul>
 *   <li>One to three slashes after the scheme begin the authority, as in libcurl. No slash, or four, is refused.
 *   <li>The authority ends at the first slash, question mark or number sign, whatever stands behind it.
 *   <li>User information ends at the first at sign; a second one is then in the host, and refused.
 *   <li>A backslash in the authority is refused. In a path it is data and never a slash.
 *   <li>An empty port is the default port; port 0 is refused.
 * </ul>
 */
final class UrlParser {
    private static final int MOST_SLASHES = 3;
    private static final int MOST_SLASHES_WITHOUT_AUTHORITY = 2;

    private final String url;
    private final int flags;
    private final UrlParts parts = new UrlParts();

    private UrlParser(String url, int flags) {
        this.url = url;
        this.flags = flags;
    }

    static UrlParts parse(String url, int flags) {
        TextScan.check(url, UrlFlag.has(flags, UrlFlag.ALLOW_SPACE), UrlCode.MALFORMED_INPUT);
        if (url.isEmpty()) {
            throw new UrlException(UrlCode.MALFORMED_INPUT, "The URL is empty");
        }
        return new UrlParser(url, flags).parse();
    }

    private UrlParts parse() {
        boolean maybeMissing = has(UrlFlag.GUESS_SCHEME) || has(UrlFlag.DEFAULT_SCHEME);
        int schemeLength = Schemes.lengthIn(url, maybeMissing);
        int start = 0;
        if (schemeLength > 0) {
            String scheme = Ascii.lower(url.substring(0, schemeLength));
            if (!has(UrlFlag.NON_SUPPORT_SCHEME) && !Schemes.isKnown(scheme)) {
                throw Schemes.unsupported(scheme);
            }
            parts.scheme = scheme;
            start = schemeLength + 1;
        } else if (!maybeMissing) {
            throw new UrlException(UrlCode.BAD_SCHEME);
        } else if (has(UrlFlag.DEFAULT_SCHEME)) {
            parts.scheme = Schemes.DEFAULT;
        }
        int pathStart;
        if (schemeLength > 0 && parts.isFile()) {
            pathStart = fileAuthority(start);
        } else {
            int authority = schemeLength > 0 ? skipSlashes(start) : start;
            pathStart = authorityEnd(authority);
            authority(authority, pathStart);
        }
        rest(pathStart);
        return parts;
    }

    private int skipSlashes(int start) {
        int most = has(UrlFlag.NO_AUTHORITY) ? MOST_SLASHES_WITHOUT_AUTHORITY : MOST_SLASHES;
        int at = start;
        while (at < url.length() && url.charAt(at) == '/' && at - start < most) {
            at++;
        }
        boolean tooMany = !has(UrlFlag.NO_AUTHORITY) && at < url.length() && url.charAt(at) == '/';
        if (at == start || tooMany) {
            throw new UrlException(UrlCode.BAD_SLASHES);
        }
        return at;
    }

    private int authorityEnd(int start) {
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private void authority(int start, int end) {
        if (start == end) {
            if (!has(UrlFlag.NO_AUTHORITY)) {
                throw new UrlException(UrlCode.NO_HOST);
            }
            parts.host = Host.EMPTY;
            return;
        }
        int at = url.indexOf('@', start);
        int hostStart = start;
        if (at >= 0 && at < end) {
            userInfo(url.substring(start, at));
            hostStart = at + 1;
        }
        int colon = portColon(hostStart, end);
        if (colon == hostStart || hostStart == end) {
            throw new UrlException(UrlCode.NO_HOST);
        }
        if (colon < end) {
            port(url.substring(colon + 1, end));
        }
        Host host = Host.parse(url.substring(hostStart, colon));
        parts.host = host;
        if (parts.scheme == null) {
            parts.scheme = Schemes.guess(host.text());
            parts.schemeGuessed = true;
        }
    }

    /** Where the port's colon stands, or {@code end}. */
    private int portColon(int start, int end) {
        if (start < end && url.charAt(start) == '[') {
            int bracket = url.indexOf(']', start);
            if (bracket < 0 || bracket >= end) {
                throw new UrlException(UrlCode.BAD_IPV6);
            }
            if (bracket + 1 < end && url.charAt(bracket + 1) != ':') {
                throw new UrlException(UrlCode.BAD_PORT_NUMBER, "Only a port can follow the bracket of an address");
            }
            return bracket + 1;
        }
        int colon = start;
        while (colon < end && url.charAt(colon) != ':') {
            colon++;
        }
        return colon;
    }

    private void port(String text) {
        if (text.isEmpty()) {
            if (parts.scheme == null) {
                throw new UrlException(UrlCode.BAD_PORT_NUMBER); // It looks like a scheme that is none.
            }
            return;
        }
        parts.port = portNumber(text);
    }

    static int portNumber(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                throw new UrlException(UrlCode.BACKSLASH);
            }
            if (!Ascii.isDigit(c)) {
                throw new UrlException(UrlCode.BAD_PORT_NUMBER);
            }
            value = Math.min(value * 10 + c - '0', UrlLimits.PORT + 1);
        }
        if (value == 0 || value > UrlLimits.PORT) {
            throw new UrlException(UrlCode.BAD_PORT_NUMBER);
        }
        return value;
    }

    /** Splits {@code user:password;options}, password and options in either order. */
    private void userInfo(String text) {
        if (has(UrlFlag.DISALLOW_USER)) {
            throw new UrlException(UrlCode.USER_NOT_ALLOWED);
        }
        if (text.indexOf('\\') >= 0) {
            throw new UrlException(UrlCode.BACKSLASH);
        }
        int end = text.length();
        int colon = text.indexOf(':');
        int semicolon = Schemes.hasLoginOptions(parts.scheme) ? text.indexOf(';') : -1;
        int passwordStart = colon < 0 ? end : colon;
        int optionsStart = semicolon < 0 ? end : semicolon;
        parts.user = text.substring(0, Math.min(passwordStart, optionsStart));
        if (colon >= 0) {
            parts.password = text.substring(colon + 1, optionsStart > colon ? optionsStart : end);
        }
        if (semicolon >= 0) {
            parts.options = text.substring(semicolon + 1, passwordStart > semicolon ? passwordStart : end);
        }
    }

    /** RFC 8089: no authority, an empty one, or this machine. Answers where the path starts. */
    private int fileAuthority(int start) {
        int at = start;
        if (url.startsWith("//", at)) {
            at += 2;
            int end = authorityEnd(at);
            String authority = Ascii.lower(url.substring(at, end));
            if (!authority.isEmpty() && !authority.equals("localhost") && !authority.equals("127.0.0.1")) {
                throw new UrlException(UrlCode.BAD_FILE_URL);
            }
            at = end;
        }
        boolean hasPath = at < url.length() && url.charAt(at) == '/';
        if (!hasPath || url.length() <= "file:/".length() || isDrive(at + 1)) {
            throw new UrlException(UrlCode.BAD_FILE_URL);
        }
        return at;
    }

    /** A drive letter of another operating system. */
    private boolean isDrive(int at) {
        if (at + 1 >= url.length() || !Ascii.isAlpha(url.charAt(at))) {
            return false;
        }
        char mark = url.charAt(at + 1);
        boolean ends = at + 2 == url.length() || url.charAt(at + 2) == '/' || url.charAt(at + 2) == '\\';
        return (mark == ':' || mark == '|') && ends;
    }

    private void rest(int start) {
        Reference reference = Reference.split(url, start);
        if (has(UrlFlag.URLENCODE)) {
            reference = reference.encoded();
        }
        parts.fragment = reference.fragment();
        parts.query = reference.query();
        String path = reference.path().isEmpty() ? "/" : reference.path();
        parts.path = has(UrlFlag.PATH_AS_IS) ? path : DotSegments.remove(path);
        reference.checkLength();
    }

    private boolean has(int flag) {
        return UrlFlag.has(flags, flag);
    }
}
