package dev.hiper;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.mime.Mime;
import dev.hiper.spi.TlsSettings;
import dev.hiper.url.Url;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on an {@link Easy}: libcurl's {@code CURLOPT_} options with their names and
 * numbers, so that its documentation can be searched. An option that is not here is not supported;
 * none is accepted and then ignored, except where its text says so.
 *
 * <p>Setting null brings the default back. A value that can be judged alone is judged when it is
 * set, with an IllegalArgumentException that names the option; what needs other options, a file or
 * the network ends the transfer. Options may be set at any time, also from callbacks. They take
 * effect when the handle is added to a multi the next time, unless their text says otherwise.
 *
 * <p>A text has at most 8,000,000 bytes and holds no NUL. Lists are copied when they are set.
 * Numbers are {@code Long}s throughout.
 *
 * @param <T> the type of the values
 * @see <a href="https://curl.se/libcurl/c/curl_easy_setopt.html">curl_easy_setopt</a>
 */
public final class EasyOption<T> {
    private static final List<EasyOption<?>> ALL = new ArrayList<>();
    private static final Map<String, EasyOption<?>> BY_NAME = new HashMap<>();
    private static final Map<Integer, EasyOption<?>> BY_ID = new HashMap<>();

    // Behaviour.

    /**
     * Show what goes on to {@link #DEBUGFUNCTION}, or on standard error where there is none. Takes
     * effect at once. Default: off.
     */
    public static final EasyOption<Boolean> VERBOSE = flag("VERBOSE", 41, false, OptionPart.NONE);

    /** Give header lines to {@link #WRITEFUNCTION}, too. Default: off. */
    public static final EasyOption<Boolean> HEADER = flag("HEADER", 42, false, OptionPart.RESPONSE);

    /** Do not call {@link #XFERINFOFUNCTION}. Takes effect at once. Default: on. */
    public static final EasyOption<Boolean> NOPROGRESS = flag("NOPROGRESS", 43, true, OptionPart.NONE);

    /**
     * No effect: there are no signals to leave alone. Accepted because programs for libcurl set it.
     * Default: off.
     */
    public static final EasyOption<Boolean> NOSIGNAL = flag("NOSIGNAL", 99, false, OptionPart.NONE);

    // URL.

    /**
     * What to transfer. A URL that cannot be used ends the transfer, not this call. Default: none,
     * which ends the transfer with URL_MALFORMAT.
     */
    public static final EasyOption<String> URL = text("URL", 10002, null, OptionPart.URL);

    /**
     * A parsed URL to use instead of {@link #URL}. Not copied: it is read again each time the
     * handle is added. Default: none.
     */
    public static final EasyOption<Url> CURLU = object("CURLU", 10282, Url.class, OptionPart.URL);

    /** Send the path of {@link #URL} with its dot segments. Default: off. */
    public static final EasyOption<Boolean> PATH_AS_IS = flag("PATH_AS_IS", 234, false, OptionPart.URL);

    /**
     * Scheme of a {@link #URL} without one. Default: none, so the scheme is guessed from the name
     * of the host.
     */
    public static final EasyOption<String> DEFAULT_PROTOCOL = text("DEFAULT_PROTOCOL", 10238, null, OptionPart.URL);

    /** Schemes that may be used, separated by commas: http, https, or all. Default: all. */
    public static final EasyOption<String> PROTOCOLS_STR =
            text("PROTOCOLS_STR", 10318, null, OptionPart.URL, OptionCheck.PROTOCOLS);

    /** {@link #PROTOCOLS_STR} as bits: 1 http, 2 https. The last one set counts. Default: all. */
    public static final EasyOption<Long> PROTOCOLS = bitmask("PROTOCOLS", 181, PROTOCOLS_STR);

    /** Schemes that a redirect may lead to, separated by commas. Default: http and https. */
    public static final EasyOption<String> REDIR_PROTOCOLS_STR =
            text("REDIR_PROTOCOLS_STR", 10319, null, OptionPart.HTTP, OptionCheck.PROTOCOLS);

    /** {@link #REDIR_PROTOCOLS_STR} as bits: 1 http, 2 https. The last one set counts. */
    public static final EasyOption<Long> REDIR_PROTOCOLS = bitmask("REDIR_PROTOCOLS", 182, REDIR_PROTOCOLS_STR);

    /** End the transfer with LOGIN_DENIED if the URL holds user information. Default: off. */
    public static final EasyOption<Boolean> DISALLOW_USERNAME_IN_URL =
            flag("DISALLOW_USERNAME_IN_URL", 278, false, OptionPart.URL);

    /** Port to use instead of the one in the URL, 0 to 65535. Default: 0, the port of the URL. */
    public static final EasyOption<Long> PORT = number("PORT", 3, 0L, OptionPart.URL, OptionCheck.between(0, 65_535));

    // Connections and sockets.

    /**
     * What to bind new sockets to: an interface, an address or a host name; {@code if!}, {@code
     * host!} and {@code ifhost!} in front say which. At most 512 bytes. Default: none.
     */
    public static final EasyOption<String> INTERFACE =
            text("INTERFACE", 10062, null, OptionPart.CONNECT, OptionCheck.INTERFACE);

    /** Local port to bind to, 0 to 65535. Default: 0, any. */
    public static final EasyOption<Long> LOCALPORT =
            number("LOCALPORT", 139, 0L, OptionPart.CONNECT, OptionCheck.between(0, 65_535));

    /**
     * How many local ports to try, beginning with {@link #LOCALPORT}. Default: 0, which means 1.
     */
    public static final EasyOption<Long> LOCALPORTRANGE =
            number("LOCALPORTRANGE", 140, 0L, OptionPart.CONNECT, OptionCheck.between(0, 65_535));

    /**
     * Path of a Unix domain socket to connect to instead of the host; wins over {@link
     * #CONNECT_TO}. Default: none.
     */
    public static final EasyOption<String> UNIX_SOCKET_PATH = text("UNIX_SOCKET_PATH", 10231, null, OptionPart.CONNECT);

    /**
     * Lines {@code host:port:otherhost:otherport} that lead connections elsewhere while the request
     * stays as it is. Empty parts in front match anything, empty parts behind change nothing.
     * Default: none.
     */
    public static final EasyOption<List<String>> CONNECT_TO = lines("CONNECT_TO", 10243, OptionPart.CONNECT);

    /** Open a new connection even if one could be used again. Default: off. */
    public static final EasyOption<Boolean> FRESH_CONNECT = flag("FRESH_CONNECT", 74, false, OptionPart.CONNECT);

    /** Close the connection after the transfer. Default: off. */
    public static final EasyOption<Boolean> FORBID_REUSE = flag("FORBID_REUSE", 75, false, OptionPart.CONNECT);

    /**
     * How many idle connections {@link Easy#perform} keeps; 0 means the default. No effect in a
     * multi of the application. Default: 5.
     */
    public static final EasyOption<Long> MAXCONNECTS =
            number("MAXCONNECTS", 71, 5L, OptionPart.NONE, OptionCheck.orDefaultIfZero());

    /** Seconds after which an idle connection is not used again; 0 for no limit. Default: 118. */
    public static final EasyOption<Long> MAXAGE_CONN =
            number("MAXAGE_CONN", 288, 118L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE);

    /** Age in seconds at which a connection is not used again; 0 for no limit. Default: 86400. */
    public static final EasyOption<Long> MAXLIFETIME_CONN =
            number("MAXLIFETIME_CONN", 314, 86_400L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE);

    /**
     * Rather wait for a connection that may carry several transfers than open another. No effect on
     * HTTP/1. Default: off.
     */
    public static final EasyOption<Boolean> PIPEWAIT = flag("PIPEWAIT", 237, false, OptionPart.NONE);

