package dev.hiper;

import dev.hiper.mime.Mime;
import dev.hiper.spi.TlsSettings;
import dev.hiper.url.Url;
import java.util.ArrayList;
import java.util.List;

/**
 * Every option with its number, its default, values that it takes as they are, and values that it
 * refuses.
 */
final class OptionCases {
    /** One option. */
    record Case<T>(EasyOption<T> option, int id, T defaultValue, List<T> accepted, List<T> refused) {
        @Override
        public String toString() {
            return option.name();
        }
    }

    private static final long MAX = Long.MAX_VALUE;
    private static final TlsSettings.Bytes BLOB = TlsSettings.Bytes.copyOf(new byte[] {1, 0, 2});
    private static final TlsSettings.Bytes EMPTY = TlsSettings.Bytes.copyOf(new byte[0]);

    private static final List<Long> VERSIONS = List.of(
            SslVersion.DEFAULT,
            SslVersion.TLSV1,
            SslVersion.TLSV1_0,
            SslVersion.TLSV1_3 | SslVersion.MAX_DEFAULT,
            SslVersion.TLSV1_1 | SslVersion.MAX_TLSV1_2,
            SslVersion.MAX_TLSV1_3);
    private static final List<Long> UNKNOWN_VERSIONS =
            List.of(2L, 3L, 8L, -1L, 2L << 16, 8L << 16, SslVersion.TLSV1_3 | SslVersion.MAX_TLSV1_2);
    private static final List<Long> SCHEMES = List.of(
            HttpAuth.NONE,
            HttpAuth.BASIC,
            HttpAuth.DIGEST,
            HttpAuth.NEGOTIATE,
            HttpAuth.NTLM,
            HttpAuth.BEARER,
            HttpAuth.AWS_SIGV4,
            HttpAuth.ONLY | HttpAuth.BASIC);
    private static final List<Long> UNKNOWN_SCHEMES = List.of(32L, 256L, HttpAuth.ONLY);

    private static final List<Case<?>> ALL = new ArrayList<>();

