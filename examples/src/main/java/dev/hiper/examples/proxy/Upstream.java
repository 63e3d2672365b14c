package dev.hiper.examples.proxy;

import dev.hiper.url.Url;
import dev.hiper.url.UrlPart;

/**
 * The origin behind a reverse proxy.
 *
 * @param url its URL without a path, for the engine
 * @param basePath what is put in front of every path; without a final slash, so it may be empty
 */
record Upstream(String url, String basePath) {
    static Upstream of(Url url) throws BadOptionException {
        String scheme = String.valueOf(url.scheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new BadOptionException("only http and https, not " + scheme);
        }
        if (url.decodedUser() != null || url.query() != null) {
            throw new BadOptionException("a URL with neither user nor query is needed");
        }
        String path = url.path();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String origin =
                url.dup().set(UrlPart.PATH, null).set(UrlPart.FRAGMENT, null).withoutFragment();
        return new Upstream(origin, base);
    }
}