    /**
     * 1 ends the transfer well once its connection stands, which is then reserved for it, see
     * {@link EasyInfo#ACTIVESOCKET}. 0 is a normal transfer. Default: 0.
     */
    public static final EasyOption<Long> CONNECT_ONLY =
            number("CONNECT_ONLY", 141, 0L, OptionPart.CONNECT, OptionCheck.CONNECT_ONLY);

    /**
     * Least milliseconds between two actions of {@link Easy#upkeep} on a connection. Takes effect
     * at once. Default: 60000.
     */
    public static final EasyOption<Long> UPKEEP_INTERVAL_MS =
            number("UPKEEP_INTERVAL_MS", 281, 60_000L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE);

    /**
     * Milliseconds after which the next address is tried while the one before is still connecting.
     * Default: 200.
     */
    public static final EasyOption<Long> HAPPY_EYEBALLS_TIMEOUT_MS =
            number("HAPPY_EYEBALLS_TIMEOUT_MS", 271, 200L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE);

    /** Zone (scope id) of an IPv6 link-local address that names none. Default: 0, none. */
    public static final EasyOption<Long> ADDRESS_SCOPE =
            number("ADDRESS_SCOPE", 171, 0L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE_INT);

    /** Send small pieces at once (no Nagle algorithm). For new connections. Default: on. */
    public static final EasyOption<Boolean> TCP_NODELAY = flag("TCP_NODELAY", 121, true, OptionPart.CONNECT);

    /** Send TCP keep-alive probes. For new connections. Default: off. */
    public static final EasyOption<Boolean> TCP_KEEPALIVE = flag("TCP_KEEPALIVE", 213, false, OptionPart.CONNECT);

    /** Idle seconds before the first keep-alive probe. Default: 60. */
    public static final EasyOption<Long> TCP_KEEPIDLE =
            number("TCP_KEEPIDLE", 214, 60L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE_INT);

    /** Seconds between keep-alive probes. Default: 60. */
    public static final EasyOption<Long> TCP_KEEPINTVL =
            number("TCP_KEEPINTVL", 215, 60L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE_INT);

    /** Unanswered keep-alive probes before the peer counts as dead. Default: 9. */
    public static final EasyOption<Long> TCP_KEEPCNT =
            number("TCP_KEEPCNT", 326, 9L, OptionPart.CONNECT, OptionCheck.NOT_NEGATIVE_INT);

    /** Bytes of one read, brought into the range from 1024 to 10 MiB. Default: 16384. */
    public static final EasyOption<Long> BUFFERSIZE = number(
            "BUFFERSIZE",
            98,
            16_384L,
            OptionPart.RESPONSE,
            OptionCheck.clamped(Limits.MIN_BUFFER_BYTES, Limits.MAX_BUFFER_BYTES));

    /**
     * Most bytes asked of {@link #READFUNCTION} at once, brought into the range from 16 KiB to 2
     * MiB. Default: 65536.
     */
    public static final EasyOption<Long> UPLOAD_BUFFERSIZE = number(
            "UPLOAD_BUFFERSIZE",
            280,
            65_536L,
            OptionPart.REQUEST,
            OptionCheck.clamped(Limits.MIN_UPLOAD_BUFFER_BYTES, Limits.MAX_UPLOAD_BUFFER_BYTES));

    // Limits of time and speed.

    /**
     * Milliseconds that the whole transfer may take, waiting included; 0 for no limit. Beyond it
     * ends with OPERATION_TIMEDOUT. Default: 0.
     */
    public static final EasyOption<Long> TIMEOUT_MS =
            number("TIMEOUT_MS", 155, 0L, OptionPart.PACE, OptionCheck.NOT_NEGATIVE);

    /** {@link #TIMEOUT_MS} in seconds; the last one set counts. */
    public static final EasyOption<Long> TIMEOUT = seconds("TIMEOUT", 13, TIMEOUT_MS);

    /** Milliseconds that name, socket and TLS may take; 0 means the default. Default: 300000. */
    public static final EasyOption<Long> CONNECTTIMEOUT_MS =
            number("CONNECTTIMEOUT_MS", 156, 300_000L, OptionPart.CONNECT, OptionCheck.orDefaultIfZero());

    /** {@link #CONNECTTIMEOUT_MS} in seconds; the last one set counts. */
    public static final EasyOption<Long> CONNECTTIMEOUT = seconds("CONNECTTIMEOUT", 78, CONNECTTIMEOUT_MS);

    /** Bytes per second below which a transfer is slow; 0 for no limit. Default: 0. */
    public static final EasyOption<Long> LOW_SPEED_LIMIT =
            number("LOW_SPEED_LIMIT", 19, 0L, OptionPart.PACE, OptionCheck.NOT_NEGATIVE);

    /**
     * Seconds of slowness that end the transfer with OPERATION_TIMEDOUT, at most 65535; 0 for no
     * limit. Pauses do not count. Default: 0.
     */
    public static final EasyOption<Long> LOW_SPEED_TIME =
            number("LOW_SPEED_TIME", 20, 0L, OptionPart.PACE, OptionCheck.clamped(0, Limits.SHORT_SPAN));

    /** Most body bytes per second to send; 0 for no limit. Default: 0. */
    public static final EasyOption<Long> MAX_SEND_SPEED_LARGE =
            number("MAX_SEND_SPEED_LARGE", 30145, 0L, OptionPart.PACE, OptionCheck.NOT_NEGATIVE);

    /** Most body bytes per second to receive; 0 for no limit. Default: 0. */
    public static final EasyOption<Long> MAX_RECV_SPEED_LARGE =
            number("MAX_RECV_SPEED_LARGE", 30146, 0L, OptionPart.PACE, OptionCheck.NOT_NEGATIVE);

    /** No effect on HTTP, as in libcurl. Default: 0. */
    public static final EasyOption<Long> SERVER_RESPONSE_TIMEOUT_MS =
            number("SERVER_RESPONSE_TIMEOUT_MS", 324, 0L, OptionPart.NONE, OptionCheck.NOT_NEGATIVE);

    /** {@link #SERVER_RESPONSE_TIMEOUT_MS} in seconds; the last one set counts. */
    public static final EasyOption<Long> SERVER_RESPONSE_TIMEOUT =
            seconds("SERVER_RESPONSE_TIMEOUT", 112, SERVER_RESPONSE_TIMEOUT_MS);

    // Names.

    /** Families of addresses to use. Default: both. */
    public static final EasyOption<IpResolve> IPRESOLVE =
            choice("IPRESOLVE", 113, IpResolve.WHATEVER, OptionPart.CONNECT, OptionCheck.any());

    /** Seconds that a looked-up name stays fresh; 0 for never, -1 for ever. Default: 60. */
    public static final EasyOption<Long> DNS_CACHE_TIMEOUT =
            number("DNS_CACHE_TIMEOUT", 92, 60L, OptionPart.CONNECT, OptionCheck.MINUS_ONE_OR_MORE);

    /** Put freshly looked-up addresses in random order. Default: off. */
    public static final EasyOption<Boolean> DNS_SHUFFLE_ADDRESSES =
            flag("DNS_SHUFFLE_ADDRESSES", 275, false, OptionPart.CONNECT);

    /**
     * Addresses of names: {@code host:port:address[,address]}; {@code +} in front lets the entry
     * expire like a looked-up one, {@code -host:port} removes an entry, {@code *} stands for all
     * hosts. They stay in the cache of the multi. A malformed line ends the transfer with
     * SETOPT_OPTION_SYNTAX. Default: none.
     */
    public static final EasyOption<List<String>> RESOLVE = lines("RESOLVE", 10203, OptionPart.CONNECT);

