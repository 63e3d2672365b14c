package dev.hiper;

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
        add(
                EasyOption.PROTOCOLS_STR,
                10318,
                null,
                List.of("http", "HTTP,https", "all"),
                List.of("", ",", "ftp", "http,gopher"));
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
        number(
                EasyOption.SSLVERSION,
                32,
                0,
                List.of(
                        SslVersion.DEFAULT,
                        SslVersion.TLSV1,
                        SslVersion.TLSV1_0,
                        SslVersion.TLSV1_3 | SslVersion.MAX_DEFAULT,
                        SslVersion.TLSV1_1 | SslVersion.MAX_TLSV1_2,
                        SslVersion.MAX_TLSV1_3),
                List.of(2L, 3L, 8L, -1L, 2L << 16, 8L << 16, SslVersion.TLSV1_3 | SslVersion.MAX_TLSV1_2));
        text(EasyOption.CAINFO, 10065);
        blob(EasyOption.CAINFO_BLOB, 40309);
        text(EasyOption.SSLCERT, 10025);
        add(EasyOption.SSLCERTTYPE, 10086, "PEM", List.of("PEM", "DER", "P12"), List.of("", "ENG", "PROV"));
        blob(EasyOption.SSLCERT_BLOB, 40291);
        text(EasyOption.SSLKEY, 10087);
        add(EasyOption.SSLKEYTYPE, 10088, "PEM", List.of("PEM", "DER", "P12"), List.of("", "ENG", "PROV"));
        blob(EasyOption.SSLKEY_BLOB, 40292);
        text(EasyOption.KEYPASSWD, 10026);
        text(EasyOption.SSL_CIPHER_LIST, 10083);
        text(EasyOption.TLS13_CIPHERS, 10276);
        flag(EasyOption.SSL_ENABLE_ALPN, 226, true);
        flag(EasyOption.SSL_SESSIONID_CACHE, 150, true);
        text(EasyOption.PINNEDPUBLICKEY, 10230);
        flag(EasyOption.CERTINFO, 172, false);
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

    private static void blob(EasyOption<TlsSettings.Bytes> option, int id) {
        add(option, id, null, List.of(BLOB), List.of(EMPTY));
    }

    private static <T> void callback(EasyOption<T> option, int id, T value) {
        add(option, id, null, List.of(value), List.of());
    }
}