    static {
        flag(EasyOption.VERBOSE, 41, false);
        flag(EasyOption.HEADER, 42, false);
        flag(EasyOption.NOPROGRESS, 43, true);
        flag(EasyOption.NOSIGNAL, 99, false);
        text(EasyOption.URL, 10002);
        add(EasyOption.CURLU, 10282, null, List.of(Url.parse("http://host/")), List.of());
        flag(EasyOption.PATH_AS_IS, 234, false);
        text(EasyOption.DEFAULT_PROTOCOL, 10238);
        protocols(EasyOption.PROTOCOLS_STR, 10318);
        flag(EasyOption.DISALLOW_USERNAME_IN_URL, 278, false);
        number(EasyOption.PORT, 3, 0, List.of(0L, 1L, 65_535L), List.of(-1L, 65_536L));
        add(EasyOption.INTERFACE, 10062, null, List.of("eth0", "x".repeat(512)), List.of("x".repeat(513), "a\0b"));
        number(EasyOption.LOCALPORT, 139, 0, List.of(0L, 65_535L), List.of(-1L, 65_536L));
        number(EasyOption.LOCALPORTRANGE, 140, 0, List.of(0L, 65_535L), List.of(-1L, 65_536L));
        text(EasyOption.UNIX_SOCKET_PATH, 10231);
        lines(EasyOption.CONNECT_TO, 10243);
        flag(EasyOption.FRESH_CONNECT, 74, false);
        flag(EasyOption.FORBID_REUSE, 75, false);
        number(EasyOption.MAXCONNECTS, 71, 5, List.of(1L, MAX), List.of(-1L));
        number(EasyOption.MAXAGE_CONN, 288, 118, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.MAXLIFETIME_CONN, 314, 86_400, List.of(0L, MAX), List.of(-1L));
        flag(EasyOption.PIPEWAIT, 237, false);
        number(EasyOption.CONNECT_ONLY, 141, 0, List.of(0L, 1L), List.of(-1L, 2L, 3L));
        number(EasyOption.UPKEEP_INTERVAL_MS, 281, 60_000, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.HAPPY_EYEBALLS_TIMEOUT_MS, 271, 200, List.of(0L, MAX), List.of(-1L));
        flag(EasyOption.TCP_NODELAY, 121, true);
        flag(EasyOption.TCP_KEEPALIVE, 213, false);
        number(EasyOption.TCP_KEEPIDLE, 214, 60, List.of(0L, (long) Integer.MAX_VALUE), List.of(-1L));
        number(EasyOption.TCP_KEEPINTVL, 215, 60, List.of(0L, (long) Integer.MAX_VALUE), List.of(-1L));
        number(EasyOption.TCP_KEEPCNT, 326, 9, List.of(0L, (long) Integer.MAX_VALUE), List.of(-1L));
        number(EasyOption.BUFFERSIZE, 98, 16_384, List.of(1024L, 10_485_760L), List.of(-1L));
        number(EasyOption.UPLOAD_BUFFERSIZE, 280, 65_536, List.of(16_384L, 2_097_152L), List.of(-1L));
        number(EasyOption.TIMEOUT_MS, 155, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.TIMEOUT, 13, 0, List.of(0L, 7L), List.of(-1L));
        number(EasyOption.CONNECTTIMEOUT_MS, 156, 300_000, List.of(1L, MAX), List.of(-1L));
        number(EasyOption.CONNECTTIMEOUT, 78, 300, List.of(1L, 7L), List.of(-1L));
        number(EasyOption.LOW_SPEED_LIMIT, 19, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.LOW_SPEED_TIME, 20, 0, List.of(0L, 65_535L), List.of(-1L));
        number(EasyOption.MAX_SEND_SPEED_LARGE, 30145, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.MAX_RECV_SPEED_LARGE, 30146, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.SERVER_RESPONSE_TIMEOUT_MS, 324, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.SERVER_RESPONSE_TIMEOUT, 112, 0, List.of(0L, 7L), List.of(-1L));
        add(EasyOption.IPRESOLVE, 113, IpResolve.WHATEVER, List.of(IpResolve.values()), List.of());
        number(EasyOption.DNS_CACHE_TIMEOUT, 92, 60, List.of(-1L, 0L, MAX), List.of(-2L));
        flag(EasyOption.DNS_SHUFFLE_ADDRESSES, 275, false);
        lines(EasyOption.RESOLVE, 10203);
        callback(EasyOption.WRITEFUNCTION, 20011, (easy, data) -> WriteResult.ACCEPTED);
        callback(EasyOption.READFUNCTION, 20012, (easy, destination) -> 0);
        callback(EasyOption.SEEKFUNCTION, 20167, (easy, offset) -> SeekResult.OK);
        callback(EasyOption.HEADERFUNCTION, 20079, (easy, line) -> WriteResult.ACCEPTED);
        callback(EasyOption.XFERINFOFUNCTION, 20219, (easy, a, b, c, d) -> 0);
        callback(EasyOption.DEBUGFUNCTION, 20094, (easy, kind, data) -> {});
        callback(EasyOption.SOCKOPTFUNCTION, 20148, (easy, socket) -> SockoptResult.OK);
        callback(EasyOption.OPENSOCKETFUNCTION, 20163, (easy, request, factory) -> factory.open(request));
        callback(EasyOption.CLOSESOCKETFUNCTION, 20208, socket -> socket.close());
        callback(EasyOption.PREREQFUNCTION, 20312, (easy, remote, local) -> CallbackResult.OK);
        callback(EasyOption.RESOLVER_START_FUNCTION, 20272, (easy, host) -> CallbackResult.OK);
        callback(EasyOption.TRAILERFUNCTION, 20283, (easy, trailers) -> CallbackResult.OK);
        callback(EasyOption.PRIVATE, 10103, "mine");
        flag(EasyOption.FAILONERROR, 45, false);
        flag(EasyOption.KEEP_SENDING_ON_ERROR, 245, false);
        text(EasyOption.REQUEST_TARGET, 10266);
        number(EasyOption.EXPECT_100_TIMEOUT_MS, 227, 1000, List.of(0L, 65_535L), List.of(-1L));
        add(EasyOption.HTTPGET, 80, true, List.of(true), List.of());
        flag(EasyOption.POST, 47, false);
        flag(EasyOption.UPLOAD, 46, false);
        flag(EasyOption.NOBODY, 44, false);
        text(EasyOption.CUSTOMREQUEST, 10036);
        number(EasyOption.POSTFIELDSIZE_LARGE, 30120, -1, List.of(-1L, 0L, MAX), List.of(-2L));
        number(EasyOption.POSTFIELDSIZE, 60, -1, List.of(-1L, 0L, MAX), List.of(-2L));
        add(EasyOption.POSTFIELDS, 10015, null, List.of(new byte[0], new byte[] {0, 1}), List.of());
        add(EasyOption.COPYPOSTFIELDS, 10165, null, List.of(new byte[0], new byte[] {0, 1}), List.of());
        lines(EasyOption.HTTPHEADER, 10023);
        text(EasyOption.REFERER, 10016);
        text(EasyOption.USERAGENT, 10018);
        text(EasyOption.COOKIE, 10022);
        flag(EasyOption.HTTP_TRANSFER_DECODING, 157, true);
        flag(EasyOption.IGNORE_CONTENT_LENGTH, 136, false);
        add(
                EasyOption.HTTP_VERSION,
                84,
                HttpVersion.NONE,
                List.of(HttpVersion.NONE, HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1),
                List.of(
                        HttpVersion.HTTP_2_0,
                        HttpVersion.HTTP_2TLS,
                        HttpVersion.HTTP_2_PRIOR_KNOWLEDGE,
                        HttpVersion.HTTP_3,
                        HttpVersion.HTTP_3ONLY));
        flag(EasyOption.HTTP09_ALLOWED, 285, false);
        text(EasyOption.RANGE, 10007);
        number(EasyOption.RESUME_FROM_LARGE, 30116, 0, List.of(-1L, 0L, MAX), List.of(-2L));
        number(EasyOption.RESUME_FROM, 21, 0, List.of(-1L, 0L, MAX), List.of(-2L));
        number(EasyOption.INFILESIZE_LARGE, 30115, -1, List.of(-1L, 0L, MAX), List.of(-2L));
        number(EasyOption.INFILESIZE, 14, -1, List.of(-1L, 0L, MAX), List.of(-2L));
        number(EasyOption.MAXFILESIZE_LARGE, 30117, 0, List.of(0L, MAX), List.of(-1L));
        number(EasyOption.MAXFILESIZE, 114, 0, List.of(0L, MAX), List.of(-1L));
        flag(EasyOption.SSL_VERIFYPEER, 64, true);
        number(EasyOption.SSL_VERIFYHOST, 81, 2, List.of(0L, 1L, 2L), List.of());
        number(EasyOption.SSLVERSION, 32, 0, VERSIONS, UNKNOWN_VERSIONS);
        text(EasyOption.CAINFO, 10065);
        blob(EasyOption.CAINFO_BLOB, 40309);
        text(EasyOption.SSLCERT, 10025);
        certificateType(EasyOption.SSLCERTTYPE, 10086);
        blob(EasyOption.SSLCERT_BLOB, 40291);
        text(EasyOption.SSLKEY, 10087);
        certificateType(EasyOption.SSLKEYTYPE, 10088);
        blob(EasyOption.SSLKEY_BLOB, 40292);
        text(EasyOption.KEYPASSWD, 10026);
        text(EasyOption.SSL_CIPHER_LIST, 10083);
        text(EasyOption.TLS13_CIPHERS, 10276);
        flag(EasyOption.SSL_ENABLE_ALPN, 226, true);
        flag(EasyOption.SSL_SESSIONID_CACHE, 150, true);
        text(EasyOption.PINNEDPUBLICKEY, 10230);
        flag(EasyOption.CERTINFO, 172, false);
    }