    /**
     * A resolver to ask over HTTPS (RFC 8484) instead of the multi's: its URL, https only. Default:
     * none.
     */
    public static final EasyOption<String> DOH_URL = text("DOH_URL", 10279, null, OptionPart.CONNECT);

    /** {@link #SSL_VERIFYPEER} for the server of {@link #DOH_URL}. Default: on. */
    public static final EasyOption<Boolean> DOH_SSL_VERIFYPEER =
            flag("DOH_SSL_VERIFYPEER", 306, true, OptionPart.CONNECT);

    /** {@link #SSL_VERIFYHOST} for the server of {@link #DOH_URL}. Default: 2. */
    public static final EasyOption<Long> DOH_SSL_VERIFYHOST =
            number("DOH_SSL_VERIFYHOST", 307, 2L, OptionPart.CONNECT, OptionCheck.any());

    // Redirects.

    /**
     * What to do about redirects: 0 nothing, 1 follow and keep {@link #CUSTOMREQUEST}, 2 follow and
     * let the status decide about it, 3 follow and use it for the first request only. See {@link
     * #MAXREDIRS}, {@link #POSTREDIR}, {@link #REDIR_PROTOCOLS_STR}. Default: 0.
     */
    public static final EasyOption<Long> FOLLOWLOCATION =
            number("FOLLOWLOCATION", 52, 0L, OptionPart.HTTP, OptionCheck.between(0, 3));

    /**
     * Most redirects to follow, rounds of authentication included, at most 32767; one more ends the
     * transfer with TOO_MANY_REDIRECTS. -1 for no limit. Default: 30.
     */
    public static final EasyOption<Long> MAXREDIRS =
            number("MAXREDIRS", 68, 30L, OptionPart.HTTP, OptionCheck.MAXREDIRS);

    /**
     * Redirects after which a POST stays one, as bits: 1 for 301, 2 for 302, 4 for 303. Default: 0,
     * it becomes a GET.
     */
    public static final EasyOption<Long> POSTREDIR =
            number("POSTREDIR", 161, 0L, OptionPart.HTTP, OptionCheck.between(0, 7));

    /** {@link #POSTREDIR} by its old name; the last one set counts. */
    public static final EasyOption<Long> POST301 = same("POST301", 161, POSTREDIR, OptionCheck.between(0, 7));

    /**
     * Name the page that redirected in the Referer header, without user information and fragment.
     * Default: off.
     */
    public static final EasyOption<Boolean> AUTOREFERER = flag("AUTOREFERER", 58, false, OptionPart.HTTP);

    /**
     * Send credentials to every host that redirects lead to. Gives them away to whom the server
     * likes. Default: off, only to the one they were given for.
     */
    public static final EasyOption<Boolean> UNRESTRICTED_AUTH = flag("UNRESTRICTED_AUTH", 105, false, OptionPart.HTTP);

    // Authentication.

    /** User and password with a colon between; sets {@link #USERNAME} and {@link #PASSWORD}. */
    public static final EasyOption<String> USERPWD = userAndPassword("USERPWD", 10005, false);

    /** Name of the user. Default: what the URL says. */
    public static final EasyOption<String> USERNAME = text("USERNAME", 10173, null, OptionPart.HTTP);

    /** Password of the user. Default: what the URL says. */
    public static final EasyOption<String> PASSWORD = text("PASSWORD", 10174, null, OptionPart.HTTP);

    /** Token for Bearer authentication (RFC 6750). Default: none. */
    public static final EasyOption<String> XOAUTH2_BEARER = text("XOAUTH2_BEARER", 10220, null, OptionPart.HTTP);

    /** Authentication schemes that may be used, bits of {@link HttpAuth}. Default: Basic. */
    public static final EasyOption<Long> HTTPAUTH =
            number("HTTPAUTH", 107, HttpAuth.BASIC, OptionPart.HTTP, OptionCheck.HTTPAUTH);

    /**
     * Sign requests for Amazon: {@code provider1[:provider2[:region[:service]]]}. Setting it makes
     * {@link #HTTPAUTH} {@link HttpAuth#AWS_SIGV4}. Default: none.
     */
    public static final EasyOption<String> AWS_SIGV4 =
            new EasyOption<>("AWS_SIGV4", 10305, String.class, null, false, OptionPart.HTTP, AuthRules.AWS_SIGV4);

    /** Service name of Kerberos for the server. Default: HTTP. */
    public static final EasyOption<String> SERVICE_NAME = text("SERVICE_NAME", 10236, null, OptionPart.HTTP);

    /** Service name of Kerberos for the proxy. Default: HTTP. */
    public static final EasyOption<String> PROXY_SERVICE_NAME =
            text("PROXY_SERVICE_NAME", 10235, null, OptionPart.HTTP);

    /** Whether user and password come from a netrc file. Default: IGNORED. */
    public static final EasyOption<Netrc> NETRC =
            choice("NETRC", 51, Netrc.IGNORED, OptionPart.HTTP, OptionCheck.any());

    /** The netrc file. Default: {@code .netrc} in the home directory. */
    public static final EasyOption<String> NETRC_FILE = text("NETRC_FILE", 10118, null, OptionPart.HTTP);

    // Cookies, HSTS, Alt-Svc.

    /**
     * A file to read cookies from when the next transfer starts, in Netscape's format or as header
     * lines; switches the cookie engine on. Several files are read if it is set several times. An
     * empty name only switches on. Null drops the list and the cookies and switches off. Default:
     * none.
     */
    public static final EasyOption<String> COOKIEFILE =
            new EasyOption<>("COOKIEFILE", 10031, String.class, null, false, OptionPart.HTTP, CookieRules.FILE);

    /**
     * A file that all cookies are written to when the handle is closed, {@code -} for standard
     * output; switches the cookie engine on. Default: none.
     */
    public static final EasyOption<String> COOKIEJAR =
            new EasyOption<>("COOKIEJAR", 10082, String.class, null, false, OptionPart.HTTP, CookieRules.JAR);

    /**
     * A cookie to add, in Netscape's format or as a Set-Cookie line, or a command: ALL forgets all,
     * SESS forgets those of the session, FLUSH writes {@link #COOKIEJAR}, RELOAD reads {@link
     * #COOKIEFILE} again. Acts at once; a file that cannot be written or read is told with an
     * {@link EasyException}. Switches the cookie engine on.
     */
    public static final EasyOption<String> COOKIELIST =
            new EasyOption<>("COOKIELIST", 10135, String.class, null, false, OptionPart.NONE, CookieRules.LIST);

    /** Leave out cookies without an expiry when files are read. Default: off. */
    public static final EasyOption<Boolean> COOKIESESSION = flag("COOKIESESSION", 96, false, OptionPart.NONE);

    /**
     * A file that holds which hosts insist on https (RFC 6797), read now and written when the handle
     * is closed; switches the cache on. An empty name: no file. Default: none.
     */
    public static final EasyOption<String> HSTS =
            new EasyOption<>("HSTS", 10300, String.class, null, false, OptionPart.HTTP, StateRules.HSTS);

    /** Bits of {@link #HSTS}: 1 switches the cache on, 2 never writes the file. Default: 0. */
    public static final EasyOption<Long> HSTS_CTRL =
            new EasyOption<>("HSTS_CTRL", 299, Long.class, 0L, false, OptionPart.HTTP, StateRules.HSTS_CTRL);

    /** Gives entries for {@link #HSTS} when a transfer starts. Default: none. */
    public static final EasyOption<HstsReadCallback> HSTSREADFUNCTION =
            object("HSTSREADFUNCTION", 20301, HstsReadCallback.class, OptionPart.NONE);

