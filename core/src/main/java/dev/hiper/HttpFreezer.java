package dev.hiper;

import dev.hiper.internal.transfer.HttpOptions;
import java.util.List;
import java.util.Objects;

/** The options about what HTTP does beyond one request, frozen. */
final class HttpFreezer {
    /** What a redirect may lead to unless something else is said. */
    private static final List<String> REDIRECTS = HttpOptions.PLAIN.redirectProtocols();

    private HttpFreezer() {}

    static HttpOptions freeze(OptionValues options) {
        String redirects = options.get(EasyOption.REDIR_PROTOCOLS_STR);
        HttpOptions frozen = new HttpOptions(
                (int) options.number(EasyOption.FOLLOWLOCATION),
                options.number(EasyOption.MAXREDIRS),
                (int) options.number(EasyOption.POSTREDIR),
                options.flag(EasyOption.AUTOREFERER),
                options.flag(EasyOption.UNRESTRICTED_AUTH),
                redirects == null ? REDIRECTS : Protocols.parse(EasyOption.REDIR_PROTOCOLS_STR, redirects),
                options.get(EasyOption.USERNAME),
                options.get(EasyOption.PASSWORD),
                options.get(EasyOption.XOAUTH2_BEARER),
                options.get(EasyOption.AWS_SIGV4),
                options.number(EasyOption.HTTPAUTH),
                options.number(EasyOption.PROXYAUTH),
                Objects.requireNonNullElse(options.get(EasyOption.SERVICE_NAME), "HTTP"),
                Objects.requireNonNullElse(options.get(EasyOption.PROXY_SERVICE_NAME), "HTTP"),
                netrc(options.required(EasyOption.NETRC)),
                options.get(EasyOption.NETRC_FILE),
                options.get(EasyOption.ACCEPT_ENCODING),
                options.flag(EasyOption.HTTP_CONTENT_DECODING),
                options.flag(EasyOption.TRANSFER_ENCODING),
                options.lines(EasyOption.HTTP200ALIASES),
                options.required(EasyOption.TIMECONDITION).ordinal(),
                options.number(EasyOption.TIMEVALUE_LARGE),
                options.flag(EasyOption.FILETIME),
                FrozenUrl.flags(options),
                options.number(EasyOption.HEADEROPT) == 0
                        ? options.lines(EasyOption.HTTPHEADER)
                        : options.lines(EasyOption.PROXYHEADER),
                options.number(EasyOption.HEADEROPT) != 0,
                options.flag(EasyOption.SUPPRESS_CONNECT_HEADERS),
                options.flag(EasyOption.HEADERS_AS_GIVEN),
                options.number(EasyOption.ALTSVC_CTRL));
        // What all plain transfers share is recognised by reference.
        return frozen.equals(HttpOptions.PLAIN) ? HttpOptions.PLAIN : frozen;
    }

    private static int netrc(Netrc mode) {
        return switch (mode) {
            case IGNORED -> HttpOptions.NETRC_IGNORED;
            case OPTIONAL -> HttpOptions.NETRC_OPTIONAL;
            case REQUIRED -> HttpOptions.NETRC_REQUIRED;
        };
    }
}
