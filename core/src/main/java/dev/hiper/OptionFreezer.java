package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.connect.SocketHooks;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.proxy.ProxyHop;
import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.internal.transfer.PaceOptions;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.internal.transfer.ResponseOptions;
import dev.hiper.internal.transfer.Route;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the options of an easy handle into a {@link TransferConfig}: parsed, checked against each
 * other, immutable. A part is built again only if an option of it has changed, so adding an
 * unchanged handle allocates nothing.
 */
final class OptionFreezer {
    /** What the defaults come to. */
    private static final SocketRequest.Options USUAL_SOCKET =
            new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1);

    private final OptionValues options;
    private final SocketHooks hooks;
    private @Nullable FrozenUrl url;
    private @Nullable RequestOptions request;
    private @Nullable ResponseOptions response;
    private @Nullable PaceOptions pace;
    private @Nullable HttpOptions http;
    private @Nullable ConnectOptions connect;
    private @Nullable Route route;
    private @Nullable TransferConfig config;

    OptionFreezer(OptionValues options, SocketHooks hooks) {
        this.options = options;
        this.hooks = hooks;
    }

    /**
     * Never throws: what cannot be transferred is told by the config, and ends the transfer when it
     * starts.
     */
    TransferConfig freeze() {
        int changes = options.takeChanges();
        TransferConfig present = config;
        FrozenUrl frozenUrl = url;
        if (frozenUrl == null || OptionPart.URL.in(changes) || frozenUrl.outdated(options)) {
            frozenUrl = FrozenUrl.of(options);
            url = frozenUrl;
            present = null;
        }
        RequestOptions frozenRequest = request;
        if (frozenRequest == null || OptionPart.REQUEST.in(changes)) {
            frozenRequest = request();
            request = frozenRequest;
            present = null;
        }
        ResponseOptions frozenResponse = response;
        if (frozenResponse == null || OptionPart.RESPONSE.in(changes)) {
            frozenResponse = response();
            response = frozenResponse;
            present = null;
        }
        PaceOptions frozenPace = pace;
        if (frozenPace == null || OptionPart.PACE.in(changes)) {
            frozenPace = pace();
            pace = frozenPace;
            present = null;
        }
        HttpOptions frozenHttp = http;
        if (frozenHttp == null || OptionPart.HTTP.in(changes) || OptionPart.URL.in(changes)) {
            frozenHttp = HttpFreezer.freeze(options);
            http = frozenHttp;
            present = null;
        }
        ConnectOptions frozenConnect = connect;
        Route frozenRoute = route;
        if (frozenConnect == null || frozenRoute == null || OptionPart.CONNECT.in(changes)) {
            frozenConnect = connect();
            connect = frozenConnect;
            frozenRoute = route(frozenConnect);
            route = frozenRoute;
            present = null;
        }
        if (present == null) {
            TransferException problem = frozenUrl.error() != null ? frozenUrl.error() : bodyProblem();
            present = new TransferConfig(
                    frozenUrl.url(),
                    problem,
                    frozenUrl.protocols(),
                    frozenRequest,
                    frozenResponse,
                    frozenPace,
                    frozenHttp,
                    frozenConnect,
                    frozenRoute);
            config = present;
        }
        return present;
    }

    /** What the body options say that cannot be done together. */
    private @Nullable TransferException bodyProblem() {
        byte[] fields = options.postFields();
        if (options.method() != Method.POST || fields == null) {
            return null;
        }
        if (options.number(EasyOption.RESUME_FROM_LARGE) > 0) {
            return new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT, "RESUME_FROM_LARGE cannot be used together with POSTFIELDS");
        }
        long size = options.number(EasyOption.POSTFIELDSIZE_LARGE);
        if (size > fields.length) {
            return new TransferException(
                    ResultCode.BAD_FUNCTION_ARGUMENT,
                    "POSTFIELDSIZE_LARGE is " + size + ", but POSTFIELDS has " + fields.length + " bytes");
        }
        return null;
    }

    private RequestOptions request() {
        Method method = options.method();
        byte[] body = method == Method.POST && options.mime() == null ? body() : null;
        return new RequestOptions(
                method,
                options.get(EasyOption.CUSTOMREQUEST),
                options.get(EasyOption.REQUEST_TARGET),
                options.lines(EasyOption.HTTPHEADER),
                options.get(EasyOption.USERAGENT),
                options.get(EasyOption.REFERER),
                options.get(EasyOption.COOKIE),
                options.get(EasyOption.RANGE),
                Math.max(method == Method.PUT ? -1 : 0, options.number(EasyOption.RESUME_FROM_LARGE)),
                body,
                method == Method.POST ? options.mime() : null,
                (options.number(EasyOption.MIME_OPTIONS) & 1) != 0,
                options.postFieldsCopied(),
                bodySize(method, body),
                options.required(EasyOption.HTTP_VERSION) == HttpVersion.HTTP_1_0
                        ? RequestOptions.Version.HTTP_1_0
                        : RequestOptions.Version.HTTP_1_1,
                options.number(EasyOption.EXPECT_100_TIMEOUT_MS),
                options.flag(EasyOption.KEEP_SENDING_ON_ERROR),
                (int) options.number(EasyOption.UPLOAD_BUFFERSIZE));
    }

    private byte @Nullable [] body() {
        byte[] fields = options.postFields();
        long size = options.number(EasyOption.POSTFIELDSIZE_LARGE);
        return fields != null && size >= 0 && size < fields.length ? Arrays.copyOf(fields, (int) size) : fields;
    }

    private long bodySize(Method method, byte @Nullable [] body) {
        return switch (method) {
            case GET, HEAD -> -1;
            case POST -> body != null ? body.length : options.number(EasyOption.POSTFIELDSIZE_LARGE);
            case PUT -> options.number(EasyOption.INFILESIZE_LARGE);
        };
    }

    private ResponseOptions response() {
        return new ResponseOptions(
                options.flag(EasyOption.HEADER),
                options.flag(EasyOption.FAILONERROR),
                options.number(EasyOption.MAXFILESIZE_LARGE),
                options.flag(EasyOption.IGNORE_CONTENT_LENGTH),
                options.flag(EasyOption.HTTP_TRANSFER_DECODING),
                options.flag(EasyOption.HTTP09_ALLOWED),
                options.flag(EasyOption.LENIENT),
                (int) options.number(EasyOption.BUFFERSIZE));
    }

    private PaceOptions pace() {
        PaceOptions pace = new PaceOptions(
                options.number(EasyOption.TIMEOUT_MS),
                options.number(EasyOption.LOW_SPEED_LIMIT),
                options.number(EasyOption.LOW_SPEED_TIME),
                options.number(EasyOption.MAX_SEND_SPEED_LARGE),
                options.number(EasyOption.MAX_RECV_SPEED_LARGE));
        // What all transfers share lies near at hand for each.
        return pace.equals(PaceOptions.NO_LIMITS) ? PaceOptions.NO_LIMITS : pace;
    }

    private ConnectOptions connect() {
        ConnectOptions plain = plainConnect();
        return options.get(EasyOption.DOH_URL) == null
                ? plain
                : plain.withNameServer(DohFreezer.freeze(options, plain));
    }

    private ConnectOptions plainConnect() {
        return new ConnectOptions(
                family(),
                options.number(EasyOption.DNS_CACHE_TIMEOUT),
                options.flag(EasyOption.DNS_SHUFFLE_ADDRESSES),
                options.lines(EasyOption.RESOLVE),
                options.lines(EasyOption.CONNECT_TO),
                options.get(EasyOption.UNIX_SOCKET_PATH),
                socket(),
                options.number(EasyOption.HAPPY_EYEBALLS_TIMEOUT_MS),
                options.number(EasyOption.CONNECTTIMEOUT_MS),
                TlsFreezer.origin(options),
                options.flag(EasyOption.FRESH_CONNECT),
                options.flag(EasyOption.FORBID_REUSE),
                (int) options.number(EasyOption.CONNECT_ONLY),
                options.number(EasyOption.MAXAGE_CONN),
                options.number(EasyOption.MAXLIFETIME_CONN),
                options.number(EasyOption.UPKEEP_INTERVAL_MS),
                hooks,
                null,
                HaProxy.of(options.flag(EasyOption.HAPROXYPROTOCOL), options.get(EasyOption.HAPROXY_CLIENT_IP)),
                (int) options.number(EasyOption.ADDRESS_SCOPE),
                null);
    }

    private Route route(ConnectOptions direct) {
        return new ProxyChoice(
                options.get(EasyOption.PROXY),
                options.get(EasyOption.PRE_PROXY),
                options.get(EasyOption.NOPROXY),
                proxyKind(),
                (int) options.number(EasyOption.PROXYPORT),
                options.get(EasyOption.PROXYUSERNAME),
                options.get(EasyOption.PROXYPASSWORD),
                options.flag(EasyOption.HTTPPROXYTUNNEL),
                TlsFreezer.proxy(options),
                (options.number(EasyOption.SOCKS5_AUTH) & HttpAuth.BASIC) != 0,
                direct,
                environment(options));
    }

    /** What the environment says about proxies, if it is to be asked. */
    static Map<String, String> environment(OptionValues options) {
        return options.flag(EasyOption.PROXY_ENVIRONMENT) ? System.getenv() : Map.of();
    }

    private ProxyHop.Kind proxyKind() {
        return switch (options.required(EasyOption.PROXYTYPE)) {
            case HTTP -> ProxyHop.Kind.HTTP;
            case HTTP_1_0 -> ProxyHop.Kind.HTTP_1_0;
            case HTTPS -> ProxyHop.Kind.HTTPS;
            case SOCKS4 -> ProxyHop.Kind.SOCKS4;
            case SOCKS4A -> ProxyHop.Kind.SOCKS4A;
            case SOCKS5 -> ProxyHop.Kind.SOCKS5;
            case SOCKS5_HOSTNAME -> ProxyHop.Kind.SOCKS5_HOSTNAME;
            case HTTPS2, HTTPS3 -> throw new IllegalStateException("refused when it was set");
        };
    }

    private Resolver.Family family() {
        return switch (options.required(EasyOption.IPRESOLVE)) {
            case WHATEVER -> Resolver.Family.ANY;
            case V4 -> Resolver.Family.IPV4;
            case V6 -> Resolver.Family.IPV6;
        };
    }

    private SocketRequest.Options socket() {
        SocketRequest.Options socket = new SocketRequest.Options(
                options.flag(EasyOption.TCP_NODELAY),
                options.flag(EasyOption.TCP_KEEPALIVE),
                (int) options.number(EasyOption.TCP_KEEPIDLE),
                (int) options.number(EasyOption.TCP_KEEPINTVL),
                (int) options.number(EasyOption.TCP_KEEPCNT),
                options.get(EasyOption.INTERFACE),
                (int) options.number(EasyOption.LOCALPORT),
                (int) Math.max(1, options.number(EasyOption.LOCALPORTRANGE)));
        // An idle connection keeps them.
        return socket.equals(USUAL_SOCKET) ? USUAL_SOCKET : socket;
    }
}
