package dev.hiper.examples.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The header lines of a forwarded request, in the form that {@code HTTPHEADER} takes. */
final class UpstreamHeaders {
    /** Made anew: by the engine from the URL and the body, or below. */
    private static final Set<String> REPLACED =
            Set.of("host", "content-length", "expect", "via", "cookie", "max-forwards");

    private static final Set<String> FORWARDED = Set.of("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");

    private final Via via;
    private final boolean reverse;

    UpstreamHeaders(Via via, boolean reverse) {
        this.via = via;
        this.reverse = reverse;
    }

    /** @param expects whether the body waits for a 100 answer of the upstream */
    List<String> lines(HttpRequest request, InetSocketAddress client, boolean expects) {
        HttpHeaders headers = request.headers();
        HopByHop hopByHop = HopByHop.of(headers);
        List<String> lines = new ArrayList<>(headers.size() + 6);
        headers.iteratorAsString().forEachRemaining(field -> {
            if (!isReplaced(field.getKey()) && !hopByHop.contains(field.getKey())) {
                lines.add(line(field));
            }
        });
        List<String> cookies = headers.getAll(HttpHeaderNames.COOKIE);
        if (!cookies.isEmpty()) {
            lines.add("Cookie: " + String.join("; ", cookies));
        }
        int maxForwards = maxForwards(request);
        if (maxForwards > 0) {
            lines.add("Max-Forwards: " + (maxForwards - 1));
        }
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        lines.add("Via: " + via.extended(headers.getAll(HttpHeaderNames.VIA), old ? "1.0" : "1.1"));
        if (reverse) {
            addForwarded(headers, client, lines);
        }
        if (!headers.contains(HttpHeaderNames.ACCEPT)) {
            // Without a value: the engine would add a field that the client did not send.
            lines.add("Accept:");
        }
        lines.add(expects ? "Expect: 100-continue" : "Expect:");
        return lines;
    }

    /** The number in Max-Forwards; -1 if there is none, or the method does not heed it (RFC 9110, 7.6.2). */
    static int maxForwards(HttpRequest request) {
        String method = request.method().name();
        String value = request.headers().get(HttpHeaderNames.MAX_FORWARDS);
        if (value == null || !(method.equals("TRACE") || method.equals("OPTIONS")) || !value.matches("[0-9]{1,9}")) {
            return -1;
        }
        return Integer.parseInt(value);
    }

    private boolean isReplaced(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return REPLACED.contains(lower) || (reverse && FORWARDED.contains(lower));
    }

    /** What the client says of itself is kept in front: only the last address is ours to vouch for. */
    private static void addForwarded(HttpHeaders headers, InetSocketAddress client, List<String> lines) {
        List<String> addresses = new ArrayList<>(headers.getAll("X-Forwarded-For"));
        addresses.add(client.getAddress().getHostAddress());
        lines.add("X-Forwarded-For: " + String.join(", ", addresses));
        lines.add("X-Forwarded-Proto: http");
        String host = headers.get(HttpHeaderNames.HOST);
        if (host != null && !host.isEmpty()) {
            lines.add("X-Forwarded-Host: " + host);
        }
    }

    private static String line(Map.Entry<String, String> field) {
        return field.getValue().isEmpty() ? field.getKey() + ";" : field.getKey() + ": " + field.getValue();
    }
}