    /** Takes the entries of {@link #HSTS} when the handle is closed. Default: none. */
    public static final EasyOption<HstsWriteCallback> HSTSWRITEFUNCTION =
            object("HSTSWRITEFUNCTION", 20303, HstsWriteCallback.class, OptionPart.NONE);

    /**
     * A file that holds alternative services (RFC 7838), read now and written when the handle is
     * closed. Default: none.
     */
    public static final EasyOption<String> ALTSVC =
            new EasyOption<>("ALTSVC", 10287, String.class, null, false, OptionPart.HTTP, StateRules.ALTSVC);

    /**
     * Bits of {@link #ALTSVC}: 4 never writes the file, 8 allows HTTP/1.1; the bits for HTTP/2 (16)
     * and HTTP/3 (32) find no service that this build could use. Default: 0, off.
     */
    public static final EasyOption<Long> ALTSVC_CTRL =
            new EasyOption<>("ALTSVC_CTRL", 286, Long.class, 0L, false, OptionPart.HTTP, StateRules.ALTSVC_CTRL);

    // Proxies.

    /**
     * The proxy: {@code [scheme://][user:password@]host[:port]}; the scheme, one of http, https,
     * socks4, socks4a, socks5 and socks5h, wins over {@link #PROXYTYPE}. Empty: none, whatever the
     * environment says. Default: none, or what {@link #PROXY_ENVIRONMENT} finds.
     */
    public static final EasyOption<String> PROXY = text("PROXY", 10004, null, OptionPart.CONNECT);

    /**
     * Whether the environment has a say about proxies: {@code http_proxy}, in lower case only, {@code
     * https_proxy}, {@code all_proxy} and {@code no_proxy}, read when the handle is added. libcurl always
     * does; in a server the environment may be a stranger's. Not in libcurl. Default: off.
     */
    public static final EasyOption<Boolean> PROXY_ENVIRONMENT =
            flag("PROXY_ENVIRONMENT", Own.ID + 3, false, OptionPart.CONNECT);

    /** A SOCKS proxy on the way to the {@link #PROXY}. Default: none. */
    public static final EasyOption<String> PRE_PROXY = text("PRE_PROXY", 10262, null, OptionPart.CONNECT);

    /** Port of a proxy that is named without one. Default: 0, which is 1080, or 443 for https. */
    public static final EasyOption<Long> PROXYPORT =
            number("PROXYPORT", 59, 0L, OptionPart.CONNECT, OptionCheck.between(0, 65_535));

    /** Kind of a proxy that is named without a scheme. Default: HTTP. */
    public static final EasyOption<ProxyType> PROXYTYPE =
            choice("PROXYTYPE", 101, ProxyType.HTTP, OptionPart.CONNECT, OptionCheck.PROXYTYPE);

    /**
     * Hosts to reach without a proxy: names, which also stand for everything below them, addresses
     * and networks ({@code 10.0.0.0/8}), separated by commas or blanks; {@code *} for all. Default:
     * none, or what {@link #PROXY_ENVIRONMENT} finds.
     */
    public static final EasyOption<String> NOPROXY = text("NOPROXY", 10177, null, OptionPart.CONNECT);

    /** Go through an HTTP proxy with CONNECT for http, too. Default: off. */
    public static final EasyOption<Boolean> HTTPPROXYTUNNEL = flag("HTTPPROXYTUNNEL", 61, false, OptionPart.CONNECT);

    /**
     * User and password for the proxy with a colon between, percent-decoded; sets {@link
     * #PROXYUSERNAME} and {@link #PROXYPASSWORD}.
     */
    public static final EasyOption<String> PROXYUSERPWD = userAndPassword("PROXYUSERPWD", 10006, true);

    /** Name of the user for the proxy. Default: what {@link #PROXY} says. */
    public static final EasyOption<String> PROXYUSERNAME = text("PROXYUSERNAME", 10175, null, OptionPart.CONNECT);

    /** Password of the user for the proxy. Default: what {@link #PROXY} says. */
    public static final EasyOption<String> PROXYPASSWORD = text("PROXYPASSWORD", 10176, null, OptionPart.CONNECT);

    /** Authentication schemes that may be used with an HTTP proxy, bits of {@link HttpAuth}. */
    public static final EasyOption<Long> PROXYAUTH =
            number("PROXYAUTH", 111, HttpAuth.BASIC, OptionPart.HTTP, OptionCheck.HTTPAUTH);

    /** Header lines for an HTTP proxy, in the form of {@link #HTTPHEADER}. Default: none. */
    public static final EasyOption<List<String>> PROXYHEADER = lines("PROXYHEADER", 10228, OptionPart.HTTP);

    /**
     * 1: {@link #HTTPHEADER} is for the server, {@link #PROXYHEADER} for the proxy. 0: {@link
     * #HTTPHEADER} is for both. Default: 1.
     */
    public static final EasyOption<Long> HEADEROPT =
            number("HEADEROPT", 229, 1L, OptionPart.HTTP, OptionCheck.between(0, 1));

    /** Do not show the response to CONNECT to the callbacks. Default: off. */
    public static final EasyOption<Boolean> SUPPRESS_CONNECT_HEADERS =
            flag("SUPPRESS_CONNECT_HEADERS", 265, false, OptionPart.HTTP);

    /** Begin each new connection with a line of the PROXY protocol, version 1. Default: off. */
    public static final EasyOption<Boolean> HAPROXYPROTOCOL = flag("HAPROXYPROTOCOL", 274, false, OptionPart.CONNECT);

    /** The client address to name in that line; switches it on. Default: our own. */
    public static final EasyOption<String> HAPROXY_CLIENT_IP =
            text("HAPROXY_CLIENT_IP", 10323, null, OptionPart.CONNECT);

    /** Ways to log in to a SOCKS5 proxy, bits of {@link HttpAuth}: Basic only. */
    public static final EasyOption<Long> SOCKS5_AUTH =
            number("SOCKS5_AUTH", 267, HttpAuth.BASIC, OptionPart.CONNECT, OptionCheck.SOCKS5_AUTH);

    // Bodies.

    /**
     * Codings to accept, and to take off: null for neither, empty for all that there are, else the
     * value of the Accept-Encoding header. Default: null.
     */
    public static final EasyOption<String> ACCEPT_ENCODING = text("ACCEPT_ENCODING", 10102, null, OptionPart.HTTP);

    /** {@link #ACCEPT_ENCODING} by its old name; the last one set counts. */
    public static final EasyOption<String> ENCODING = sameText("ENCODING", 10102, ACCEPT_ENCODING);

    /** Ask for a compressed transfer coding (TE header), and take it off. Default: off. */
    public static final EasyOption<Boolean> TRANSFER_ENCODING = flag("TRANSFER_ENCODING", 207, false, OptionPart.HTTP);

    /** Take content codings off if {@link #ACCEPT_ENCODING} asks for them. Default: on. */
    public static final EasyOption<Boolean> HTTP_CONTENT_DECODING =
            flag("HTTP_CONTENT_DECODING", 158, true, OptionPart.HTTP);

    /**
     * A multipart body; makes the method POST. Not copied: do not change it while a transfer uses
     * it. Default: none.
     */
    public static final EasyOption<Mime> MIMEPOST =
            new EasyOption<>("MIMEPOST", 10269, Mime.class, null, false, OptionPart.REQUEST, MethodRules.MIME);

    /** 1: escape names in {@link #MIMEPOST} with backslashes instead of percent signs. Default: 0. */
    public static final EasyOption<Long> MIME_OPTIONS =
            number("MIME_OPTIONS", 315, 0L, OptionPart.REQUEST, OptionCheck.between(0, 1));

