package dev.hiper.internal.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beyond what its options make of it: worked out for each request anew.
 *
 * @param proxyAuthorization value of Proxy-Authorization; null for none
 * @param authorization value of Authorization; null for none
 * @param signature lines that sign the request
 * @param cookies value of Cookie by the jar; null for none
 * @param forward whether it goes to a proxy that forwards it
 * @param secrets whether the origin may see the application's own Authorization and Cookie lines
 * @param altUsed host and port of the alternative service in use; null for none
 */
record RequestExtras(
        @Nullable String proxyAuthorization,
        @Nullable String authorization,
        List<String> signature,
        @Nullable String cookies,
        boolean forward,
        boolean secrets,
        @Nullable String altUsed) {
    static final RequestExtras NONE = new RequestExtras(null, null, List.of(), null, false, true, null);

    RequestExtras withCookies(@Nullable String field) {
        return new RequestExtras(proxyAuthorization, authorization, signature, field, forward, secrets, altUsed);
    }

    RequestExtras withSignature(List<String> lines) {
        return new RequestExtras(proxyAuthorization, authorization, lines, cookies, forward, secrets, altUsed);
    }

    RequestExtras withAltUsed(@Nullable String service) {
        return new RequestExtras(proxyAuthorization, authorization, signature, cookies, forward, secrets, service);
    }
}
