package dev.hiper.url;

/**
 * Checks and stores one part given alone. A part that would read back as something else in the composed URL is
 * refused: the parts and the URL always say the same.
 */
final class PartSetter {
    private final UrlParts parts;
    private final int flags;

    PartSetter(UrlParts parts, int flags) {
        this.parts = parts;
        this.flags = flags;
    }

    void set(UrlPart part, String value) {
        switch (part) {
            case URL -> throw new IllegalArgumentException("a whole URL is not a part");
            case SCHEME -> {
                parts.scheme = scheme(value);
                parts.schemeGuessed = false;
            }
            case USER -> parts.user = userInfo(part, value, UrlCode.BAD_USER);
            case PASSWORD -> parts.password = userInfo(part, value, UrlCode.BAD_PASSWORD);
            case OPTIONS -> parts.options = userInfo(part, value, UrlCode.BAD_LOGIN);
            case HOST -> parts.host = host(value);
            case PORT -> parts.port = UrlParser.portNumber(value);
            case PATH -> {
                String path = text(part, value, "?#", UrlCode.BAD_PATH);
                parts.path = path.startsWith("/") ? path : "/" + path;
            }
            case QUERY -> parts.query = query(text(part, value, "#", UrlCode.BAD_QUERY));
            case FRAGMENT -> parts.fragment = text(part, value, "", UrlCode.BAD_FRAGMENT);
            case ZONEID -> {
                Host host = parts.host;
                if (host == null) {
                    throw new UrlException(UrlCode.NO_HOST);
                }
                parts.host = host.withZone(value);
            }
        }
    }

    /** Removes the part. */
    void clear(UrlPart part) {
        switch (part) {
            case URL -> throw new IllegalArgumentException("a whole URL is not a part");
            case SCHEME -> {
                parts.scheme = null;
                parts.schemeGuessed = false;
            }
            case USER -> parts.user = null;
            case PASSWORD -> parts.password = null;
            case OPTIONS -> parts.options = null;
            case HOST -> parts.host = null;
            case PORT -> parts.port = UrlParts.NO_PORT;
            case PATH -> parts.path = "/";
            case QUERY -> parts.query = null;
            case FRAGMENT -> parts.fragment = null;
            case ZONEID -> {
                Host host = parts.host;
                parts.host = host == null ? null : host.withZone(null);
            }
        }
    }

    private String scheme(String value) {
        String scheme = Schemes.check(value, has(UrlFlag.NON_SUPPORT_SCHEME));
        String user = parts.user;
        String password = parts.password;
        boolean semicolon =
                (user != null && user.indexOf(';') >= 0) || (password != null && password.indexOf(';') >= 0);
        if (semicolon && Schemes.hasLoginOptions(scheme)) {
            throw new UrlException(UrlCode.BAD_LOGIN);
        }
        return scheme;
    }

    private Host host(String value) {
        if (value.isEmpty()) {
            if (has(UrlFlag.NO_AUTHORITY)) {
                return Host.EMPTY;
            }
            throw new UrlException(UrlCode.BAD_HOSTNAME);
        }
        TextScan.check(value, false, UrlCode.BAD_HOSTNAME);
        return Host.parse(value);
    }

    private String userInfo(UrlPart part, String value, UrlCode code) {
        String colonEndsUser = part == UrlPart.USER ? ":" : "";
        boolean options = Schemes.hasLoginOptions(parts.scheme) || part == UrlPart.OPTIONS;
        return text(part, value, "@/?#\\" + colonEndsUser + (options ? ";" : ""), code);
    }

    private String text(UrlPart part, String value, String delimiters, UrlCode code) {
        if (has(UrlFlag.URLENCODE)) {
            if (value.length() > UrlLimits.URL_BYTES) {
                throw new UrlException(UrlCode.MALFORMED_INPUT);
            }
            boolean keepEquals = part == UrlPart.QUERY && has(UrlFlag.APPENDQUERY);
            return bounded(PercentCoding.encodePart(value, part, keepEquals));
        }
        TextScan.check(value, has(UrlFlag.ALLOW_SPACE), code);
        for (int i = 0; i < value.length(); i++) {
            if (delimiters.indexOf(value.charAt(i)) >= 0) {
                throw TextScan.refused(code, value.charAt(i), i);
            }
        }
        return PercentCoding.upperCaseTriplets(value);
    }

    private String query(String value) {
        String old = parts.query;
        if (!has(UrlFlag.APPENDQUERY) || old == null || old.isEmpty()) {
            return value;
        }
        return bounded(old.endsWith("&") ? old + value : old + "&" + value);
    }

    private static String bounded(String text) {
        if (text.length() > UrlLimits.URL_BYTES) {
            throw new UrlException(UrlCode.TOO_LARGE);
        }
        return text;
    }

    private boolean has(int flag) {
        return UrlFlag.has(flags, flag);
    }
}
