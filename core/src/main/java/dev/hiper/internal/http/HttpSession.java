package dev.hiper.internal.http;

import dev.hiper.error.ProxyCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.altsvc.AltSvc;
import dev.hiper.internal.auth.SigV4;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.internal.connect.ConnectionFit;
import dev.hiper.internal.cookie.CookieOrigin;
import dev.hiper.internal.filter.TunnelClient;
import dev.hiper.internal.message.FieldName;
import dev.hiper.internal.message.ResponseHead;
import dev.hiper.internal.store.Stores;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.Session;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferClient;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.spi.TlsSettings;
import dev.hiper.url.Url;
import dev.hiper.url.UrlPart;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP remembers of a transfer from leg to leg: who the user is, and what is kept in cookies and the like. A plain
 * transfer has none.
 */
final class HttpSession implements Session, TunnelClient {
    private static final long MILLIS = 1000;

    private final Transfer transfer;
    private final Authorization authorization;
    /** Where the first leg goes: the origin that credentials were given for. */
    private Url home;

    private int cookiesTaken;
    private @Nullable AltSvc used;

    private HttpSession(Transfer transfer) {
        this.transfer = transfer;
        this.authorization = new Authorization(transfer);
        this.home = transfer.config().url();
    }

    static HttpSession of(Transfer transfer) {
        if (transfer.session() instanceof HttpSession known) {
            return known;
        }
        HttpSession fresh = new HttpSession(transfer);
        transfer.use(fresh);
        return fresh;
    }

    /** Whether the transfer needs none. */
    static boolean spare(Transfer transfer, Leg first) {
        return transfer.config().http().isPlain()
                && first.connect().proxy() == null
                && transfer.client().stores() == null
                && first.url().decodedUser() == null
                && first.url().decodedPassword() == null;
    }

    /** A run starts; answers its first leg. */
    Leg begin(Leg first) throws TransferException {
        authorization.begin(transfer.config());
        Leg leg = upgraded(first);
        home = leg.url();
        return addressed(leg);
    }

    /** The leg that a redirect leads to, as it has to be made: by https if the host insists on it. */
    Leg follow(int status, String location) throws TransferException {
        return addressed(upgraded(Redirection.follow(transfer, home, status, location)));
    }

    private Leg addressed(Leg leg) throws TransferException {
        authorization.address(leg);
        return alternative(leg);
    }

    /** What the next request says beyond its options. */
    RequestExtras extras(Leg leg, String method, String target, boolean body, CustomHeaders custom)
            throws TransferException {
        cookiesTaken = 0;
        RequestExtras extras = authorization.authorize(
                leg,
                method,
                target,
                body,
                new Authorization.CustomFields(
                        custom.mentions(FieldName.AUTHORIZATION), custom.mentions(FieldName.PROXY_AUTHORIZATION)));
        if (authorization.signs() && !custom.mentions(FieldName.AUTHORIZATION)) {
            extras = extras.withSignature(signature(leg, method, body, custom));
        }
        if (leg.alternative() != null) {
            extras = extras.withAltUsed(leg.alternative());
        }
        Stores stores = transfer.client().stores();
        if (stores == null || !stores.hasCookies()) {
            return extras;
        }
        return extras.withCookies(stores.cookieField(cookieOrigin(leg, custom), nowSeconds()));
    }

    private List<String> signature(Leg leg, String method, boolean body, CustomHeaders custom)
            throws TransferException {
        boolean ownHost = RequestPlan.ownHost(leg, custom, transfer.config());
        SigV4.Request request = new SigV4.Request(
                method,
                ownHost ? null : RequestPlan.hostOf(leg, custom, transfer.config()),
                leg.url().path(),
                leg.url().query(),
                transfer.config().request().headers(),
                body,
                transfer.body().fromCallback() ? null : transfer.body().memory().duplicate());
        return authorization.sign(request, leg, nowSeconds());
    }

    /** Takes what a final or interim response wants remembered. */
    void remember(Leg leg, ResponseHead head, CustomHeaders custom) {
        Stores stores = transfer.client().stores();
        if (stores == null) {
            return;
        }
        long now = nowSeconds();
        if (stores.hasCookies() && head.has(FieldName.SET_COOKIE)) {
            takeCookies(stores, head, cookieOrigin(leg, custom), now);
        }
        boolean proven = isProven(leg);
        String hsts = stores.hasHsts() && proven ? head.value(FieldName.STRICT_TRANSPORT_SECURITY) : null;
        if (hsts != null) {
            stores.learnHsts(leg.host(), hsts, now);
        }
        String services = stores.hasAlternatives() && proven ? head.value(FieldName.ALT_SVC) : null;
        if (services != null) {
            stores.learnAlternatives(leg.host(), leg.url().port(), AltSvc.Alpn.H1, services, now);
        }
    }

