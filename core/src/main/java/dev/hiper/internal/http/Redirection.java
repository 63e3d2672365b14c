package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.LocationText;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.url.Url;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import org.jspecify.annotations.Nullable;

/**
 * Where a response leads (RFC 9110, 15.4), and with which request.
 *
 * <p>Credentials are for the origin that they were given for: scheme, host and port. Another one does not get them, and a
 * redirect from there back gets them again (T001 to T008).
 */
final class Redirection {
    private static final int FIRST_STATUS = 300;
    private static final int LAST_STATUS = 399;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;

    private static final int TARGET_FLAGS = UrlFlag.URLENCODE | UrlFlag.ALLOW_SPACE;

    private Redirection() {}

    /**
     * The Location of a response that is a redirect; null if it is none. An empty one leads nowhere. What is no ASCII in
     * it is UTF-8, or else octets that a URL must escape.
     */
    static @Nullable String location(ResponseHead head) {
        if (head.status() < FIRST_STATUS || head.status() > LAST_STATUS) {
            return null;
        }
        String location = head.value(FieldName.LOCATION);
        return location == null || location.isEmpty() ? null : LocationText.of(location);
    }

    /** {@code location} seen from {@code base}, whose fragment goes on where there is no other (RFC 9110, 10.2.2). */
    static Url resolve(Url base, String location, int flags) {
        String kept = base.fragment();
        Url target = base.dup().set(UrlPart.FRAGMENT, null).set(UrlPart.URL, location, TARGET_FLAGS | flags);
        return kept == null || target.fragment() != null ? target : target.set(UrlPart.FRAGMENT, kept);
    }

    /**
     * The leg that a redirect leads to, counted.
     *
     * @param home where the first leg went: credentials are for this origin
     * @throws TransferException if following it is not possible or not allowed
     */
    static Leg follow(Transfer transfer, Url home, int status, String location) throws TransferException {
        TransferConfig config = transfer.config();
        HttpOptions options = config.http();
        Leg from = transfer.leg();
        transfer.info().locationTaken = true;
        if (isCountReached(transfer)) {
            throw tooMany(transfer, wouldLeadTo(from, location, config));
        }
        count(transfer);
        Url target = target(from, location, config);
        String scheme = String.valueOf(target.scheme());
        if (!options.redirectProtocols().contains(scheme)) {
            throw new TransferException(
                    ResultCode.UNSUPPORTED_PROTOCOL,
                    "Protocol \"" + scheme + "\" not supported or disabled in libcurl");
        }
        Method method = method(from.method(), status, options.keepPost());
        boolean custom =
                switch (options.follow()) {
                    case HttpOptions.FOLLOW_OBEY_CODE ->
                        method == from.method() && !changesCustom(status, from, config);
                    case HttpOptions.FOLLOW_FIRST_ONLY -> false;
                    default -> true;
                };
        String referer = options.autoReferer() ? refererOf(from.url(), target) : null;
        return from.redirect(target, method, custom, sameOrigin(target, home), referer, config);
    }

    /** The same request is made again, because it was asked for more: like libcurl, this counts as a redirect (M28). */
    static void again(Transfer transfer) throws TransferException {
        if (isCountReached(transfer)) {
            throw tooMany(transfer, transfer.leg().effectiveUrl());
        }
        count(transfer);
    }

    private static boolean isCountReached(Transfer transfer) {
        long most = transfer.config().http().maxRedirects();
        return most >= 0 && transfer.info().redirectCount >= most;
    }

    private static TransferException tooMany(Transfer transfer, String target) {
        transfer.info().redirectUrl = target;
        long most = transfer.config().http().maxRedirects();
        return new TransferException(ResultCode.TOO_MANY_REDIRECTS, "Maximum (" + most + ") redirects followed");
    }

    /** For REDIRECT_URL, which shows what is no URL as it came. */
    private static String wouldLeadTo(Leg from, String location, TransferConfig config) {
        try {
            return resolve(from.url(), location, config.http().urlFlags() | UrlFlag.NON_SUPPORT_SCHEME)
                    .get(UrlPart.URL);
        } catch (UrlException malformed) {
            return location;
        }
    }

    private static void count(Transfer transfer) {
        transfer.info().redirectCount++;
        transfer.info().redirectNanos = transfer.nowNanos() - transfer.info().startNanos;
    }

    private static Url target(Leg from, String location, TransferConfig config) throws TransferException {
        try {
            return resolve(from.url(), location, config.http().urlFlags());
        } catch (UrlException refused) {
            throw new TransferException(
                    refused.code().resultCode(),
                    "The redirect target URL could not be parsed: "
                            + refused.code().text(),
                    refused);
        }
    }

    /** What was not asked for with POST stays what it is after 301 and 302; 303 makes a GET of everything. */
    private static Method method(Method method, int status, int keepPost) {
        return switch (status) {
            case MOVED_PERMANENTLY -> method == Method.POST && (keepPost & 1) == 0 ? Method.GET : method;
            case FOUND -> method == Method.POST && (keepPost & 2) == 0 ? Method.GET : method;
            case SEE_OTHER ->
                method == Method.GET || method == Method.HEAD || (method == Method.POST && (keepPost & 4) != 0)
                        ? method
                        : Method.GET;
            default -> method;
        };
    }

    /** Whether obeying the status means that a custom method gives way: to GET, after 303. */
    private static boolean changesCustom(int status, Leg from, TransferConfig config) {
        String custom = config.request().customMethod();
        return status == SEE_OTHER && from.method() != Method.HEAD && custom != null && !custom.equals("GET");
    }

    static boolean sameOrigin(Url one, Url other) {
        return one.port() == other.port()
                && String.valueOf(one.scheme()).equals(other.scheme())
                && String.valueOf(one.host()).equalsIgnoreCase(String.valueOf(other.host()));
    }

    /** Neither user information nor fragment, and nothing from a secret page to a public one (T011). */
    private static @Nullable String refererOf(Url from, Url target) {
        if ("https".equals(from.scheme()) && !"https".equals(target.scheme())) {
            return "";
        }
        return from.requestUrl();
    }
}
