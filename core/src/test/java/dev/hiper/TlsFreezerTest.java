package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.KeyMaterial;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TLS to an HTTPS proxy has options of its own; what {@link OptionFreezerTest} has is TLS to the server. */
class TlsFreezerTest {
    private static final TlsSettings.Bytes BLOB = TlsSettings.Bytes.copyOf(new byte[] {1, 2});

    private final Easy easy = Easy.create();

    @Test
    void everyOptionAboutAProxy() {
        easy.set(EasyOption.PROXY_SSL_VERIFYPEER, false)
                .set(EasyOption.PROXY_SSL_VERIFYHOST, 0)
                .set(EasyOption.PROXY_CAINFO, "ca.pem")
                .set(EasyOption.PROXY_CAPATH, "authorities")
                .set(EasyOption.PROXY_CAINFO_BLOB, BLOB)
                .set(EasyOption.PROXY_SSL_OPTIONS, SslOptions.NATIVE_CA | SslOptions.NO_PARTIALCHAIN)
                .set(EasyOption.CA_CACHE_TIMEOUT, 7)
                .set(EasyOption.PROXY_CRLFILE, "revoked.crl")
                .set(EasyOption.PROXY_ISSUERCERT, "issuer.pem")
                .set(EasyOption.PROXY_ISSUERCERT_BLOB, BLOB)
                .set(EasyOption.PROXY_PINNEDPUBLICKEY, "sha256//x")
                .set(EasyOption.PROXY_SSLCERT, "cert.p12")
                .set(EasyOption.PROXY_SSLCERTTYPE, "p12")
                .set(EasyOption.PROXY_SSLKEY, "key.der")
                .set(EasyOption.PROXY_SSLKEYTYPE, "DER")
                .set(EasyOption.PROXY_KEYPASSWD, "secret")
                .set(EasyOption.PROXY_SSLVERSION, SslVersion.TLSV1_1 | SslVersion.MAX_TLSV1_2)
                .set(EasyOption.PROXY_SSL_CIPHER_LIST, "AES128-SHA")
                .set(EasyOption.PROXY_TLS13_CIPHERS, "TLS_AES_128_GCM_SHA256")
                .set(EasyOption.SSL_SESSIONID_CACHE, false);
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
                        List.of("http/1.1"),
                        false,
                        false,
                        true),
                proxy());
    }

    @Test
    void whatIsSaidAboutTheServerDoesNotHoldForAProxy() {
        TlsSettings before = proxy();
        easy.set(EasyOption.SSL_VERIFYPEER, false)
                .set(EasyOption.SSL_VERIFYHOST, 0)
                .set(EasyOption.CAINFO, "ca.pem")
                .set(EasyOption.SSLCERT, "cert.pem")
                .set(EasyOption.SSLKEY, "key.pem")
                .set(EasyOption.KEYPASSWD, "secret")
                .set(EasyOption.CRLFILE, "revoked.crl")
                .set(EasyOption.PINNEDPUBLICKEY, "sha256//x");
        assertEquals(before, proxy());
        assertNull(proxy().certificate());
    }

    @Test
    void aProxyIsOfferedHttp11Only() {
        easy.set(EasyOption.HTTP_VERSION, HttpVersion.HTTP_1_0);
        assertEquals(List.of("http/1.1"), proxy().alpn());
        easy.set(EasyOption.SSL_ENABLE_ALPN, false);
        assertEquals(List.of(), proxy().alpn());
    }

    private TlsSettings proxy() {
        return TlsFreezer.proxy(easy.options());
    }
}
