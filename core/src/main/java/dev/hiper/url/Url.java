package dev.hiper.url;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart: libcurl's {@code CURLU}. A handle starts empty, is filled whole or part by part, and can be read
 * at any time.
 *
 * <pre>{@code
 * Url url = Url.parse("https://example.com/a/b?q");
 * url.set(UrlPart.URL, "../c");
 * url.get(UrlPart.URL); // https://example.com/c
 * }</pre>
 *
 * <p>Parts are kept as they stand in the URL, percent-encoded; the host is kept in its one normal form (see
 * {@link #host()}). Whatever is checked is what is used: there is no second parser.
 *
 * <p>Stricter than libcurl, each time because two parsers would read the same text in two ways: the host is lower
 * case; a host of numbers that is no IPv4 address is refused; a zone stands on link-local addresses only; port 0,
 * C1 control characters and Unicode spaces are refused anywhere; labels and names keep to the lengths of RFC 1035;
 * {@link #set} refuses a raw delimiter that would end the part.
 *
 * <p>A host beyond ASCII is an internationalized name (UTS #46, nontransitional, and transitional where only that can
 * be). It has to be a valid one already when it is set, unlike in libcurl, which looks when the ASCII form is asked for.
 * {@link #get} gives the name as it was given, unless a flag says otherwise; {@link #host()} and what is made for a
 * request give the ASCII form, which is what is looked up, connected to, compared and sent. A host in ASCII is taken as
 * it is, {@code xn--} or not; {@link UrlFlag#PUNY2IDN} fails with {@link UrlCode#BAD_HOSTNAME} for labels that stand for
 * no valid name.
 *
 * <p>Characters beyond ASCII that stand unencoded in user information, path or query stay so and mean UTF-8.
 *
 * <p>Not safe for use by several threads when one of them changes it. Flags are bits of {@link UrlFlag}.
 *
 * @see <a href="https://curl.se/libcurl/c/libcurl-url.html">libcurl-url</a>
 */
public final class Url {
    /** Answered by {@link #port()} where there is neither a port nor a default. */
    public static final int NO_PORT = UrlParts.NO_PORT;

    private UrlParts parts = new UrlParts();
    private @Nullable String pathAndQuery;

    private Url() {}

    /** An empty handle. */
    public static Url create() {
        return new Url();
    }

    /** {@link #parse(String, int)} without flags: a full URL with a known scheme. */
    public static Url parse(String url) {
        return parse(url, UrlFlag.NONE);
    }

    /**
     * A new handle set to {@code url}.
     *
     * @throws UrlException if the URL is refused
     */
    public static Url parse(String url, int flags) {
        return new Url().set(UrlPart.URL, url, flags);
    }

    /** {@link #set(UrlPart, String, int)} without flags. */
    public Url set(UrlPart part, @Nullable String value) {
        return set(part, value, UrlFlag.NONE);
    }

    /**
     * Sets a part, or removes it where {@code value} is null. Removing {@link UrlPart#URL} empties the handle.
     *
     * <p>Setting {@link UrlPart#URL} parses an absolute URL. Any other text is resolved against what the handle holds
     * (RFC 3986, 5.2): user information and port stay unless the reference names an authority of its own. Where the
     * handle holds no full URL, or the text names no scheme and a flag supplies one, it is parsed on its own.
     * Spaces in a reference need {@link UrlFlag#ALLOW_SPACE} and become encoded.
     *
     * @return this
     * @throws UrlException if the value is refused; then the handle is as it was
     */
    public Url set(UrlPart part, @Nullable String value, int flags) {
        Objects.requireNonNull(part, "part");
        UrlParts changed;
        if (part == UrlPart.URL) {
            changed = value == null ? new UrlParts() : whole(value, flags);
        } else {
            changed = parts.copy();
            PartSetter setter = new PartSetter(changed, flags);
            if (value == null) {
                setter.clear(part);
            } else {
                setter.set(part, value);
            }
        }
        parts = changed;
        pathAndQuery = null;
        return this;
    }

    /** {@link #get(UrlPart, int)} without flags. */
    public String get(UrlPart part) {
        return get(part, UrlFlag.NONE);
    }

    /**
     * A part, or the whole URL with user information and fragment.
     *
     * @throws UrlException with the part's {@code NO_} code if it is missing, with {@link UrlCode#URLDECODE} if
     *     decoding gives a byte below 32 or bytes that are not UTF-8
     */
    public String get(UrlPart part, int flags) {
        boolean emptyShown = UrlFlag.has(flags, UrlFlag.GET_EMPTY);
        return switch (part) {
            case URL -> compose(flags);
            case SCHEME -> {
                boolean hidden = parts.schemeGuessed && UrlFlag.has(flags, UrlFlag.NO_GUESS_SCHEME);
                yield required(hidden ? null : parts.scheme, UrlCode.NO_SCHEME);
            }
            case USER -> coded(parts.user, UrlCode.NO_USER, false, flags);
            case PASSWORD -> coded(parts.password, UrlCode.NO_PASSWORD, false, flags);
            case OPTIONS -> coded(parts.options, UrlCode.NO_OPTIONS, false, flags);
            case HOST -> bracketedHost(flags);
            case PORT -> {
                int port = parts.shownPort(flags);
                yield required(port == NO_PORT ? null : Integer.toString(port), UrlCode.NO_PORT);
            }
            case PATH -> coded(parts.path, UrlCode.BAD_PATH, false, flags);
            case QUERY -> coded(shown(parts.query, emptyShown), UrlCode.NO_QUERY, true, flags);
            case FRAGMENT -> coded(shown(parts.fragment, emptyShown), UrlCode.NO_FRAGMENT, false, flags);
            case ZONEID -> required(zoneId(), UrlCode.NO_ZONEID);
        };
    }

    /** A handle of its own with the same parts. */
    public Url dup() {
        Url dup = new Url();
        dup.parts = parts.copy();
        dup.pathAndQuery = pathAndQuery;
        return dup;
    }

    /** The scheme in lower case, or null. */
    public @Nullable String scheme() {
        return parts.scheme;
    }

    /**
     * The host without brackets and zone, or null: a name in lower case ASCII (with its final dot, if it was given one), an
     * IPv4 address in dotted decimal or an IPv6 address in the text of RFC 5952.
     */
    public @Nullable String host() {
        Host host = parts.host;
        return host == null ? null : host.text();
    }

    /** {@link #host()} as requests carry it: a name in the case that it was given in. */
    public @Nullable String requestHost() {
        Host host = parts.host;
        return host == null ? null : host.wire();
    }

    /** The host as two origins are compared and certificates are checked: {@link #host()} without a final dot. */
    public @Nullable String originHost() {
        String host = host();
        return host != null && host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Whether the host is an IPv4 address. */
    public boolean isIpv4() {
        return parts.host != null && parts.host.ipv4();
    }

    /** Whether the host is an IPv6 address. */
    public boolean isIpv6() {
        return parts.host != null && parts.host.ipv6();
    }

    /** The zone of a link-local address, or null. It selects an interface and is never sent to anybody. */
    public @Nullable String zoneId() {
        return parts.host == null ? null : parts.host.zone();
    }

    /** The port to connect to: the given one, else the scheme's default, else {@link #NO_PORT}. */
    public int port() {
        return parts.port == NO_PORT ? parts.defaultPort() : parts.port;
    }

    /** Whether the port was given and is not the scheme's default, so that a Host header has to name it. */
    public boolean hasNonDefaultPort() {
        return parts.port != NO_PORT && parts.port != parts.defaultPort();
    }

    /** The path, percent-encoded as given; never empty. */
    public String path() {
        return parts.path;
    }

    /** The query, percent-encoded as given; empty where a question mark stands alone; null without one. */
    public @Nullable String query() {
        return parts.query;
    }

    /** The fragment, percent-encoded as given; empty where a number sign stands alone; null without one. */
    public @Nullable String fragment() {
        return parts.fragment;
    }

    /** Path and query as a request line needs them. A lone question mark is kept. Composed once per change. */
    public String pathAndQuery() {
        String text = pathAndQuery;
        if (text == null) {
            if (parts.query == null) {
                text = parts.path;
            } else {
                StringBuilder out = new StringBuilder();
                parts.appendPathAndQuery(out, true);
                text = out.toString();
            }
            pathAndQuery = text;
        }
        return text;
    }

    /**
     * The user, percent-decoded, or null. Control characters other than NUL may come out, as in libcurl: whoever
     * writes the user into a header field has to check.
     *
     * @throws UrlException with {@link UrlCode#URLDECODE} for a NUL, or for bytes that are not UTF-8
     */
    public @Nullable String decodedUser() {
        return decodedLogin(parts.user);
    }

    /** The password, likewise. */
    public @Nullable String decodedPassword() {
        return decodedLogin(parts.password);
    }

    /**
     * The URL without user information and without fragment, for the request line of a proxy or a Referer. The zone
     * is left out, since it means nothing to others. A lone question mark is kept. The host is in ASCII.
     *
     * @throws UrlException if scheme or host is missing
     */
    public String requestUrl() {
        StringBuilder out = new StringBuilder();
        appendScheme(out, UrlFlag.NONE);
        parts.appendAuthority(out, false, UrlFlag.PUNYCODE);
        return out.append(pathAndQuery()).toString();
    }

    /**
     * The URL with user information and without fragment, the host as it was given.
     *
     * @throws UrlException if scheme or host is missing
     */
    public String withoutFragment() {
        StringBuilder out = new StringBuilder();
        appendScheme(out, UrlFlag.NONE);
        parts.appendUserInfo(out, true);
        parts.appendAuthority(out, true, UrlFlag.NONE);
        return out.append(pathAndQuery()).toString();
    }

    /** The URL for people: whatever is there, the password never. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (parts.scheme != null) {
            out.append(parts.scheme).append("://");
        }
        parts.appendUserInfo(out, false);
        parts.appendAuthority(out, true, UrlFlag.NONE);
        parts.appendPathAndQuery(out, true);
        parts.appendFragment(out, true);
        return out.toString();
    }

    private UrlParts whole(String value, int flags) {
        boolean maybeMissing = UrlFlag.has(flags, UrlFlag.GUESS_SCHEME | UrlFlag.DEFAULT_SCHEME);
        boolean complete = parts.missing(flags) == UrlCode.OK;
        if (!complete || Schemes.lengthIn(value, maybeMissing) > 0) {
            return UrlParser.parse(value, flags);
        }
        TextScan.check(value, UrlFlag.has(flags, UrlFlag.ALLOW_SPACE), UrlCode.MALFORMED_INPUT);
        String scheme = parts.scheme == null ? Schemes.DEFAULT : parts.scheme;
        if (value.startsWith("//")) {
            int parseFlags = (flags | UrlFlag.NON_SUPPORT_SCHEME | UrlFlag.URLENCODE) & ~UrlFlag.PATH_AS_IS;
            return UrlParser.parse(scheme + ":" + value, parseFlags);
        }
        UrlParts target = parts.copy();
        if (target.user != null && UrlFlag.has(flags, UrlFlag.DISALLOW_USER)) {
            throw new UrlException(UrlCode.USER_NOT_ALLOWED);
        }
        target.scheme = scheme;
        target.schemeGuessed = false;
        Reference.split(value, 0).encoded().resolveInto(target);
        return target;
    }

    private String compose(int flags) {
        boolean emptyShown = UrlFlag.has(flags, UrlFlag.GET_EMPTY);
        StringBuilder out = new StringBuilder();
        appendScheme(out, flags);
        parts.appendUserInfo(out, true);
        parts.appendAuthority(out, true, flags);
        parts.appendPathAndQuery(out, emptyShown);
        parts.appendFragment(out, emptyShown);
        String url = out.toString();
        return UrlFlag.has(flags, UrlFlag.URLENCODE) ? PercentCoding.encodeForeign(url, false) : url;
    }

    private void appendScheme(StringBuilder out, int flags) {
        UrlCode missing = parts.missing(flags);
        if (missing != UrlCode.OK) {
            throw new UrlException(missing);
        }
        if (parts.schemeGuessed && UrlFlag.has(flags, UrlFlag.NO_GUESS_SCHEME)) {
            return;
        }
        out.append(parts.scheme == null ? Schemes.DEFAULT : parts.scheme).append("://");
    }

    private String bracketedHost(int flags) {
        Host host = parts.host;
        if (host == null) {
            throw new UrlException(UrlCode.NO_HOST);
        }
        return host.ipv6() ? "[" + host.text() + "]" : host.shown(flags);
    }

    private static @Nullable String shown(@Nullable String part, boolean emptyShown) {
        return part != null && (emptyShown || !part.isEmpty()) ? part : null;
    }

    private static String required(@Nullable String part, UrlCode ifMissing) {
        if (part == null) {
            throw new UrlException(ifMissing);
        }
        return part;
    }

    private static String coded(@Nullable String part, UrlCode ifMissing, boolean query, int flags) {
        String text = required(part, ifMissing);
        if (UrlFlag.has(flags, UrlFlag.URLDECODE)) {
            text = required(PercentCoding.decode(text, query, PercentCoding.Refuse.CONTROLS), UrlCode.URLDECODE);
        }
        return UrlFlag.has(flags, UrlFlag.URLENCODE) ? PercentCoding.encodeForeign(text, query) : text;
    }

    private static @Nullable String decodedLogin(@Nullable String part) {
        if (part == null) {
            return null;
        }
        return required(PercentCoding.decode(part, false, PercentCoding.Refuse.NUL), UrlCode.URLDECODE);
    }
}
