package dev.hiper.internal.transfer;

import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.url.Url;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of an easy handle, frozen when it is added: parsed, checked against each other, immutable.
 * Nothing below the API sees an option in another form. The same object serves again for as long as
 * the options do not change, so identity of configs means equality of requests.
 */
public final class TransferConfig {
    private final @Nullable Url url;
    private final @Nullable TransferException urlError;
    private final List<String> protocols;
    private final RequestOptions request;
    private final ResponseOptions response;
    private final PaceOptions pace;
    private final HttpOptions http;
    private final ConnectOptions connect;
    private final Route route;
    private @Nullable Leg first;

    /**
     * @param url the parsed URL; null if it cannot be used
     * @param urlError why the URL cannot be used; null if it can
     * @param protocols schemes allowed, lower case
     * @param connect how anything is reached without a proxy
     * @param route how a URL is
     */
    public TransferConfig(
            @Nullable Url url,
            @Nullable TransferException urlError,
            List<String> protocols,
            RequestOptions request,
            ResponseOptions response,
            PaceOptions pace,
            HttpOptions http,
            ConnectOptions connect,
            Route route) {
        this.url = url;
        this.urlError = urlError;
        this.protocols = List.copyOf(protocols);
        this.request = request;
        this.response = response;
        this.pace = pace;
        this.http = http;
        this.connect = connect;
        this.route = route;
    }

    /** The URL; only if {@link #urlError} is null. */
    public Url url() {
        Url present = url;
        if (present == null) {
            throw new IllegalStateException("there is no usable URL");
        }
        return present;
    }

    public @Nullable TransferException urlError() {
        return urlError;
    }

    public String scheme() {
        return orEmpty(url().scheme());
    }

    /** The first request. */
    public Leg first() throws TransferException {
        Leg known = first;
        if (known == null) {
            known = Leg.first(url(), this);
            first = known;
        }
        return known;
    }

    public List<String> protocols() {
        return protocols;
    }

    public RequestOptions request() {
        return request;
    }

    public ResponseOptions response() {
        return response;
    }

    public PaceOptions pace() {
        return pace;
    }

    public HttpOptions http() {
        return http;
    }

    /** How anything is reached without a proxy: what concerns the whole transfer stands here. */
    public ConnectOptions connect() {
        return connect;
    }

    /** How {@code target} is reached. */
    ConnectOptions connectTo(Url target) throws TransferException {
        return route.to(target);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
