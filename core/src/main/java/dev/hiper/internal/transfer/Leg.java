package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.connect.ConnectionIdentity;
import dev.hiper.internal.connect.Peer;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.url.Url;
import dev.hiper.url.UrlPart;
import org.jspecify.annotations.Nullable;

/**
 * What one request of a transfer asks for, and where. The first leg is what the options say; redirects, authentication and
 * retries lead to others. Immutable. The first leg of a config is one object as long as the config lives, which makes an
 * unchanged request recognisable by reference.
 */
public final class Leg {
    private final Url url;
    private final Method method;
    private final boolean customMethod;
    private final boolean redirected;
    private final boolean trusted;
    private final @Nullable String referer;
    private final ConnectOptions connect;
    /** Host and port of the alternative service that is used; null for none. */
    private final @Nullable String alternative;
    /** The same leg without the alternative. */
    private final @Nullable Leg direct;

    private @Nullable ConnectionIdentity identity;
    private @Nullable String effectiveUrl;

    private Leg(
            Url url,
            Method method,
            boolean customMethod,
            boolean redirected,
            boolean trusted,
            @Nullable String referer,
            ConnectOptions connect,
            @Nullable String alternative,
            @Nullable Leg direct) {
        this.url = url;
        this.method = method;
        this.customMethod = customMethod;
        this.redirected = redirected;
        this.trusted = trusted;
        this.referer = referer;
        this.connect = connect;
        this.alternative = alternative;
        this.direct = direct;
    }

    /** The first request, to {@code url}. */
    static Leg first(Url url, TransferConfig config) throws TransferException {
        RequestOptions request = config.request();
        return new Leg(url, request.method(), true, false, true, request.referer(), config.connectTo(url), null, null);
    }

    /**
     * Where a redirect leads.
     *
     * @param customMethod whether CUSTOMREQUEST still holds
     * @param trusted whether it is the origin that credentials were given for
     * @param newReferer what the Referer becomes; null leaves it
     */
    public Leg redirect(
            Url target,
            Method newMethod,
            boolean customMethod,
            boolean trusted,
            @Nullable String newReferer,
            TransferConfig config)
            throws TransferException {
        return new Leg(
                target,
                newMethod,
                this.customMethod && customMethod,
                true,
                trusted,
                newReferer == null ? referer : newReferer,
                config.connectTo(target),
                null,
                null);
    }

    /** The same request for another URL: one upgraded to https. */
    public Leg at(Url target, boolean isTrusted, TransferConfig config) throws TransferException {
        return new Leg(
                target, method, customMethod, redirected, isTrusted, referer, config.connectTo(target), null, null);
    }

    /** The same request by an alternative service (RFC 7838), {@code host:port}, with {@link #direct} to fall back to. */
    public Leg through(String service, ConnectOptions route) {
        return new Leg(url, method, customMethod, redirected, trusted, referer, route, service, this);
    }

    /** Host and port of the alternative service in use; null for none. */
    public @Nullable String alternative() {
        return alternative;
    }

    /** The leg to go on with if this way fails; null if there is no other. */
    public @Nullable Leg direct() {
        return direct;
    }

    public Url url() {
        return url;
    }

    public String scheme() {
        String scheme = url.scheme();
        return scheme == null ? "" : scheme;
    }

    /** The host in lower case, IPv6 without brackets. */
    public String host() {
        String host = url.host();
        return host == null ? "" : host;
    }

    /** The URL as EFFECTIVE_URL reports it. */
    public String effectiveUrl() {
        String text = effectiveUrl;
        if (text == null) {
            text = url.get(UrlPart.URL);
            effectiveUrl = text;
        }
        return text;
    }

    /** The kind of request, which decides about bodies. */
    public Method method() {
        return method;
    }

    /** Whether CUSTOMREQUEST replaces the method's name here. */
    public boolean customMethod() {
        return customMethod;
    }

    /** Whether a redirect led here. */
    public boolean redirected() {
        return redirected;
    }

    /** Whether this is the origin that the application's credentials and headers are for. */
    public boolean trusted() {
        return trusted;
    }

    public @Nullable String referer() {
        return referer;
    }

    public ConnectOptions connect() {
        return connect;
    }

    /** What a connection must be to serve this leg. Worked out once. */
    public ConnectionIdentity identity() throws TransferException {
        ConnectionIdentity known = identity;
        if (known == null) {
            if (host().isEmpty()) {
                throw new TransferException(ResultCode.URL_MALFORMAT, "The URL has no host");
            }
            known = ConnectionIdentity.of(Peer.of(scheme(), host(), url.port(), connect), connect);
            identity = known;
        }
        return known;
    }
}
