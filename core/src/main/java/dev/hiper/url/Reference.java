package dev.hiper.url;

import org.jspecify.annotations.Nullable;

/**
 * What follows the authority of a URL, and with that a relative reference (RFC 3986, 4.2) that names no authority.
 *
 * @param query null without question mark
 * @param fragment null without number sign
 */
record Reference(String path, @Nullable String query, @Nullable String fragment) {
    static Reference split(String text, int start) {
        int hash = text.indexOf('#', start);
        int end = hash < 0 ? text.length() : hash;
        int mark = text.indexOf('?', start);
        boolean hasQuery = mark >= 0 && mark < end;
        return new Reference(
                text.substring(start, hasQuery ? mark : end),
                hasQuery ? text.substring(mark + 1, end) : null,
                hash < 0 ? null : text.substring(hash + 1));
    }

    /** With spaces and non-ASCII characters encoded. */
    Reference encoded() {
        return new Reference(
                PercentCoding.encodeForeign(path, false),
                query == null ? null : PercentCoding.encodeForeign(query, true),
                fragment == null ? null : PercentCoding.encodeForeign(fragment, false));
    }

    /** The target's path, query and fragment, RFC 3986, 5.2.2; the rest of {@code base} stays. */
    void resolveInto(UrlParts base) {
        if (path.isEmpty()) {
            if (query != null) {
                base.query = query;
            }
        } else {
            base.path = DotSegments.remove(path.charAt(0) == '/' ? path : merged(base.path));
            base.query = query;
        }
        base.fragment = fragment;
        new Reference(base.path, base.query, base.fragment).checkLength();
    }

    void checkLength() {
        long length = path.length();
        length += query == null ? 0 : query.length();
        length += fragment == null ? 0 : fragment.length();
        if (length > UrlLimits.URL_BYTES) {
            throw new UrlException(UrlCode.TOO_LARGE);
        }
    }

    /** RFC 3986, 5.2.3. */
    private String merged(String basePath) {
        return basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
    }
}