    /** Status lines to take for {@code HTTP/1.0 200}, by their beginnings. Default: none. */
    public static final EasyOption<List<String>> HTTP200ALIASES = lines("HTTP200ALIASES", 10104, OptionPart.HTTP);

    /** A condition on the time of {@link #TIMEVALUE_LARGE}. Default: NONE. */
    public static final EasyOption<TimeCondition> TIMECONDITION =
            choice("TIMECONDITION", 33, TimeCondition.NONE, OptionPart.HTTP, OptionCheck.any());

    /** Seconds since 1970 for {@link #TIMECONDITION}. Default: 0. */
    public static final EasyOption<Long> TIMEVALUE_LARGE =
            number("TIMEVALUE_LARGE", 30270, 0L, OptionPart.HTTP, OptionCheck.any());

    /** {@link #TIMEVALUE_LARGE}; the last one set counts. */
    public static final EasyOption<Long> TIMEVALUE = same("TIMEVALUE", 34, TIMEVALUE_LARGE, OptionCheck.any());

    /** Find {@link EasyInfo#FILETIME_T} out. Default: off. */
    public static final EasyOption<Boolean> FILETIME = flag("FILETIME", 69, false, OptionPart.HTTP);

    /**
     * What this handle has in common with others. Takes effect at once, so set it between transfers.
     * A closed share is refused with an IllegalStateException. Default: none.
     */
    public static final EasyOption<Share> SHARE =
            new EasyOption<>("SHARE", 10100, Share.class, null, false, OptionPart.HTTP, StateRules.SHARE);

    // Callbacks. There are no data options: a Java callback holds what it needs.

    /** Takes the body. Takes effect at once. Default: writes to standard output. */
    public static final EasyOption<WriteCallback> WRITEFUNCTION =
            object("WRITEFUNCTION", 20011, WriteCallback.class, OptionPart.NONE);

    /**
     * Gives the body of an upload, or of a POST without {@link #POSTFIELDS}. The one that is set
     * when a transfer first needs it serves that transfer to its end. Default: none, and a transfer
     * that needs one is aborted (libcurl would wait for standard input).
     */
    public static final EasyOption<ReadCallback> READFUNCTION =
            object("READFUNCTION", 20012, ReadCallback.class, OptionPart.NONE);

    /**
     * Repositions the source of {@link #READFUNCTION}. Takes effect at once. Default: none, so a
     * body that was begun cannot be sent again.
     */
    public static final EasyOption<SeekCallback> SEEKFUNCTION =
            object("SEEKFUNCTION", 20167, SeekCallback.class, OptionPart.NONE);

    /** Takes header lines. Takes effect at once. Default: none. */
    public static final EasyOption<HeaderCallback> HEADERFUNCTION =
            object("HEADERFUNCTION", 20079, HeaderCallback.class, OptionPart.NONE);

    /**
     * Is told about progress while {@link #NOPROGRESS} is off. Takes effect at once. Default: none.
     */
    public static final EasyOption<XferInfoCallback> XFERINFOFUNCTION =
            object("XFERINFOFUNCTION", 20219, XferInfoCallback.class, OptionPart.NONE);

    /**
     * Is shown what goes on while {@link #VERBOSE} is on. Takes effect at once. Default: none, text
     * and header lines go to standard error.
     */
    public static final EasyOption<DebugCallback> DEBUGFUNCTION =
            object("DEBUGFUNCTION", 20094, DebugCallback.class, OptionPart.NONE);

    /** Adjusts each new socket before it is connected. Takes effect at once. Default: none. */
    public static final EasyOption<SockoptCallback> SOCKOPTFUNCTION =
            object("SOCKOPTFUNCTION", 20148, SockoptCallback.class, OptionPart.NONE);

    /** Opens or refuses each socket. Takes effect at once. Default: none. */
    public static final EasyOption<OpenSocketCallback> OPENSOCKETFUNCTION =
            object("OPENSOCKETFUNCTION", 20163, OpenSocketCallback.class, OptionPart.NONE);

    /** Closes sockets. A connection keeps the one that is set when it is made. Default: none. */
    public static final EasyOption<CloseSocketCallback> CLOSESOCKETFUNCTION =
            object("CLOSESOCKETFUNCTION", 20208, CloseSocketCallback.class, OptionPart.NONE);

    /** Has the last word before each request. Takes effect at once. Default: none. */
    public static final EasyOption<PrereqCallback> PREREQFUNCTION =
            object("PREREQFUNCTION", 20312, PrereqCallback.class, OptionPart.NONE);

    /** Is asked before each lookup. Takes effect at once. Default: none. */
    public static final EasyOption<ResolverStartCallback> RESOLVER_START_FUNCTION =
            object("RESOLVER_START_FUNCTION", 20272, ResolverStartCallback.class, OptionPart.NONE);

    /** Gives the trailer fields of a chunked upload. Takes effect at once. Default: none. */
    public static final EasyOption<TrailerCallback> TRAILERFUNCTION =
            object("TRAILERFUNCTION", 20283, TrailerCallback.class, OptionPart.NONE);

    /**
     * Anything, for the application: {@link EasyInfo#PRIVATE} hands it back. Takes effect at once.
     * Default: none.
     */
    public static final EasyOption<Object> PRIVATE = object("PRIVATE", 10103, Object.class, OptionPart.NONE);

    // HTTP.

    /**
     * A status of 400 or above is the failure HTTP_RETURNED_ERROR, and its body is not delivered.
     * Default: off.
     */
    public static final EasyOption<Boolean> FAILONERROR = flag("FAILONERROR", 45, false, OptionPart.RESPONSE);

    /** Go on sending a body when a status of 300 or above has come early. Default: off. */
    public static final EasyOption<Boolean> KEEP_SENDING_ON_ERROR =
            flag("KEEP_SENDING_ON_ERROR", 245, false, OptionPart.REQUEST);

    /** What to put on the request line instead of path and query. Default: none. */
    public static final EasyOption<String> REQUEST_TARGET = text("REQUEST_TARGET", 10266, null, OptionPart.REQUEST);

    /**
     * Milliseconds to wait for a 100 answer before the body is sent, at most 65535. Default: 1000.
     */
    public static final EasyOption<Long> EXPECT_100_TIMEOUT_MS =
            number("EXPECT_100_TIMEOUT_MS", 227, 1000L, OptionPart.REQUEST, OptionCheck.clamped(0, Limits.SHORT_SPAN));

    /** On: the method is GET, without a body. Off: nothing. Null is on. Default: on. */
    public static final EasyOption<Boolean> HTTPGET =
            new EasyOption<>("HTTPGET", 80, Boolean.class, true, false, OptionPart.REQUEST, MethodRules.GET);

    /**
     * On: the method is POST, its body is {@link #POSTFIELDS} or comes from {@link #READFUNCTION}.
     * Off: back to GET. Default: off.
     */
    public static final EasyOption<Boolean> POST =
            new EasyOption<>("POST", 47, Boolean.class, false, false, OptionPart.REQUEST, MethodRules.POST);

    /**
     * On: the method is PUT, its body comes from {@link #READFUNCTION}. Off: back to GET. Default:
     * off.
     */
    public static final EasyOption<Boolean> UPLOAD =
            new EasyOption<>("UPLOAD", 46, Boolean.class, false, false, OptionPart.REQUEST, MethodRules.PUT);

    /** On: the method is HEAD. Off: HEAD becomes GET, other methods stay. Default: off. */
    public static final EasyOption<Boolean> NOBODY =
            new EasyOption<>("NOBODY", 44, Boolean.class, false, false, OptionPart.REQUEST, MethodRules.HEAD);