    /** Whether the server has shown who it is: only then may it bind us (RFC 6797, 8.1; RFC 7838, 2.1). */
    private static boolean isProven(Leg leg) {
        TlsSettings.Trust trust = leg.connect().tls().trust();
        return leg.scheme().equals("https") && trust.verifyPeer() && trust.verifyHost();
    }

    private void takeCookies(Stores stores, ResponseHead head, CookieOrigin origin, long now) {
        for (int field = head.find(FieldName.SET_COOKIE);
                field >= 0 && cookiesTaken < Limits.COOKIES_PER_RESPONSE;
                field = head.findNext(FieldName.SET_COOKIE, field)) {
            if (stores.addCookie(head.value(field), origin, now)) {
                cookiesTaken++;
            }
        }
    }

    private CookieOrigin cookieOrigin(Leg leg, CustomHeaders custom) {
        String named = RequestPlan.ownHost(leg, custom, transfer.config()) ? custom.value(FieldName.HOST) : null;
        String host = named == null ? leg.host() : hostOf(named);
        return new CookieOrigin(host, leg.url().path(), leg.scheme().equals("https"));
    }

    /** The host of a Host line, without its port. */
    private static String hostOf(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private Leg upgraded(Leg leg) throws TransferException {
        Stores stores = transfer.client().stores();
        if (stores == null || !leg.scheme().equals("http") || !stores.insistsOnTls(leg.host(), nowSeconds())) {
            return leg;
        }
        if (transfer.tracing()) {
            transfer.trace("Switched from HTTP to HTTPS due to HSTS");
        }
        TransferConfig config = transfer.config();
        boolean defaultPort = !leg.url().hasNonDefaultPort();
        var secure = leg.url().dup().set(UrlPart.SCHEME, "https");
        if (defaultPort) {
            secure.set(UrlPart.PORT, null);
        }
        return leg.at(secure, !leg.redirected() || Redirection.sameOrigin(secure, home), config);
    }

    /** By way of an alternative service, if one is known that this engine can use: HTTP/1.1 elsewhere. */
    private Leg alternative(Leg leg) {
        Stores stores = transfer.client().stores();
        if (stores == null || !stores.hasAlternatives() || !leg.scheme().equals("https")) {
            return leg;
        }
        long wanted = transfer.config().http().alternatives();
        if (wanted != 0 && (wanted & AltSvc.Alpn.H1.bit()) == 0) {
            return leg;
        }
        AltSvc known = stores.alternative(leg.host(), leg.url().port(), AltSvc.Alpn.H1.bit(), nowSeconds());
        if (known == null || known.isSameDestination()) {
            return leg;
        }
        String service = bracketed(known.alternative().host())
                + ':'
                + known.alternative().port();
        String line = bracketed(leg.host()) + ':' + leg.url().port() + ':' + service;
        if (transfer.tracing()) {
            transfer.trace("Alt-svc connecting from " + leg.host() + " to " + service);
        }
        used = known;
        return leg.through(service, leg.connect().withConnectTo(line));
    }

    /** The alternative of the latest leg did not work: it is forgotten. */
    @Override
    public void detourFailed() {
        AltSvc broken = used;
        Stores stores = transfer.client().stores();
        if (broken != null && stores != null) {
            stores.forgetAlternative(broken);
        }
        used = null;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    private long nowSeconds() {
        return transfer.host().wallMillis() / MILLIS;
    }

    @Override
    public @Nullable ConnectionFit fit() {
        return authorization.fit();
    }

    // For tunnels.

    @Override
    public TunnelClient tunnel() {
        return this;
    }

    @Override
    public @Nullable String userAgent() {
        return transfer.config().request().userAgent();
    }

    @Override
    public List<String> proxyHeaders() {
        return transfer.config().http().proxyHeaders();
    }

    @Override
    public boolean failsOnError() {
        return transfer.config().response().failOnError();
    }

    @Override
    public Authorization authorization() {
        return authorization;
    }

    @Override
    public void tunnelRequest(ByteBuffer head) {
        transfer.info().requestBytes += head.remaining();
        if (transfer.tracing()) {
            transfer.traceBytes(TransferClient.Info.HEADER_OUT, head.duplicate());
        }
    }

    @Override
    public void tunnelStatus(int status) {
        transfer.info().connectCode = status;
    }

    @Override
    public void tunnelLine(ByteBuffer line) throws TransferException {
        transfer.countHeadBytes(line.remaining());
        transfer.headers().connectLine(line);
        if (transfer.tracing()) {
            transfer.traceBytes(TransferClient.Info.HEADER_IN, line.duplicate());
        }
        if (!transfer.config().http().suppressConnectHeaders()) {
            transfer.output().header(line);
        }
    }

    @Override
    public void proxyFailed(ProxyCode code) {
        transfer.info().proxyError = code.number();
    }
}
