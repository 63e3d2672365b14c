package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/** The parts of one URL as they are stored: checked, and encoded as they stand in the URL. */
final class UrlParts {
    static final int NO_PORT = -1;

    @Nullable
    String scheme;

    boolean schemeGuessed;

    @Nullable
    String user;

    @Nullable
    String password;

    @Nullable
    String options;

    @Nullable
    Host host;

    int port = NO_PORT;
    String path = "/";
    /** Empty, as opposed to null, where a question mark stands alone. */
    @Nullable
    String query;
    /** Empty, as opposed to null, where a number sign stands alone. */
    @Nullable
    String fragment;

    UrlParts copy() {
        UrlParts copy = new UrlParts();
        copy.scheme = scheme;
        copy.schemeGuessed = schemeGuessed;
        copy.user = user;
        copy.password = password;
        copy.options = options;
        copy.host = host;
        copy.port = port;
        copy.path = path;
        copy.query = query;
        copy.fragment = fragment;
        return copy;
    }

    boolean isFile() {
        return Schemes.FILE.equals(scheme);
    }

    /** What an absolute URL needs and this has not, or {@link UrlCode#OK}. */
    UrlCode missing(int flags) {
        if (isFile()) {
            return UrlCode.OK;
        }
        if (host == null) {
            return UrlCode.NO_HOST;
        }
        boolean schemeFound = scheme != null || UrlFlag.has(flags, UrlFlag.DEFAULT_SCHEME);
        return schemeFound ? UrlCode.OK : UrlCode.NO_SCHEME;
    }

    /** The scheme's default port, or {@link #NO_PORT}. */
    int defaultPort() {
        int known = scheme == null ? Schemes.UNKNOWN : Schemes.defaultPort(scheme);
        return known > Schemes.NO_PORT ? known : NO_PORT;
    }

    /** The port that {@link Url#get} shows under these flags, or {@link #NO_PORT}. */
    int shownPort(int flags) {
        if (port == NO_PORT) {
            return UrlFlag.has(flags, UrlFlag.DEFAULT_PORT) ? defaultPort() : NO_PORT;
        }
        boolean hidden = UrlFlag.has(flags, UrlFlag.NO_DEFAULT_PORT) && port == defaultPort();
        return hidden ? NO_PORT : port;
    }

    void appendUserInfo(StringBuilder out, boolean passwordShown) {
        boolean optionsShown = options != null && Schemes.hasLoginOptions(scheme);
        if (isFile() || (user == null && password == null && !optionsShown)) {
            return;
        }
        if (user != null) {
            out.append(user);
        }
        if (password != null) {
            out.append(':').append(passwordShown ? password : "***");
        }
        if (optionsShown) {
            out.append(';').append(options);
        }
        out.append('@');
    }

    /** Appends host and port. A file URL is composed without authority. */
    void appendAuthority(StringBuilder out, boolean zoneShown, int flags) {
        if (isFile()) {
            return;
        }
        if (host != null) {
            host.appendTo(out, zoneShown, flags);
        }
        int shown = shownPort(flags);
        if (shown != NO_PORT) {
            out.append(':').append(shown);
        }
    }

    void appendPathAndQuery(StringBuilder out, boolean emptyShown) {
        out.append(path);
        if (query != null && (emptyShown || !query.isEmpty())) {
            out.append('?').append(query);
        }
    }

    void appendFragment(StringBuilder out, boolean emptyShown) {
        if (fragment != null && (emptyShown || !fragment.isEmpty())) {
            out.append('#').append(fragment);
        }
    }
}
