package dev.hiper.internal.proxy;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What environment variables say about proxies. Asked only by applications that want it: a library does not look at the
 * environment by itself (T142).
 */
public final class ProxyEnvironment {
    private ProxyEnvironment() {}

    /**
     * The proxy for URLs of {@code scheme}: {@code <scheme>_proxy}, then {@code all_proxy}, each in lower case first. {@code
     * HTTP_PROXY} does not count, since in CGI programs a client's Proxy header field becomes that variable.
     *
     * @return null if there is none, or an empty one, which also ends the search
     */
    public static @Nullable String proxy(String scheme, Map<String, String> environment) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        String found = forScheme(lower, environment);
        if (found == null && lower.equals("ws")) {
            found = forScheme("http", environment);
        }
        if (found == null && lower.equals("wss")) {
            found = forScheme("https", environment);
        }
        if (found == null) {
            found = either("all_proxy", environment);
        }
        return found == null || found.isEmpty() ? null : found;
    }

    /** The list of hosts that need no proxy, {@code no_proxy}; null if there is none. Counts where NOPROXY is not set. */
    public static @Nullable String noProxy(Map<String, String> environment) {
        return either("no_proxy", environment);
    }

    private static @Nullable String forScheme(String scheme, Map<String, String> environment) {
        String variable = scheme + "_proxy";
        return scheme.equals("http") ? environment.get(variable) : either(variable, environment);
    }

    private static @Nullable String either(String variable, Map<String, String> environment) {
        String lower = environment.get(variable);
        return lower != null ? lower : environment.get(variable.toUpperCase(Locale.ROOT));
    }
}
