package dev.hiper.internal.cookie;

import dev.hiper.internal.bytes.AsciiText;
import org.jspecify.annotations.Nullable;

/**
 * A cookie in a jar.
 *
 * @param creation a number that grows with each cookie; one that replaces another keeps its number
 * @param live whether it came during a transfer, not from a file before it
 * @param onSuffix whether its domain is a public suffix, which only the host of that name may set and get
 */
record StoredCookie(Cookie cookie, long creation, boolean live, boolean onSuffix) {

    boolean matches(CookieOrigin origin, boolean ipAddress, boolean secureContext) {
        if (cookie.secure() && !secureContext) {
            return false;
        }
        String path = cookie.path();
        return domainMatches(origin.host(), ipAddress) && (path == null || Cookie.pathMatches(path, origin.path()));
    }

    private boolean domainMatches(String host, boolean ipAddress) {
        String domain = cookie.domain();
        if (domain == null) {
            return true;
        }
        return (cookie.tailMatch() && !ipAddress && !onSuffix)
                ? Cookie.domainMatches(domain, host)
                : AsciiText.equalsIgnoreCase(domain, host);
    }

    /** Whether {@code newer} takes the place of this one: RFC 6265, 5.3, step 11. */
    boolean isReplacedBy(Cookie newer) {
        return cookie.name().equals(newer.name())
                && cookie.tailMatch() == newer.tailMatch()
                && sameDomain(cookie.domain(), newer.domain())
                && samePath(cookie.path(), newer.path());
    }

    /**
     * Whether {@code newer}, without Secure and from an insecure origin, would shadow this one, which has Secure:
     * RFC 6265bis, 5.7. Paths collide from their first segment on, which is more than the RFC asks for.
     */
    boolean isOverlaidBy(Cookie newer) {
        String path = cookie.path();
        String newPath = newer.path();
        if (!cookie.secure() || newer.secure() || !cookie.name().equals(newer.name())) {
            return false;
        }
        return path != null
                && newPath != null
                && relatedDomains(cookie.domain(), newer.domain())
                && newPath.startsWith(firstSegment(path));
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static boolean relatedDomains(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return Cookie.domainMatches(a, b) || Cookie.domainMatches(b, a);
    }

    private static boolean sameDomain(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return AsciiText.equalsIgnoreCase(a, b);
    }

    private static boolean samePath(@Nullable String a, @Nullable String b) {
        return a == null ? b == null : a.equals(b);
    }
}
