package dev.hiper.internal.http;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.auth.AuthScheme;
import dev.hiper.internal.auth.Authentication;
import dev.hiper.internal.auth.Authentication.Outcome;
import dev.hiper.internal.auth.Authentication.Side;
import dev.hiper.internal.auth.ConnectionAuth;
import dev.hiper.internal.auth.Credentials;
import dev.hiper.internal.auth.Nonces;
import dev.hiper.internal.auth.SigV4;
import dev.hiper.internal.auth.TokenSource;
import dev.hiper.internal.auth.TokenStep;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ConnectionFit;
import dev.hiper.internal.filter.TunnelAuthorization;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.proxy.ProxySettings;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the user is, for the server and for the proxy: credentials by leg, and the rounds that a scheme needs. */
final class Authorization implements TunnelAuthorization {
    private static final long BEARER = AuthScheme.BEARER.bit();
    /** Schemes that authenticate a connection, not a request. */
    private static final long CONNECTION_SCHEMES = AuthScheme.NTLM.bit() | AuthScheme.NEGOTIATE.bit();

    private final Transfer transfer;
    private final Authentication origin;
    private final Authentication proxy;
    private final NetrcSource netrc = new NetrcSource();
    private String originName = "";
    private String originHost = "";
    private @Nullable Credentials originCredentials;
    /** What the URL said that the transfer began with. */
    private @Nullable Credentials firstNamed;

    private String proxyName = "";
    private String proxyHost = "";
    private @Nullable Credentials proxyCredentials;
    private @Nullable String proxyAuthority;

    /** The latest token that was waited for, and whose it is. */
    private @Nullable TokenErrand errand;

    private @Nullable ConnectionAuth errandOf;

    Authorization(Transfer transfer) {
        this.transfer = transfer;
        this.origin = new Authentication(
                Side.ORIGIN,
                Nonces.SECURE,
                () -> transfer.host().wallMillis(),
                destination -> open(transfer.config().http().serviceName(), originHost));
        this.proxy = new Authentication(
                Side.PROXY,
                Nonces.SECURE,
                () -> transfer.host().wallMillis(),
                destination -> open(transfer.config().http().proxyServiceName(), proxyHost));
    }

    private TokenSource open(String service, String host) throws TransferException {
        return HttpProtocol.tokens(transfer).open(service, host);
    }

    void begin(TransferConfig config) {
        errand = null;
        errandOf = null;
        netrc.forget();
        origin.begin(config.http().auth());
        proxy.begin(config.http().proxyAuth());
    }

    /** A leg is about to begin: whom it goes to, and as who. */
    void address(Leg leg) throws TransferException {
        originName = leg.scheme() + "://" + leg.host() + ':' + leg.url().port();
        originHost = leg.host();
        originCredentials = credentials(leg);
        origin.address(originName, originCredentials);
        ProxySettings settings = leg.connect().proxy();
        ProxyHop hop = settings == null ? null : settings.http();
        proxyName = hop == null ? "" : hop.destination();
        proxyHost = hop == null ? "" : hop.host();
        proxyCredentials = hop == null ? null : Credentials.ofNullable(hop.user(), hop.password(), null);
        proxy.address(proxyName, proxyCredentials);
    }

    /** The credentials that the origin of {@code leg} may see. */
    private @Nullable Credentials credentials(Leg leg) throws TransferException {
        HttpOptions options = transfer.config().http();
        boolean allowed = leg.trusted() || options.unrestrictedAuth();
        String user = allowed ? options.user() : null;
        String password = allowed ? options.password() : null;
        if (user == null) {
            Credentials named = inUrl(leg);
            user = named == null ? null : named.user();
            if (password == null) {
                password = named == null ? null : named.password();
            }
        }
        // Where the options name both, the file is not looked at: it could only contradict them.
        boolean complete = options.user() != null && options.password() != null;
        if (options.netrc() != HttpOptions.NETRC_IGNORED
                && !complete
                && (password == null || options.netrc() == HttpOptions.NETRC_REQUIRED)) {
            boolean optionsCount = allowed && options.user() != null;
            Credentials found = fromFile(options, leg.host(), user);
            if (found != null) {
                user = found.user();
                password = found.password();
            } else if (options.netrc() == HttpOptions.NETRC_REQUIRED && !optionsCount) {
                // The file has the say about passwords, and says nothing.
                password = null;
            }
        }
        String bearer = allowed && (options.auth() & BEARER) != 0 ? options.bearer() : null;
        return Credentials.ofNullable(user, password, bearer);
    }

