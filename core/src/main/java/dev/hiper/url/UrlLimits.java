package dev.hiper.url;

/** The bounds of URLs, each with its reason. They stand here so that this package stays a leaf. */
final class UrlLimits {
    /** A URL, a part and whatever grows out of them, in UTF-8. libcurl's bound for any string. */
    static final int URL_BYTES = 8_000_000;

    /** Long enough for every registered scheme. libcurl's bound. */
    static final int SCHEME_CHARS = 40;

    /** RFC 1035, 2.3.4: a label of a name. */
    static final int LABEL_CHARS = 63;

    /** RFC 1035, 2.3.4: what an internationalized name, which exists in DNS only, may be in ASCII. */
    static final int NAME_CHARS = 253;

    /** A host in ASCII; libcurl's bound. No resolver takes as much: that names are short is its rule, or a proxy's. */
    static final int HOST_CHARS = 65_535;

    /**
     * A host with characters beyond ASCII, before soft hyphens and the like are dropped. Four times what can be left,
     * and so little that no step over it takes long.
     */
    static final int IDN_CHARS = 1024;

    /** A zone is an interface name or number; Linux and libcurl allow 15 characters. */
    static final int ZONE_CHARS = 15;

    static final int PORT = 65_535;

    private UrlLimits() {}
}
