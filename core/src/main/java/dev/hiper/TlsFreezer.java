package dev.hiper;

import dev.hiper.spi.TlsSettings;
import dev.hiper.spi.TlsSettings.Authorities;
import dev.hiper.spi.TlsSettings.KeyMaterial;
import dev.hiper.spi.TlsSettings.Trust;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options about TLS, as settings: once for the server, once for an HTTPS proxy. */
final class TlsFreezer {
    private static final List<String> ALPN_HTTP_1_1 = List.of("http/1.1");
    private static final List<String> ALPN_HTTP_1_0 = List.of("http/1.0");

    private TlsFreezer() {}

    static TlsSettings origin(OptionValues options) {
        String password = options.get(EasyOption.KEYPASSWD);
        long versions = options.number(EasyOption.SSLVERSION);
        return new TlsSettings(
                new Trust(
                        options.flag(EasyOption.SSL_VERIFYPEER),
                        options.number(EasyOption.SSL_VERIFYHOST) != 0,
                        authorities(
                                options,
                                EasyOption.CAINFO,
                                EasyOption.CAPATH,
                                EasyOption.CAINFO_BLOB,
                                EasyOption.SSL_OPTIONS),
                        options.get(EasyOption.CRLFILE),
                        options.get(EasyOption.ISSUERCERT),
                        options.get(EasyOption.ISSUERCERT_BLOB),
                        options.get(EasyOption.PINNEDPUBLICKEY)),
                material(options, EasyOption.SSLCERT, EasyOption.SSLCERT_BLOB, EasyOption.SSLCERTTYPE, password),
                material(options, EasyOption.SSLKEY, EasyOption.SSLKEY_BLOB, EasyOption.SSLKEYTYPE, password),
                TlsVersions.min(versions),
                TlsVersions.max(versions),
                options.get(EasyOption.SSL_CIPHER_LIST),
                options.get(EasyOption.TLS13_CIPHERS),
                alpn(options),
                options.flag(EasyOption.SSL_SESSIONID_CACHE),
                options.flag(EasyOption.CERTINFO),
                false);
    }

    static TlsSettings proxy(OptionValues options) {
        String password = options.get(EasyOption.PROXY_KEYPASSWD);
        long versions = options.number(EasyOption.PROXY_SSLVERSION);
        return new TlsSettings(
                new Trust(
                        options.flag(EasyOption.PROXY_SSL_VERIFYPEER),
                        options.number(EasyOption.PROXY_SSL_VERIFYHOST) != 0,
                        authorities(
                                options,
                                EasyOption.PROXY_CAINFO,
                                EasyOption.PROXY_CAPATH,
                                EasyOption.PROXY_CAINFO_BLOB,
                                EasyOption.PROXY_SSL_OPTIONS),
                        options.get(EasyOption.PROXY_CRLFILE),
                        options.get(EasyOption.PROXY_ISSUERCERT),
                        options.get(EasyOption.PROXY_ISSUERCERT_BLOB),
                        options.get(EasyOption.PROXY_PINNEDPUBLICKEY)),
                material(
                        options,
                        EasyOption.PROXY_SSLCERT,
                        EasyOption.PROXY_SSLCERT_BLOB,
                        EasyOption.PROXY_SSLCERTTYPE,
                        password),
                material(
                        options,
                        EasyOption.PROXY_SSLKEY,
                        EasyOption.PROXY_SSLKEY_BLOB,
                        EasyOption.PROXY_SSLKEYTYPE,
                        password),
                TlsVersions.min(versions),
                TlsVersions.max(versions),
                options.get(EasyOption.PROXY_SSL_CIPHER_LIST),
                options.get(EasyOption.PROXY_TLS13_CIPHERS),
                options.flag(EasyOption.SSL_ENABLE_ALPN) ? ALPN_HTTP_1_1 : List.of(),
                options.flag(EasyOption.SSL_SESSIONID_CACHE),
                false,
                true);
    }

    private static Authorities authorities(
            OptionValues options,
            EasyOption<String> file,
            EasyOption<String> folder,
            EasyOption<TlsSettings.Bytes> blob,
            EasyOption<Long> bits) {
        long set = options.number(bits);
        return new Authorities(
                options.get(file),
                options.get(folder),
                options.get(blob),
                (set & SslOptions.NATIVE_CA) != 0,
                (set & SslOptions.NO_PARTIALCHAIN) == 0,
                options.number(EasyOption.CA_CACHE_TIMEOUT));
    }

    private static @Nullable KeyMaterial material(
            OptionValues options,
            EasyOption<String> file,
            EasyOption<TlsSettings.Bytes> blob,
            EasyOption<String> type,
            @Nullable String password) {
        String path = options.get(file);
        TlsSettings.Bytes bytes = options.get(blob);
        if (path == null && bytes == null) {
            return null;
        }
        return new KeyMaterial(bytes == null ? path : null, bytes, options.required(type), password);
    }

    private static List<String> alpn(OptionValues options) {
        if (!options.flag(EasyOption.SSL_ENABLE_ALPN)) {
            return List.of();
        }
        return options.required(EasyOption.HTTP_VERSION) == HttpVersion.HTTP_1_0 ? ALPN_HTTP_1_0 : ALPN_HTTP_1_1;
    }
}
