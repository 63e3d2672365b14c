package dev.hiper.url;

/** The bounds of URLs, each with its reason. They stand here so that this package stays a leaf. */
final class UrlLimits {
    /** A URL, a part and whatever grows out of them, in UTF-8. libcurl's bound for any string. */
    static final int URL_BYTES = 8_000_000;

    /** Long enough for every registered scheme. libcurl's bound. */
    static final int SCHEME_CHARS = 40;

    /** RFC 1035, 2.3.4: a label of a name. */
    static final int LABEL_CHARS = 63;

    /** RFC 1035, 2.3.4: 255 octets on the wire are 253 characters of text, the final dot not counted. */
    static final int NAME_CHARS = 253;

    /** A zone is an interface name or number; Linux and libcurl allow 15 characters. */
    static final int ZONE_CHARS = 15;

    static final int PORT = 65_535;

    private UrlLimits() {}
}