    /**
     * A method token to send instead. It changes the word only: whether there is a body is decided
     * by the options above. Default: none.
     */
    public static final EasyOption<String> CUSTOMREQUEST = text("CUSTOMREQUEST", 10036, null, OptionPart.REQUEST);

    /**
     * Bytes of {@link #POSTFIELDS} to send, or of the body that {@link #READFUNCTION} gives for a
     * POST; -1 for the whole array or for not known. More than an array has ends the transfer with
     * BAD_FUNCTION_ARGUMENT. Raising it drops what {@link #COPYPOSTFIELDS} copied. Default: -1.
     */
    public static final EasyOption<Long> POSTFIELDSIZE_LARGE = new EasyOption<>(
            "POSTFIELDSIZE_LARGE", 30120, Long.class, -1L, false, OptionPart.REQUEST, PostFieldsRule.Size.RULE);

    /** {@link #POSTFIELDSIZE_LARGE}; the last one set counts. */
    public static final EasyOption<Long> POSTFIELDSIZE =
            same("POSTFIELDSIZE", 60, POSTFIELDSIZE_LARGE, OptionCheck.MINUS_ONE_OR_MORE);

    /**
     * The body of a POST, and makes the method POST. Not copied: do not change the array while a
     * transfer uses it. Null also selects POST, with the body from {@link #READFUNCTION}. Default:
     * none.
     */
    public static final EasyOption<byte[]> POSTFIELDS =
            new EasyOption<>("POSTFIELDS", 10015, byte[].class, null, false, OptionPart.REQUEST, PostFieldsRule.KEPT);

    /**
     * {@link #POSTFIELDS}, copied now: {@link #POSTFIELDSIZE_LARGE} bytes of it if that is set. The
     * last one set counts. Sent again and again by the same handle, a copy of up to 256 KiB is laid
     * out for the socket once, in direct memory. Default: none.
     */
    public static final EasyOption<byte[]> COPYPOSTFIELDS = new EasyOption<>(
            "COPYPOSTFIELDS", 10165, byte[].class, null, false, OptionPart.REQUEST, PostFieldsRule.COPIED);

    /**
     * Header lines to add or to put in place of the engine's: {@code Name: value}; {@code Name:}
     * leaves a header out, {@code Name;} sends it empty. A line that cannot be sent ends the
     * transfer. Default: none.
     */
    public static final EasyOption<List<String>> HTTPHEADER = lines("HTTPHEADER", 10023, OptionPart.REQUEST_AND_HTTP);

    /**
     * Take {@link #HTTPHEADER} as it is even where that is dangerous in a server: a Content-Length beside a chunked
     * body, or one that is not the length of the body. For programs in which a person types the lines. Not
     * in libcurl, which always does. Default: off, and such lines are refused or left out.
     */
    public static final EasyOption<Boolean> HEADERS_AS_GIVEN =
            flag("HEADERS_AS_GIVEN", Own.ID + 1, false, OptionPart.HTTP);

    /**
     * Take responses that threaten a server, as libcurl does: sloppy chunks, a folded line before the first header,
     * transfer codings given twice. Not in libcurl. Default: off, and such a response ends the transfer.
     */
    public static final EasyOption<Boolean> LENIENT = flag("LENIENT", Own.ID + 2, false, OptionPart.RESPONSE);

    /** Value of the Referer header. Default: none. */
    public static final EasyOption<String> REFERER = text("REFERER", 10016, null, OptionPart.REQUEST);

    /** Value of the User-Agent header. Default: none. */
    public static final EasyOption<String> USERAGENT = text("USERAGENT", 10018, null, OptionPart.REQUEST);

    /** Value of the Cookie header. Default: none. */
    public static final EasyOption<String> COOKIE = text("COOKIE", 10022, null, OptionPart.REQUEST);

    /** Take chunked framing off the body. Default: on. */
    public static final EasyOption<Boolean> HTTP_TRANSFER_DECODING =
            flag("HTTP_TRANSFER_DECODING", 157, true, OptionPart.RESPONSE);

    /**
     * Do not look at the Content-Length of the response; its body ends with the connection.
     * Default: off.
     */
    public static final EasyOption<Boolean> IGNORE_CONTENT_LENGTH =
            flag("IGNORE_CONTENT_LENGTH", 136, false, OptionPart.RESPONSE);

    /**
     * The version to speak: NONE, HTTP_1_0 or HTTP_1_1; the others are not part of this build and
     * are refused. Default: NONE, which is HTTP/1.1.
     */
    public static final EasyOption<HttpVersion> HTTP_VERSION =
            choice("HTTP_VERSION", 84, HttpVersion.NONE, OptionPart.REQUEST_AND_CONNECT, OptionCheck.HTTP_VERSION);

    /** Accept a response without a status line. Default: off. */
    public static final EasyOption<Boolean> HTTP09_ALLOWED = flag("HTTP09_ALLOWED", 285, false, OptionPart.RESPONSE);

    /** Ranges to ask for, such as {@code 0-499}. Default: none. */
    public static final EasyOption<String> RANGE = text("RANGE", 10007, null, OptionPart.REQUEST);

    /**
     * Offset to begin at: a download asks for the rest, an upload skips its source. -1 counts as 0,
     * but an upload names its range in Content-Range.
     * Not possible with {@link #POSTFIELDS}: the transfer ends with BAD_FUNCTION_ARGUMENT. Default:
     * 0.
     */
    public static final EasyOption<Long> RESUME_FROM_LARGE =
            number("RESUME_FROM_LARGE", 30116, 0L, OptionPart.REQUEST, OptionCheck.MINUS_ONE_OR_MORE);

    /** {@link #RESUME_FROM_LARGE}; the last one set counts. */
    public static final EasyOption<Long> RESUME_FROM =
            same("RESUME_FROM", 21, RESUME_FROM_LARGE, OptionCheck.MINUS_ONE_OR_MORE);

    /** Bytes of the body of an upload; -1 for not known. Default: -1. */
    public static final EasyOption<Long> INFILESIZE_LARGE =
            number("INFILESIZE_LARGE", 30115, -1L, OptionPart.REQUEST, OptionCheck.MINUS_ONE_OR_MORE);

    /** {@link #INFILESIZE_LARGE}; the last one set counts. */
    public static final EasyOption<Long> INFILESIZE =
            same("INFILESIZE", 14, INFILESIZE_LARGE, OptionCheck.MINUS_ONE_OR_MORE);

    /**
     * Most bytes of a response body; announced or delivered excess ends the transfer with
     * FILESIZE_EXCEEDED. 0 for no limit. Default: 0.
     */
    public static final EasyOption<Long> MAXFILESIZE_LARGE =
            number("MAXFILESIZE_LARGE", 30117, 0L, OptionPart.RESPONSE, OptionCheck.NOT_NEGATIVE);

    /** {@link #MAXFILESIZE_LARGE}; the last one set counts. */
    public static final EasyOption<Long> MAXFILESIZE =
            same("MAXFILESIZE", 114, MAXFILESIZE_LARGE, OptionCheck.NOT_NEGATIVE);

    // TLS.

    /**
     * Accept only a certificate that a trusted authority signed. Switching it off makes TLS
     * worthless against an attacker in between. Default: on.
     */
    public static final EasyOption<Boolean> SSL_VERIFYPEER = flag("SSL_VERIFYPEER", 64, true, OptionPart.CONNECT);

    /**
     * Accept only a certificate that names the host; 0 switches that off, which makes TLS worthless
     * against an attacker in between. Default: 2.
     */
    public static final EasyOption<Long> SSL_VERIFYHOST =
            number("SSL_VERIFYHOST", 81, 2L, OptionPart.CONNECT, OptionCheck.any());

