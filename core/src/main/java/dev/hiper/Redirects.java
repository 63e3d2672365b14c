package dev.hiper;

import dev.hiper.internal.message.LocationText;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import org.jspecify.annotations.Nullable;

/** Works out where a response points to. */
final class Redirects {
    static final int FIRST_STATUS = 300;
    static final int LAST_STATUS = 399;

    private Redirects() {}

    /** {@code location} seen from {@code base} (RFC 3986, 5.2); what gives no URL is shown as it came. */
    static @Nullable String resolve(@Nullable String base, String location) {
        if (base == null) {
            return null;
        }
        try {
            return Url.parse(base, UrlFlag.NON_SUPPORT_SCHEME)
                    .set(UrlPart.FRAGMENT, null)
                    .set(
                            UrlPart.URL,
                            LocationText.of(location),
                            UrlFlag.URLENCODE | UrlFlag.ALLOW_SPACE | UrlFlag.NON_SUPPORT_SCHEME)
                    .get(UrlPart.URL);
        } catch (UrlException malformed) {
            return location;
        }
    }
}