    static {
        number(EasyOption.PROTOCOLS, 181, 0xFFFF_FFFFL, List.of(1L, 2L, 3L), List.of(0L, 4L));
        protocols(EasyOption.REDIR_PROTOCOLS_STR, 10319);
        number(EasyOption.REDIR_PROTOCOLS, 182, 0xFFFF_FFFFL, List.of(1L, 2L, 3L), List.of(0L, 4L));
        number(EasyOption.ADDRESS_SCOPE, 171, 0, List.of(0L, (long) Integer.MAX_VALUE), List.of(-1L));
        text(EasyOption.DOH_URL, 10279);
        flag(EasyOption.DOH_SSL_VERIFYPEER, 306, true);
        number(EasyOption.DOH_SSL_VERIFYHOST, 307, 2, List.of(0L, 1L, 2L), List.of());
        number(EasyOption.FOLLOWLOCATION, 52, 0, List.of(0L, 1L, 2L, 3L), List.of(-1L, 4L));
        number(EasyOption.MAXREDIRS, 68, 30, List.of(-1L, 0L, 32_767L), List.of(-2L));
        number(EasyOption.POSTREDIR, 161, 0, List.of(0L, 7L), List.of(-1L, 8L));
        number(EasyOption.POST301, 161, 0, List.of(0L, 7L), List.of(-1L, 8L));
        flag(EasyOption.AUTOREFERER, 58, false);
        flag(EasyOption.UNRESTRICTED_AUTH, 105, false);
        credentials(EasyOption.USERPWD, 10005, List.of("a\0b", "a:b\0"));
        text(EasyOption.USERNAME, 10173);
        text(EasyOption.PASSWORD, 10174);
        text(EasyOption.XOAUTH2_BEARER, 10220);
        number(EasyOption.HTTPAUTH, 107, 1, SCHEMES, UNKNOWN_SCHEMES);
        text(EasyOption.AWS_SIGV4, 10305);
        text(EasyOption.SERVICE_NAME, 10236);
        text(EasyOption.PROXY_SERVICE_NAME, 10235);
        add(EasyOption.NETRC, 51, Netrc.IGNORED, List.of(Netrc.values()), List.of());
        text(EasyOption.NETRC_FILE, 10118);
        text(EasyOption.COOKIEFILE, 10031);
        text(EasyOption.COOKIEJAR, 10082);
        text(EasyOption.COOKIELIST, 10135);
        flag(EasyOption.COOKIESESSION, 96, false);
        text(EasyOption.HSTS, 10300);
        number(EasyOption.HSTS_CTRL, 299, 0, List.of(0L, 1L, 2L, 3L), List.of());
        callback(EasyOption.HSTSREADFUNCTION, 20301, easy -> null);
        callback(EasyOption.HSTSWRITEFUNCTION, 20303, (easy, entry, index, total) -> true);
        text(EasyOption.ALTSVC, 10287);
        number(EasyOption.ALTSVC_CTRL, 286, 0, List.of(0L, 4L, 8L, 12L), List.of());
        text(EasyOption.PROXY, 10004);
        text(EasyOption.PRE_PROXY, 10262);
        number(EasyOption.PROXYPORT, 59, 0, List.of(0L, 65_535L), List.of(-1L, 65_536L));
        add(
                EasyOption.PROXYTYPE,
                101,
                ProxyType.HTTP,
                List.of(
                        ProxyType.HTTP,
                        ProxyType.HTTP_1_0,
                        ProxyType.HTTPS,
                        ProxyType.SOCKS4,
                        ProxyType.SOCKS5,
                        ProxyType.SOCKS4A,
                        ProxyType.SOCKS5_HOSTNAME),
                List.of(ProxyType.HTTPS2, ProxyType.HTTPS3));
        text(EasyOption.NOPROXY, 10177);
        flag(EasyOption.HTTPPROXYTUNNEL, 61, false);
        credentials(EasyOption.PROXYUSERPWD, 10006, List.of("a\0b", "a%00:b", "a:b%00"));
        text(EasyOption.PROXYUSERNAME, 10175);
        text(EasyOption.PROXYPASSWORD, 10176);
        number(EasyOption.PROXYAUTH, 111, 1, SCHEMES, UNKNOWN_SCHEMES);
        lines(EasyOption.PROXYHEADER, 10228);
        number(EasyOption.HEADEROPT, 229, 1, List.of(0L, 1L), List.of(-1L, 2L));
        flag(EasyOption.SUPPRESS_CONNECT_HEADERS, 265, false);
        flag(EasyOption.HAPROXYPROTOCOL, 274, false);
        text(EasyOption.HAPROXY_CLIENT_IP, 10323);
        number(EasyOption.SOCKS5_AUTH, 267, 1, List.of(0L, 1L), List.of(2L, 4L, 5L, -1L));
        text(EasyOption.ACCEPT_ENCODING, 10102);
        text(EasyOption.ENCODING, 10102);
        flag(EasyOption.TRANSFER_ENCODING, 207, false);
        flag(EasyOption.HTTP_CONTENT_DECODING, 158, true);
        callback(EasyOption.MIMEPOST, 10269, Mime.create());
        number(EasyOption.MIME_OPTIONS, 315, 0, List.of(0L, 1L), List.of(-1L, 2L));
        lines(EasyOption.HTTP200ALIASES, 10104);
        add(EasyOption.TIMECONDITION, 33, TimeCondition.NONE, List.of(TimeCondition.values()), List.of());
        number(EasyOption.TIMEVALUE_LARGE, 30270, 0, List.of(0L, -1L, MAX), List.of());
        number(EasyOption.TIMEVALUE, 34, 0, List.of(0L, -1L, MAX), List.of());
        flag(EasyOption.FILETIME, 69, false);
        callback(EasyOption.SHARE, 10100, Share.create());
        flag(EasyOption.HEADERS_AS_GIVEN, 900_001, false);
        flag(EasyOption.LENIENT, 900_002, false);
        flag(EasyOption.PROXY_ENVIRONMENT, 900_003, false);
        text(EasyOption.CAPATH, 10097);
        number(EasyOption.CA_CACHE_TIMEOUT, 321, 86_400, List.of(-1L, 0L, MAX), List.of(-2L));
        text(EasyOption.CRLFILE, 10169);
        text(EasyOption.ISSUERCERT, 10170);
        blob(EasyOption.ISSUERCERT_BLOB, 40295);
        number(EasyOption.SSL_OPTIONS, 216, 0, List.of(0L, 1L, 2L, 4L, 8L, 16L, 31L), List.of(32L, 64L, -1L));
        flag(EasyOption.PROXY_SSL_VERIFYPEER, 248, true);
        number(EasyOption.PROXY_SSL_VERIFYHOST, 249, 2, List.of(0L, 1L, 2L), List.of());
        number(EasyOption.PROXY_SSLVERSION, 250, 0, VERSIONS, UNKNOWN_VERSIONS);
        text(EasyOption.PROXY_CAINFO, 10246);
        blob(EasyOption.PROXY_CAINFO_BLOB, 40310);
        text(EasyOption.PROXY_CAPATH, 10247);
        text(EasyOption.PROXY_CRLFILE, 10260);
        text(EasyOption.PROXY_ISSUERCERT, 10296);
        blob(EasyOption.PROXY_ISSUERCERT_BLOB, 40297);
        text(EasyOption.PROXY_SSLCERT, 10254);
        certificateType(EasyOption.PROXY_SSLCERTTYPE, 10255);
        blob(EasyOption.PROXY_SSLCERT_BLOB, 40293);
        text(EasyOption.PROXY_SSLKEY, 10256);
        certificateType(EasyOption.PROXY_SSLKEYTYPE, 10257);
        blob(EasyOption.PROXY_SSLKEY_BLOB, 40294);
        text(EasyOption.PROXY_KEYPASSWD, 10258);
        text(EasyOption.PROXY_SSL_CIPHER_LIST, 10259);
        text(EasyOption.PROXY_TLS13_CIPHERS, 10277);
        number(EasyOption.PROXY_SSL_OPTIONS, 261, 0, List.of(0L, 1L, 2L, 4L, 8L, 16L, 31L), List.of(32L, 64L, -1L));
        text(EasyOption.PROXY_PINNEDPUBLICKEY, 10263);
    }

