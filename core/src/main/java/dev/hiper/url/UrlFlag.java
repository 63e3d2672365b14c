package dev.hiper.url;

/**
 * Bits that steer {@link Url#set} and {@link Url#get}: libcurl's {@code CURLU_} flags with their values. Combine
 * them with {@code |}. A bit without meaning for a call is ignored there.
 */
public final class UrlFlag {
    public static final int NONE = 0;

    /** Get: the scheme's default port where no port is stored. */
    public static final int DEFAULT_PORT = 1;

    /** Get: hide a stored port that is the scheme's default. */
    public static final int NO_DEFAULT_PORT = 1 << 1;

    /** Set: a URL without scheme is an https URL. Get: likewise when composing. */
    public static final int DEFAULT_SCHEME = 1 << 2;

    /** Set: accept schemes that are not known here. */
    public static final int NON_SUPPORT_SCHEME = 1 << 3;

    /** Set: keep dot segments of an absolute URL. A relative reference is always resolved. */
    public static final int PATH_AS_IS = 1 << 4;

    /** Set: refuse user information. */
    public static final int DISALLOW_USER = 1 << 5;

    /** Get: percent-decode; in a query a plus becomes a space first. */
    public static final int URLDECODE = 1 << 6;

    /** Set and get: percent-encode what a URL cannot hold. Never applies to schemes, hosts, zones and ports. */
    public static final int URLENCODE = 1 << 7;

    /** Set a query: add to the stored one, separated by an ampersand. */
    public static final int APPENDQUERY = 1 << 8;

    /** Set: guess a missing scheme from the first label of the host, otherwise http. */
    public static final int GUESS_SCHEME = 1 << 9;

    /** Set: the authority may be empty. */
    public static final int NO_AUTHORITY = 1 << 10;

    /** Set: spaces (U+0020 only) may stand in user information, path, query and fragment. */
    public static final int ALLOW_SPACE = 1 << 11;

    /** Get the host or the URL: an internationalized host in its ASCII form. */
    public static final int PUNYCODE = 1 << 12;

    /** Get the host or the URL: a host in ASCII in its Unicode form, if it has one. */
    public static final int PUNY2IDN = 1 << 13;

    /** Get: an empty query or fragment counts as present. */
    public static final int GET_EMPTY = 1 << 14;

    /** Get: a guessed scheme counts as missing. */
    public static final int NO_GUESS_SCHEME = 1 << 15;

    private UrlFlag() {}

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
