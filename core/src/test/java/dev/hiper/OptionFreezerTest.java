package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.proxy.HaProxy;
import dev.hiper.internal.transfer.PaceOptions;
import dev.hiper.internal.transfer.RequestOptions;
import dev.hiper.internal.transfer.RequestOptions.Method;
import dev.hiper.internal.transfer.RequestOptions.Version;
import dev.hiper.internal.transfer.ResponseOptions;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.spi.Resolver;
import dev.hiper.spi.SocketRequest;
import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.KeyMaterial;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options go where the machinery looks for them, and an unchanged handle is not frozen twice. */
class OptionFreezerTest {
    private static final TlsSettings.Bytes BLOB = TlsSettings.Bytes.copyOf(new byte[] {1, 2});

    private final Easy easy = Easy.create().set(EasyOption.URL, "http://host/");

    @Test
    void defaultsOfTheRequest() {
        assertEquals(
                new RequestOptions(
                        Method.GET,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        false,
                        false,
                        -1,
                        Version.HTTP_1_1,
                        1000,
                        false,
                        65_536),
                config().request());
    }

    @Test
    void optionsOfTheRequest() {
        easy.set(EasyOption.UPLOAD, true)
                .set(EasyOption.CUSTOMREQUEST, "PATCH")
                .set(EasyOption.REQUEST_TARGET, "*")
                .set(EasyOption.HTTPHEADER, List.of("A: 1"))
                .set(EasyOption.USERAGENT, "agent")
                .set(EasyOption.REFERER, "referer")
                .set(EasyOption.COOKIE, "a=b")
                .set(EasyOption.RANGE, "1-2")
                .set(EasyOption.RESUME_FROM, 3)
                .set(EasyOption.INFILESIZE, 4)
                .set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0)
                .set(EasyOption.EXPECT_100_TIMEOUT_MS, 5)
                .set(EasyOption.KEEP_SENDING_ON_ERROR, true)
                .set(EasyOption.UPLOAD_BUFFERSIZE, 20_000);
        assertEquals(
                new RequestOptions(
                        Method.PUT,
                        "PATCH",
                        "*",
                        List.of("A: 1"),
                        "agent",
                        "referer",
                        "a=b",
                        "1-2",
                        3,
                        null,
                        null,
                        false,
                        false,
                        4,
                        Version.HTTP_1_0,
                        5,
                        true,
                        20_000),
                config().request());
    }

    @Test
    void aNegativeResumeOffsetCountsAsNone() {
        easy.set(EasyOption.RESUME_FROM, -1);
        assertEquals(0, config().request().resumeFrom());
    }

    @Test
    void optionsOfTheResponse() {
        assertEquals(new ResponseOptions(false, false, 0, false, true, false, false, 16_384), config().response());
        easy.set(EasyOption.HEADER, true)
                .set(EasyOption.FAILONERROR, true)
                .set(EasyOption.MAXFILESIZE, 7)
                .set(EasyOption.IGNORE_CONTENT_LENGTH, true)
                .set(EasyOption.HTTP_TRANSFER_DECODING, false)
                .set(EasyOption.HTTP09_ALLOWED, true)
                .set(EasyOption.BUFFERSIZE, 2048);
        assertEquals(new ResponseOptions(true, true, 7, true, false, true, false, 2048), config().response());
    }

    @Test
    void optionsOfThePace() {
        assertEquals(new PaceOptions(0, 0, 0, 0, 0), config().pace());
        easy.set(EasyOption.TIMEOUT, 1)
                .set(EasyOption.LOW_SPEED_LIMIT, 2)
                .set(EasyOption.LOW_SPEED_TIME, 3)
                .set(EasyOption.MAX_SEND_SPEED_LARGE, 4)
                .set(EasyOption.MAX_RECV_SPEED_LARGE, 5);
        assertEquals(new PaceOptions(1000, 2, 3, 4, 5), config().pace());
    }

    @Test
    void defaultsOfTheConnection() {
        assertEquals(
                new ConnectOptions(
                        Resolver.Family.ANY,
                        60,
                        false,
                        List.of(),
                        List.of(),
                        null,
                        new SocketRequest.Options(true, false, 60, 60, 9, null, 0, 1),
                        200,
                        300_000,
                        new TlsSettings(
                                new TlsSettings.Trust(
                                        true,
                                        true,
                                        new TlsSettings.Authorities(null, null, null, false, true, 86_400),
                                        null,
                                        null,
                                        null,
                                        null),
                                null,
                                null,
                                0,
                                0,
                                null,
                                null,
                                List.of("http/1.1"),
                                true,
                                false,
                                false),
                        false,
                        false,
                        0,
                        118,
                        86_400,
                        60_000,
                        easy.client,
                        null,
                        HaProxy.OFF,
                        0,
                        null),
                config().connect());
    }

    @Test
    void optionsOfTheConnection() {
        easy.set(EasyOption.IPRESOLVE, IpResolve.V6)
                .set(EasyOption.DNS_CACHE_TIMEOUT, -1)
                .set(EasyOption.DNS_SHUFFLE_ADDRESSES, true)
                .set(EasyOption.RESOLVE, List.of("host:80:127.0.0.1"))
                .set(EasyOption.CONNECT_TO, List.of("::other:81"))
                .set(EasyOption.UNIX_SOCKET_PATH, "/run/socket")
                .set(EasyOption.HAPPY_EYEBALLS_TIMEOUT_MS, 1)
                .set(EasyOption.CONNECTTIMEOUT_MS, 2)
                .set(EasyOption.FRESH_CONNECT, true)
                .set(EasyOption.FORBID_REUSE, true)
                .set(EasyOption.CONNECT_ONLY, 1)
                .set(EasyOption.MAXAGE_CONN, 3)
                .set(EasyOption.MAXLIFETIME_CONN, 4)
                .set(EasyOption.UPKEEP_INTERVAL_MS, 5)
                .set(EasyOption.ADDRESS_SCOPE, 7);
        ConnectOptions connect = config().connect();
        assertEquals(
                new ConnectOptions(
                        Resolver.Family.IPV6,
                        -1,
                        true,
                        List.of("host:80:127.0.0.1"),
                        List.of("::other:81"),
                        "/run/socket",
                        connect.socket(),
                        1,
                        2,
                        connect.tls(),
                        true,
                        true,
                        1,
                        3,
                        4,
                        5,
                        easy.client,
                        null,
                        HaProxy.OFF,
                        7,
                        null),
                connect);
        easy.set(EasyOption.IPRESOLVE, IpResolve.V4);
        assertEquals(Resolver.Family.IPV4, config().connect().family());
    }

    @Test
    void theProxyProtocol() {
        assertSame(HaProxy.OFF, config().connect().haProxy());
        easy.set(EasyOption.HAPROXYPROTOCOL, true);
        assertEquals(HaProxy.of(true, null), config().connect().haProxy());
        easy.set(EasyOption.HAPROXY_CLIENT_IP, "192.0.2.1");
        assertEquals(HaProxy.of(true, "192.0.2.1"), config().connect().haProxy());
    }

    @Test
    void aNameServerOverHttps() {
        assertNull(config().connect().nameServer());
        easy.set(EasyOption.DOH_URL, "https://names.example/dns-query");
        assertNotNull(config().connect().nameServer());
        easy.set(EasyOption.DOH_URL, null);
        assertNull(config().connect().nameServer());
    }

    @Test
    void optionsOfSockets() {
        easy.set(EasyOption.TCP_NODELAY, false)
                .set(EasyOption.TCP_KEEPALIVE, true)
                .set(EasyOption.TCP_KEEPIDLE, 1)
                .set(EasyOption.TCP_KEEPINTVL, 2)
                .set(EasyOption.TCP_KEEPCNT, 3)
                .set(EasyOption.INTERFACE, "if!eth0")
                .set(EasyOption.LOCALPORT, 4)
                .set(EasyOption.LOCALPORTRANGE, 5);
        assertEquals(
                new SocketRequest.Options(false, true, 1, 2, 3, "if!eth0", 4, 5),
                config().connect().socket());
    }

    @Test
    void optionsOfTls() {
        easy.set(EasyOption.SSL_VERIFYPEER, false)
                .set(EasyOption.SSL_VERIFYHOST, 0)
                .set(EasyOption.CAINFO, "ca.pem")
                .set(EasyOption.CAINFO_BLOB, BLOB)
                .set(EasyOption.SSLCERT, "cert.p12")
                .set(EasyOption.SSLCERTTYPE, "p12")
                .set(EasyOption.SSLKEY, "key.der")
                .set(EasyOption.SSLKEYTYPE, "DER")
                .set(EasyOption.KEYPASSWD, "secret")
                .set(EasyOption.SSLVERSION, SslVersion.TLSV1_1 | SslVersion.MAX_TLSV1_2)
                .set(EasyOption.SSL_CIPHER_LIST, "AES128-SHA")
                .set(EasyOption.TLS13_CIPHERS, "TLS_AES_128_GCM_SHA256")
                .set(EasyOption.PINNEDPUBLICKEY, "sha256//x")
                .set(EasyOption.CAPATH, "authorities")
                .set(EasyOption.SSL_OPTIONS, SslOptions.NATIVE_CA | SslOptions.NO_PARTIALCHAIN)
                .set(EasyOption.CA_CACHE_TIMEOUT, 7)
                .set(EasyOption.CRLFILE, "revoked.crl")
                .set(EasyOption.ISSUERCERT, "issuer.pem")
                .set(EasyOption.ISSUERCERT_BLOB, BLOB)
                .set(EasyOption.SSL_ENABLE_ALPN, false)
                .set(EasyOption.SSL_SESSIONID_CACHE, false)
                .set(EasyOption.CERTINFO, true);
        assertEquals(
                new TlsSettings(
                        new TlsSettings.Trust(
                                false,
                                false,
                                new TlsSettings.Authorities("ca.pem", "authorities", BLOB, true, false, 7),
                                "revoked.crl",
                                "issuer.pem",
                                BLOB,
                                "sha256//x"),
                        new KeyMaterial("cert.p12", null, "P12", "secret"),
                        new KeyMaterial("key.der", null, "DER", "secret"),
                        11,
                        12,
                        "AES128-SHA",
                        "TLS_AES_128_GCM_SHA256",
                        List.of(),
                        false,
                        true,
                        false),
                tls());
    }

    @Test
    void keysInMemoryWinOverFiles() {
        easy.set(EasyOption.SSLCERT, "cert.pem")
                .set(EasyOption.SSLCERT_BLOB, BLOB)
                .set(EasyOption.SSLKEY, "key.pem")
                .set(EasyOption.SSLKEY_BLOB, BLOB);
        assertEquals(new KeyMaterial(null, BLOB, "PEM", null), tls().certificate());
        assertEquals(new KeyMaterial(null, BLOB, "PEM", null), tls().privateKey());
    }

    @Test
    void versionsOfTls() {
        assertVersions(0, 0, SslVersion.DEFAULT);
        assertVersions(10, 0, SslVersion.TLSV1);
        assertVersions(10, 10, SslVersion.TLSV1_0 | SslVersion.MAX_TLSV1_0);
        assertVersions(11, 0, SslVersion.TLSV1_1 | SslVersion.MAX_DEFAULT);
        assertVersions(12, 13, SslVersion.TLSV1_2 | SslVersion.MAX_TLSV1_3);
        assertVersions(13, 0, SslVersion.TLSV1_3);
        assertVersions(0, 11, SslVersion.MAX_TLSV1_1);
    }

    private void assertVersions(int min, int max, long value) {
        easy.set(EasyOption.SSLVERSION, value);
        assertEquals(min, tls().minVersion());
        assertEquals(max, tls().maxVersion());
    }

    @Test
    void anySettingOfVerifyhostButZeroVerifies() {
        for (long value : new long[] {1, 2, 3, -1}) {
            easy.set(EasyOption.SSL_VERIFYHOST, value);
            assertTrue(tls().trust().verifyHost());
        }
        easy.set(EasyOption.SSL_VERIFYHOST, 0);
        assertFalse(tls().trust().verifyHost());
    }

    @Test
    void theVersionOfHttpIsTheOneNamedByAlpn() {
        easy.set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0);
        assertEquals(List.of("http/1.0"), tls().alpn());
        assertEquals(Version.HTTP_1_0, config().request().version());
        easy.set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_1);
        assertEquals(List.of("http/1.1"), tls().alpn());
        assertEquals(Version.HTTP_1_1, config().request().version());
    }

    @Test
    void anUnchangedHandleIsNotFrozenAgain() {
        TransferConfig first = config();
        assertSame(first, config());
        easy.set(EasyOption.URL, "http://host/").set(EasyOption.TIMEOUT_MS, 0).set(EasyOption.HTTPGET, true);
        assertSame(first, config(), "set to what it was");
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ACCEPTED)
                .set(EasyOption.VERBOSE, true)
                .set(EasyOption.PRIVATE, "mine");
        assertSame(first, config(), "not a part of the configuration");
    }

    @Test
    void onlyThePartThatChangedIsFrozenAgain() {
        TransferConfig first = config();
        easy.set(EasyOption.URL, "http://host/2");
        TransferConfig second = config();
        assertNotSame(first, second);
        assertSame(first.request(), second.request());
        assertSame(first.response(), second.response());
        assertSame(first.pace(), second.pace());
        assertSame(first.connect(), second.connect());
        easy.set(EasyOption.USERAGENT, "agent");
        assertSame(second.connect(), config().connect());
        assertNotSame(second.request(), config().request());
    }

    @Test
    void everyOptionOfAPartChangesTheConfiguration() {
        for (OptionCases.Case<?> one : OptionCases.all()) {
            if (one.option().part() != OptionPart.NONE) {
                assertTrue(changes(one), one + " changes nothing");
            }
        }
    }

    private static <T> boolean changes(OptionCases.Case<T> one) {
        Easy easy = Easy.create();
        TransferConfig before = easy.freeze();
        boolean changed = false;
        for (T value : one.accepted()) {
            easy.set(one.option(), value);
            changed |= easy.freeze() != before;
        }
        return changed || one.option() == EasyOption.HTTPGET;
    }

    @Test
    void aResetHandleIsFrozenLikeANewOne() {
        for (OptionCases.Case<?> one : OptionCases.all()) {
            setFirst(one);
        }
        config();
        easy.reset();
        Easy fresh = Easy.create();
        assertEquals(fresh.freeze().request(), config().request());
        assertEquals(fresh.freeze().response(), config().response());
        assertEquals(fresh.freeze().pace(), config().pace());
        assertEquals(fresh.freeze().connect().tls(), config().connect().tls());
        assertEquals(fresh.freeze().connect().socket(), config().connect().socket());
        assertNull(easy.option(EasyOption.URL));
    }

    private <T> void setFirst(OptionCases.Case<T> one) {
        easy.set(one.option(), one.accepted().get(0));
    }

    private TlsSettings tls() {
        return config().connect().tls();
    }

    private TransferConfig config() {
        return easy.freeze();
    }
}