    private OptionCases() {}

    static List<Case<?>> all() {
        return ALL;
    }

    private static <T> void add(EasyOption<T> option, int id, T defaultValue, List<T> accepted, List<T> refused) {
        ALL.add(new Case<>(option, id, defaultValue, accepted, refused));
    }

    private static void flag(EasyOption<Boolean> option, int id, boolean defaultValue) {
        add(option, id, defaultValue, List.of(false, true), List.of());
    }

    private static void number(
            EasyOption<Long> option, int id, long defaultValue, List<Long> accepted, List<Long> refused) {
        add(option, id, defaultValue, accepted, refused);
    }

    private static void text(EasyOption<String> option, int id) {
        add(option, id, null, List.of("", "some text"), List.of("a\0b"));
    }

    private static void lines(EasyOption<List<String>> option, int id) {
        add(option, id, List.of(), List.of(List.of(), List.of("a", "b")), List.of(List.of("a", "b\0")));
    }

    private static void credentials(EasyOption<String> option, int id, List<String> refused) {
        add(option, id, null, List.of("", "user", "user:", ":", "user:pass:word"), refused);
    }

    private static void protocols(EasyOption<String> option, int id) {
        add(option, id, null, List.of("http", "HTTP,https", "all"), List.of("", ",", "ftp", "http,gopher"));
    }

    private static void certificateType(EasyOption<String> option, int id) {
        add(option, id, "PEM", List.of("PEM", "DER", "P12"), List.of("", "ENG", "PROV"));
    }

    private static void blob(EasyOption<TlsSettings.Bytes> option, int id) {
        add(option, id, null, List.of(BLOB), List.of(EMPTY));
    }

    private static <T> void callback(EasyOption<T> option, int id, T value) {
        add(option, id, null, List.of(value), List.of());
    }
}