    /** What the netrc file knows; one that is only asked by the way is no obstacle, whatever is wrong with it. */
    private @Nullable Credentials fromFile(HttpOptions options, String host, @Nullable String user)
            throws TransferException {
        try {
            return netrc.find(options.netrcFile(), host, user);
        } catch (TransferException unusable) {
            if (options.netrc() == HttpOptions.NETRC_REQUIRED) {
                throw unusable;
            }
            if (transfer.tracing()) {
                transfer.trace(unusable.getMessage() + "; the netrc file is left alone");
            }
            return null;
        }
    }

    /** What the URL of {@code leg} says; if that is nothing, what the first one said of its origin, and of no other. */
    private @Nullable Credentials inUrl(Leg leg) {
        Credentials named =
                Credentials.ofNullable(leg.url().decodedUser(), leg.url().decodedPassword(), null);
        if (!leg.redirected()) {
            firstNamed = named;
        }
        return named == null && leg.trusted() ? firstNamed : named;
    }

    /** Connections that NTLM or Negotiate bound to a user are for the same user only; null without such schemes. */
    @Nullable
    ConnectionFit fit() {
        HttpOptions options = transfer.config().http();
        boolean mayBind = (options.auth() & CONNECTION_SCHEMES) != 0 && origin.active();
        boolean proxyMayBind = (options.proxyAuth() & CONNECTION_SCHEMES) != 0 && proxy.active();
        return mayBind || proxyMayBind ? this::fits : null;
    }

    private boolean fits(Connection connection) {
        if (!(connection.protocol() instanceof HttpConnectionState state)) {
            return true;
        }
        HttpOptions options = transfer.config().http();
        return state.origin.fit(options.auth(), originName, originCredentials) != ConnectionAuth.Fit.UNFIT
                && state.proxy.fit(options.proxyAuth(), proxyName, proxyCredentials) != ConnectionAuth.Fit.UNFIT;
    }

    /** Whether {@link #authorize} can be asked: there is a token for each side that needs one. */
    boolean readyForRequest() throws TransferException {
        if (!origin.negotiates() && !proxy.negotiates()) {
            return true;
        }
        CustomHeaders custom = CustomHeaders.of(
                transfer.config().request().headers(), transfer.config().http().asGiven());
        Connection connection = transfer.attached();
        HttpConnectionState state = HttpConnectionState.of(connection);
        boolean toProxy = connection.forwardProxy() && !custom.mentions(FieldName.PROXY_AUTHORIZATION);
        return (!toProxy || hasToken(proxy, state.proxy))
                && (custom.mentions(FieldName.AUTHORIZATION) || hasToken(origin, state.origin));
    }

    /** Whether {@code side} needs no token, or has it; if not, one is being made, and the transfer is woken then. */
    @SuppressWarnings("ReferenceEquality") // Which connection it is of, not what is known about that.
    private boolean hasToken(Authentication side, ConnectionAuth connection) throws TransferException {
        TokenErrand asked = errand;
        if (asked != null && errandOf == connection) {
            if (!isOver(asked, side)) {
                return false;
            }
            errand = null;
            errandOf = null;
        }
        side.attach(connection);
        TokenStep step = side.pendingToken();
        if (step == null) {
            return true;
        }
        TokenErrand fresh = new TokenErrand(step);
        errand = fresh;
        errandOf = connection;
        if (!transfer.host().aside(fresh)) {
            throw new TransferException(
                    ResultCode.AUTH_ERROR,
                    "More than " + Limits.ASIDE_QUEUE + " transfers wait for a token of Negotiate");
        }
        return false;
    }

    /** Whether the errand needs no more waiting; without a token the schemes that are left have to do, if there are any. */
    private boolean isOver(TokenErrand asked, Authentication side) throws TransferException {
        try {
            return asked.isOver();
        } catch (TransferException noToken) {
            if (!side.doWithout(AuthScheme.NEGOTIATE)) {
                throw noToken;
            }
            if (transfer.tracing()) {
                transfer.trace("Negotiate is of no use here: " + noToken.getMessage());
            }
            return true;
        }
    }

