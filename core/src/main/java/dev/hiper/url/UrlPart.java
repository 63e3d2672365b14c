package dev.hiper.url;

/** A component of a URL: libcurl's {@code CURLUPart} with its numbers. */
public enum UrlPart {
    /** The whole: setting parses or resolves, getting composes. */
    URL,
    /** Lower case, at most 40 characters, never percent-decoded. */
    SCHEME,
    USER,
    PASSWORD,
    /** What follows a semicolon in the user information of IMAP, POP3 and SMTP URLs. */
    OPTIONS,
    /** Lower case; an IPv6 address stands in brackets and without its zone. */
    HOST,
    /** Decimal, 1 to 65535. */
    PORT,
    /** Never missing: a slash when there is none. */
    PATH,
    /** Without the question mark. */
    QUERY,
    /** Without the number sign. */
    FRAGMENT,
    /** The zone of a link-local IPv6 address, such as an interface name. */
    ZONEID;

    /** libcurl's number of this part. */
    public int code() {
        return ordinal(); // The constants are declared in libcurl's order, and a test holds them to it.
    }
}
