package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fields that are for one connection only (RFC 9110, 7.6.1): a fixed list and those that the Connection field names. It
 * cannot name the {@linkplain #PROTECTED protected} ones: taking away a length, a host or credentials on the sender's
 * word would change what the message means behind us.
 */
final class HopByHop {
    private static final Set<String> FIXED = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "http2-settings");

    /** Stays, whatever Connection says; and has no place in trailers. */
    private static final Set<String> PROTECTED = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "content-range",
            "content-location",
            "authorization",
            "www-authenticate",
            "cookie",
            "set-cookie",
            "cache-control",
            "expires",
            "age",
            "date",
            "vary",
            "location",
            "retry-after",
            "range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "expect",
            "max-forwards",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "origin",
            "referer",
            "warning",
            "alt-svc",
            "strict-transport-security",
            "content-security-policy",
            "access-control-allow-origin");

    private final List<String> nominated;

    private HopByHop(List<String> nominated) {
        this.nominated = nominated;
    }

    /** The hop-by-hop fields of the message with {@code headers}. */
    static HopByHop of(HttpHeaders headers) {
        return new HopByHop(Tokens.members(headers.getAll(HttpHeaderNames.CONNECTION)));
    }

    /** Whether the field {@code name} must not be forwarded. */
    boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FIXED.contains(lower) || (!PROTECTED.contains(lower) && nominated.contains(lower));
    }

    /** Takes the fields out of {@code headers} that must not be forwarded. */
    static void strip(HttpHeaders headers) {
        for (String name : Tokens.members(headers.getAll(HttpHeaderNames.CONNECTION))) {
            if (!PROTECTED.contains(name)) {
                headers.remove(name);
            }
        }
        FIXED.forEach(headers::remove);
    }

    /** Whether a field may stand in trailers: one that says how to read the body comes too late there (RFC 9110, 6.5.1). */
    static boolean mayTrail(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !FIXED.contains(lower) && !PROTECTED.contains(lower);
    }
}
