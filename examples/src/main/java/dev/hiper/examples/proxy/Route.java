package dev.hiper.examples.proxy;

import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/**
 * Where a request goes: RFC 9112, 3.2 and 3.3. In absolute-form the authority of the target counts, and the Host field
 * says nothing (T231); the engine makes the new Host field from {@code url}.
 *
 * @param url scheme and authority, with the path {@code /}
 * @param target what stands on the request line, byte for byte as the client sent it
 */
record Route(String url, String target) {
    private static final String ASTERISK = "*";

    /** The route of a request to a forward proxy. */
    static Route forward(HttpRequest request) throws RefusedException {
        String uri = visible(request.uri());
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (uri.startsWith("/") || uri.equals(ASTERISK) || colon < 0) {
            throw RefusedException.unwanted(
                    HttpResponseStatus.BAD_REQUEST, "This is a proxy: it needs a target in absolute-form.");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw RefusedException.unwanted(
                    HttpResponseStatus.BAD_REQUEST, "The proxy fetches http and https URLs only.");
        }
        int start = colon + "://".length();
        int end = endOfAuthority(uri, start);
        String rest = uri.substring(end);
        return new Route(origin(scheme, uri.substring(start, end)), target(request.method(), rest));
    }

    /** The route of a request to a reverse proxy for {@code upstream}. */
    static Route reverse(HttpRequest request, Upstream upstream) throws RefusedException {
        String uri = visible(request.uri());
        if (uri.equals(ASTERISK) && request.method().equals(HttpMethod.OPTIONS)) {
            return new Route(upstream.url(), ASTERISK);
        }
        String path = uri;
        int colon = uri.indexOf("://");
        if (!uri.startsWith("/") && colon > 0) {
            path = target(request.method(), uri.substring(endOfAuthority(uri, colon + "://".length())));
        }
        if (path.equals(ASTERISK)) {
            return new Route(upstream.url(), ASTERISK);
        }
        if (!path.startsWith("/")) {
            throw RefusedException.badRequest("The target must begin with a slash.");
        }
        return new Route(upstream.url(), upstream.basePath() + path);
    }

    private static String visible(String uri) throws RefusedException {
        if (uri.isEmpty() || !Tokens.isVisibleAscii(uri) || uri.indexOf('#') >= 0) {
            throw RefusedException.badRequest("The request target holds characters that it must not hold.");
        }
        return uri;
    }

    private static int endOfAuthority(String uri, int start) {
        int end = start;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static String origin(String scheme, String authority) throws RefusedException {
        // A user name there is how a look-alike host gets past the eyes: RFC 9110, 4.2.4.
        if (authority.isEmpty() || authority.indexOf('@') >= 0 || authority.indexOf('\\') >= 0) {
            throw RefusedException.badRequest("The request target names no host, or more than a host.");
        }
        try {
            return Url.parse(scheme + "://" + authority + "/").withoutFragment();
        } catch (UrlException e) {
            throw RefusedException.badRequest("The host of the request target is malformed.");
        }
    }

    private static String target(HttpMethod method, String rest) {
        if (rest.isEmpty()) {
            // RFC 9112, 3.2.4.
            return method.equals(HttpMethod.OPTIONS) ? ASTERISK : "/";
        }
        return rest.startsWith("?") ? "/" + rest : rest;
    }
}