    /**
     * Lowest and highest TLS version, see {@link SslVersion}. Default: TLS 1.2 to the highest there
     * is.
     */
    public static final EasyOption<Long> SSLVERSION =
            number("SSLVERSION", 32, SslVersion.DEFAULT, OptionPart.CONNECT, OptionCheck.SSLVERSION);

    /** File of trusted certificates in PEM. Default: what the Java runtime trusts. */
    public static final EasyOption<String> CAINFO = text("CAINFO", 10065, null, OptionPart.CONNECT);

    /** Trusted certificates in PEM; wins over {@link #CAINFO}. Default: none. */
    public static final EasyOption<TlsSettings.Bytes> CAINFO_BLOB = blob("CAINFO_BLOB", 40309, OptionPart.CONNECT);

    /** File with our certificate. Default: none. */
    public static final EasyOption<String> SSLCERT = text("SSLCERT", 10025, null, OptionPart.CONNECT);

    /** Form of our certificate: PEM, DER or P12. Default: PEM. */
    public static final EasyOption<String> SSLCERTTYPE =
            text("SSLCERTTYPE", 10086, "PEM", OptionPart.CONNECT, OptionCheck.CERTIFICATE_TYPE);

    /** Our certificate; wins over {@link #SSLCERT}. Default: none. */
    public static final EasyOption<TlsSettings.Bytes> SSLCERT_BLOB = blob("SSLCERT_BLOB", 40291, OptionPart.CONNECT);

    /**
     * File with the private key of our certificate. Default: none, the key stands beside the
     * certificate.
     */
    public static final EasyOption<String> SSLKEY = text("SSLKEY", 10087, null, OptionPart.CONNECT);

    /** Form of the private key: PEM, DER or P12. Default: PEM. */
    public static final EasyOption<String> SSLKEYTYPE =
            text("SSLKEYTYPE", 10088, "PEM", OptionPart.CONNECT, OptionCheck.CERTIFICATE_TYPE);

    /** The private key of our certificate; wins over {@link #SSLKEY}. Default: none. */
    public static final EasyOption<TlsSettings.Bytes> SSLKEY_BLOB = blob("SSLKEY_BLOB", 40292, OptionPart.CONNECT);

    /** Pass phrase of the private key, or of the P12 file. Default: none. */
    public static final EasyOption<String> KEYPASSWD = text("KEYPASSWD", 10026, null, OptionPart.CONNECT);

    /** Ciphers for TLS up to 1.2. Default: those of the TLS provider. */
    public static final EasyOption<String> SSL_CIPHER_LIST = text("SSL_CIPHER_LIST", 10083, null, OptionPart.CONNECT);

    /** Cipher suites for TLS 1.3. Default: those of the TLS provider. */
    public static final EasyOption<String> TLS13_CIPHERS = text("TLS13_CIPHERS", 10276, null, OptionPart.CONNECT);

    /** Name the protocol in the TLS handshake. Default: on. */
    public static final EasyOption<Boolean> SSL_ENABLE_ALPN = flag("SSL_ENABLE_ALPN", 226, true, OptionPart.CONNECT);

    /** Keep TLS sessions and resume them. Default: on. */
    public static final EasyOption<Boolean> SSL_SESSIONID_CACHE =
            flag("SSL_SESSIONID_CACHE", 150, true, OptionPart.CONNECT);

    /**
     * The public key that the server must have: {@code sha256//} and its hash in base64, several
     * with semicolons between, or a file with the key. Default: none.
     */
    public static final EasyOption<String> PINNEDPUBLICKEY = text("PINNEDPUBLICKEY", 10230, null, OptionPart.CONNECT);

    /** Collect {@link EasyInfo#CERTINFO}. For new connections. Default: off. */
    public static final EasyOption<Boolean> CERTINFO = flag("CERTINFO", 172, false, OptionPart.CONNECT);

    /**
     * Directory of trusted certificates in PEM, read besides {@link #CAINFO}; alone it replaces what
     * the Java runtime trusts. Default: none.
     */
    public static final EasyOption<String> CAPATH = text("CAPATH", 10097, null, OptionPart.CONNECT);

    /**
     * Seconds after which the content of {@link #CAINFO} and {@link #CAPATH} is read again although
     * the files look unchanged; -1 for never. Default: 86400.
     */
    public static final EasyOption<Long> CA_CACHE_TIMEOUT =
            number("CA_CACHE_TIMEOUT", 321, 86_400L, OptionPart.CONNECT, OptionCheck.MINUS_ONE_OR_MORE);

    /** File of revoked certificates (CRL) in PEM or DER. Default: none. */
    public static final EasyOption<String> CRLFILE = text("CRLFILE", 10169, null, OptionPart.CONNECT);

    /** File with the certificate, in PEM, that must have issued the server's. Default: none. */
    public static final EasyOption<String> ISSUERCERT = text("ISSUERCERT", 10170, null, OptionPart.CONNECT);

    /** {@link #ISSUERCERT} in memory, which wins. Default: none. */
    public static final EasyOption<TlsSettings.Bytes> ISSUERCERT_BLOB =
            blob("ISSUERCERT_BLOB", 40295, OptionPart.CONNECT);

    /** Bits of {@link SslOptions}. Default: 0. */
    public static final EasyOption<Long> SSL_OPTIONS =
            number("SSL_OPTIONS", 216, 0L, OptionPart.CONNECT, OptionCheck.SSL_OPTIONS);

    // TLS to an HTTPS proxy.

    /** {@link #SSL_VERIFYPEER} for an HTTPS proxy. */
    public static final EasyOption<Boolean> PROXY_SSL_VERIFYPEER =
            flag("PROXY_SSL_VERIFYPEER", 248, true, OptionPart.CONNECT);

    /** {@link #SSL_VERIFYHOST} for an HTTPS proxy. */
    public static final EasyOption<Long> PROXY_SSL_VERIFYHOST =
            number("PROXY_SSL_VERIFYHOST", 249, 2L, OptionPart.CONNECT, OptionCheck.any());

    /** {@link #SSLVERSION} for an HTTPS proxy. */
    public static final EasyOption<Long> PROXY_SSLVERSION =
            number("PROXY_SSLVERSION", 250, SslVersion.DEFAULT, OptionPart.CONNECT, OptionCheck.SSLVERSION);

    /** {@link #CAINFO} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_CAINFO = text("PROXY_CAINFO", 10246, null, OptionPart.CONNECT);

    /** {@link #CAINFO_BLOB} for an HTTPS proxy. */
    public static final EasyOption<TlsSettings.Bytes> PROXY_CAINFO_BLOB =
            blob("PROXY_CAINFO_BLOB", 40310, OptionPart.CONNECT);

    /** {@link #CAPATH} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_CAPATH = text("PROXY_CAPATH", 10247, null, OptionPart.CONNECT);

    /** {@link #CRLFILE} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_CRLFILE = text("PROXY_CRLFILE", 10260, null, OptionPart.CONNECT);

    /** {@link #ISSUERCERT} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_ISSUERCERT = text("PROXY_ISSUERCERT", 10296, null, OptionPart.CONNECT);

    /** {@link #ISSUERCERT_BLOB} for an HTTPS proxy. */
    public static final EasyOption<TlsSettings.Bytes> PROXY_ISSUERCERT_BLOB =
            blob("PROXY_ISSUERCERT_BLOB", 40297, OptionPart.CONNECT);

