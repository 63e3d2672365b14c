package dev.hiper.internal.transfer;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.connect.ConnectionIdentity;
import dev.hiper.internal.connect.Peer;
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
    private final ConnectOptions connect;
    private @Nullable ConnectionIdentity identity;
    private @Nullable String effectiveUrl;

    /**
     * @param url the parsed URL; null if it cannot be used
     * @param urlError why the URL cannot be used; null if it can
     * @param protocols schemes allowed, lower case
     */
    public TransferConfig(
            @Nullable Url url,
            @Nullable TransferException urlError,
            List<String> protocols,
            RequestOptions request,
            ResponseOptions response,
            PaceOptions pace,
            ConnectOptions connect) {
        this.url = url;
        this.urlError = urlError;
        this.protocols = List.copyOf(protocols);
        this.request = request;
        this.response = response;
        this.pace = pace;
        this.connect = connect;
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

    /** The URL as EFFECTIVE_URL reports it. */
    public String effectiveUrl() {
        String text = effectiveUrl;
        if (text == null) {
            text = url == null ? "" : url.withoutFragment();
            effectiveUrl = text;
        }
        return text;
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

    public ConnectOptions connect() {
        return connect;
    }

    /** What a connection must be to serve this transfer. Worked out once. */
    public ConnectionIdentity identity() throws TransferException {
        ConnectionIdentity known = identity;
        if (known == null) {
            String host = url().host();
            if (host == null || host.isEmpty()) {
                throw new TransferException(ResultCode.URL_MALFORMAT, "The URL has no host");
            }
            known = ConnectionIdentity.of(Peer.of(scheme(), host, url().port(), connect), connect);
            identity = known;
        }
        return known;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