    /** What the next request says to the server and to the proxy that forwards it; its body may have to stay away. */
    RequestExtras authorize(Leg leg, String method, String target, boolean body, CustomFields custom)
            throws TransferException {
        boolean forward = transfer.attached().forwardProxy();
        String toProxy = null;
        String toOrigin = null;
        if (forward && proxy.active() && !custom.hasProxyAuthorization()) {
            proxy.attach(HttpConnectionState.of(transfer.attached()).proxy);
            toProxy = proxy.authorization(method, target, body);
        }
        boolean speaks = origin.active() && !custom.hasAuthorization();
        if (speaks) {
            origin.attach(HttpConnectionState.of(transfer.attached()).origin);
            toOrigin = origin.authorization(method, target, body);
        }
        if ((speaks && origin.withholdsBody()) || (forward && proxy.active() && proxy.withholdsBody())) {
            transfer.body().withhold();
        }
        note();
        boolean secrets = leg.trusted() || transfer.config().http().unrestrictedAuth();
        return new RequestExtras(toProxy, toOrigin, List.of(), null, forward, secrets, null);
    }

    /** Whether the request is to be signed instead. */
    boolean signs() {
        return origin.active() && origin.signs() && originCredentials != null;
    }

    /** The lines that sign {@code request}. */
    List<String> sign(SigV4.Request request, Leg leg, long nowSeconds) throws TransferException {
        Credentials key = originCredentials;
        String provider = transfer.config().http().awsSigV4();
        if (key == null) {
            return List.of();
        }
        return SigV4.of(provider == null ? "" : provider, leg.host()).sign(key, request, nowSeconds);
    }

    /** Which of the fields the application sends itself. */
    record CustomFields(boolean hasAuthorization, boolean hasProxyAuthorization) {}

    /** Whether the same request is to be made again, as who the user is was asked. */
    Outcome onHead(ResponseHead head, boolean closes) {
        feed(origin, head, FieldName.WWW_AUTHENTICATE);
        Outcome byOrigin = origin.active() ? origin.responseHead(head.status(), closes) : Outcome.DONE;
        Outcome byProxy = Outcome.DONE;
        if (transfer.attached().forwardProxy()) {
            feed(proxy, head, FieldName.PROXY_AUTHENTICATE);
            byProxy = proxy.active() ? proxy.responseHead(head.status(), closes) : Outcome.DONE;
        }
        note();
        if (byOrigin == Outcome.AGAIN || byProxy == Outcome.AGAIN) {
            return Outcome.AGAIN;
        }
        return byOrigin == Outcome.FAILED || byProxy == Outcome.FAILED ? Outcome.FAILED : Outcome.DONE;
    }

    boolean needsSameConnection() {
        return (origin.active() && origin.needsSameConnection()) || (proxy.active() && proxy.needsSameConnection());
    }

    private static void feed(Authentication side, ResponseHead head, FieldName name) {
        for (int field = head.find(name); field >= 0; field = head.findNext(name, field)) {
            side.challenge(head.value(field));
        }
    }

    private void note() {
        transfer.info().authAvailable = origin.available();
        transfer.info().authUsed = origin.used();
        transfer.info().proxyAuthAvailable = proxy.available();
        transfer.info().proxyAuthUsed = proxy.used();
    }

    // For tunnels.

    @Override
    public boolean ready() throws TransferException {
        return !proxy.negotiates() || hasToken(proxy, HttpConnectionState.of(transfer.attached()).proxy);
    }

    @Override
    public @Nullable String next(String authority) throws TransferException {
        proxyAuthority = authority;
        if (!proxy.active()) {
            return null;
        }
        proxy.attach(HttpConnectionState.of(transfer.attached()).proxy);
        String value = proxy.authorization("CONNECT", authority, false);
        note();
        return value;
    }

    @Override
    public void challenge(String value) {
        proxy.challenge(value);
    }

    @Override
    public boolean again(int status) {
        boolean again = proxyAuthority != null && proxy.active() && proxy.responseHead(status, false) == Outcome.AGAIN;
        note();
        return again;
    }

    @Override
    public void connectionLost() {
        HttpConnectionState.renewProxy(transfer.attached());
    }
}