    /** {@link #SSLCERT} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_SSLCERT = text("PROXY_SSLCERT", 10254, null, OptionPart.CONNECT);

    /** {@link #SSLCERTTYPE} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_SSLCERTTYPE =
            text("PROXY_SSLCERTTYPE", 10255, "PEM", OptionPart.CONNECT, OptionCheck.CERTIFICATE_TYPE);

    /** {@link #SSLCERT_BLOB} for an HTTPS proxy. */
    public static final EasyOption<TlsSettings.Bytes> PROXY_SSLCERT_BLOB =
            blob("PROXY_SSLCERT_BLOB", 40293, OptionPart.CONNECT);

    /** {@link #SSLKEY} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_SSLKEY = text("PROXY_SSLKEY", 10256, null, OptionPart.CONNECT);

    /** {@link #SSLKEYTYPE} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_SSLKEYTYPE =
            text("PROXY_SSLKEYTYPE", 10257, "PEM", OptionPart.CONNECT, OptionCheck.CERTIFICATE_TYPE);

    /** {@link #SSLKEY_BLOB} for an HTTPS proxy. */
    public static final EasyOption<TlsSettings.Bytes> PROXY_SSLKEY_BLOB =
            blob("PROXY_SSLKEY_BLOB", 40294, OptionPart.CONNECT);

    /** {@link #KEYPASSWD} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_KEYPASSWD = text("PROXY_KEYPASSWD", 10258, null, OptionPart.CONNECT);

    /** {@link #SSL_CIPHER_LIST} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_SSL_CIPHER_LIST =
            text("PROXY_SSL_CIPHER_LIST", 10259, null, OptionPart.CONNECT);

    /** {@link #TLS13_CIPHERS} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_TLS13_CIPHERS =
            text("PROXY_TLS13_CIPHERS", 10277, null, OptionPart.CONNECT);

    /** {@link #SSL_OPTIONS} for an HTTPS proxy. */
    public static final EasyOption<Long> PROXY_SSL_OPTIONS =
            number("PROXY_SSL_OPTIONS", 261, 0L, OptionPart.CONNECT, OptionCheck.SSL_OPTIONS);

    /** {@link #PINNEDPUBLICKEY} for an HTTPS proxy. */
    public static final EasyOption<String> PROXY_PINNEDPUBLICKEY =
            text("PROXY_PINNEDPUBLICKEY", 10263, null, OptionPart.CONNECT);

    /** Numbers of options that libcurl does not have. */
    private static final class Own {
        static final int ID = 900_000;
    }

    private static final List<EasyOption<?>> VIEW = Collections.unmodifiableList(ALL);

    private final String name;
    private final int id;
    private final Class<?> type;
    private final @Nullable T defaultValue;
    private final boolean alias;
    private final OptionPart part;
    private final OptionRule<T> rule;
    private final int index;

    private EasyOption(
            String name,
            int id,
            Class<?> type,
            @Nullable T defaultValue,
            boolean alias,
            OptionPart part,
            OptionRule<T> rule) {
        this.name = name;
        this.id = id;
        this.type = type;
        this.defaultValue = defaultValue;
        this.alias = alias;
        this.part = part;
        this.rule = rule;
        this.index = ALL.size();
        ALL.add(this);
        BY_NAME.put(name, this);
        BY_ID.putIfAbsent(id, this);
    }

    /** All options, in no order that would mean anything. */
    public static List<EasyOption<?>> all() {
        return VIEW;
    }

    /**
     * The option with libcurl's name, without {@code CURLOPT_} and in any case; null if there is
     * none.
     */
    public static @Nullable EasyOption<?> byName(String name) {
        return BY_NAME.get(name.toUpperCase(Locale.ROOT));
    }

    /** The option with libcurl's number; null if there is none. */
    public static @Nullable EasyOption<?> byId(int id) {
        return BY_ID.get(id);
    }

    /** libcurl's name, without {@code CURLOPT_}. */
    public String name() {
        return name;
    }

    /** libcurl's number. */
    public int id() {
        return id;
    }

    /** The type of its values: Boolean, Long, String, List, a callback type and so on. */
    public Class<?> type() {
        return type;
    }

    /** What holds when nothing is set; null for none. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** Whether it is another way to set an option that has its own name. */
    public boolean isAlias() {
        return alias;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A dense number, for arrays of values. */
    int index() {
        return index;
    }

    /** Which part of a frozen configuration depends on it. */
    OptionPart part() {
        return part;
    }

    OptionRule<T> rule() {
        return rule;
    }

    IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(name + ": " + reason);
    }

    private static EasyOption<Boolean> flag(String name, int id, boolean defaultValue, OptionPart part) {
        return new EasyOption<>(
                name, id, Boolean.class, defaultValue, false, part, new StoredRule<>(OptionCheck.any()));
    }

    private static EasyOption<Long> number(
            String name, int id, long defaultValue, OptionPart part, OptionCheck<Long> check) {
        return new EasyOption<>(name, id, Long.class, defaultValue, false, part, new StoredRule<>(check));
    }

    private static EasyOption<Long> seconds(String name, int id, EasyOption<Long> millis) {
        long defaultValue = Objects.requireNonNull(millis.defaultValue) / SecondsRule.MILLIS;
        return new EasyOption<>(name, id, Long.class, defaultValue, true, millis.part, new SecondsRule(millis));
    }

    private static EasyOption<Long> same(String name, int id, EasyOption<Long> other, OptionCheck<Long> check) {
        return new EasyOption<>(
                name, id, Long.class, other.defaultValue, true, other.part, new SameRule<>(other, check));
    }

    private static EasyOption<Long> bitmask(String name, int id, EasyOption<String> names) {
        return new EasyOption<>(
                name, id, Long.class, Protocols.ALL_BITS, true, names.part, new ProtocolBitsRule(names));
    }

    private static EasyOption<String> userAndPassword(String name, int id, boolean forProxy) {
        return new EasyOption<>(
                name, id, String.class, null, true, OptionPart.NONE, new AuthRules.UserAndPassword(forProxy));
    }

    private static EasyOption<String> sameText(String name, int id, EasyOption<String> other) {
        return new EasyOption<>(
                name, id, String.class, null, true, other.part, new SameRule<>(other, OptionCheck.TEXT));
    }

    private static EasyOption<String> text(String name, int id, @Nullable String defaultValue, OptionPart part) {
        return text(name, id, defaultValue, part, OptionCheck.any());
    }

    private static EasyOption<String> text(
            String name, int id, @Nullable String defaultValue, OptionPart part, OptionCheck<String> check) {
        OptionCheck<String> both = (option, value) -> check.check(option, OptionCheck.TEXT.check(option, value));
        return new EasyOption<>(name, id, String.class, defaultValue, false, part, new StoredRule<>(both));
    }

    private static EasyOption<List<String>> lines(String name, int id, OptionPart part) {
        return new EasyOption<>(name, id, List.class, List.of(), false, part, new StoredRule<>(OptionCheck.LINES));
    }

    private static EasyOption<TlsSettings.Bytes> blob(String name, int id, OptionPart part) {
        return new EasyOption<>(
                name, id, TlsSettings.Bytes.class, null, false, part, new StoredRule<>(OptionCheck.BLOB));
    }

    private static <E extends Enum<E>> EasyOption<E> choice(
            String name, int id, E defaultValue, OptionPart part, OptionCheck<E> check) {
        return new EasyOption<>(
                name, id, defaultValue.getDeclaringClass(), defaultValue, false, part, new StoredRule<>(check));
    }

    private static <T> EasyOption<T> object(String name, int id, Class<T> type, OptionPart part) {
        return new EasyOption<>(name, id, type, null, false, part, new StoredRule<>(OptionCheck.any()));
    }
}
