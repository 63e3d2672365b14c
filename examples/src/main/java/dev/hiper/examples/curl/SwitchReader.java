package dev.hiper.examples.curl;

import dev.hiper.HttpAuth;
import dev.hiper.HttpVersion;
import dev.hiper.SslVersion;

/** Options without a value that choose something. */
final class SwitchReader {
    private SwitchReader() {}

    static void read(Settings settings, Option option, boolean on, Messages messages) {
        switch (option) {
            case BASIC -> auth(settings, HttpAuth.BASIC, on);
            case DIGEST -> auth(settings, HttpAuth.DIGEST, on);
            case NTLM -> auth(settings, HttpAuth.NTLM, on);
            case NEGOTIATE -> auth(settings, HttpAuth.NEGOTIATE, on);
            case ANYAUTH -> settings.auth = Settings.ANY_AUTH;
            case HTTP1_0 -> settings.httpVersion = HttpVersion.HTTP_1_0;
            case HTTP1_1 -> settings.httpVersion = HttpVersion.HTTP_1_1;
            case IPV4 -> settings.addressFamily = 4;
            case IPV6 -> settings.addressFamily = 6;
            case TLSV1 -> settings.lowestTls = SslVersion.TLSV1;
            case TLSV1_0 -> settings.lowestTls = SslVersion.TLSV1_0;
            case TLSV1_1 -> settings.lowestTls = SslVersion.TLSV1_1;
            case TLSV1_2 -> settings.lowestTls = SslVersion.TLSV1_2;
            case TLSV1_3 -> settings.lowestTls = SslVersion.TLSV1_3;
            case PROXY_TLSV1 -> settings.lowestProxyTls = SslVersion.TLSV1;
            case SSLV2 -> messages.warn("Ignores instruction to use SSLv2");
            case SSLV3 -> messages.warn("Ignores instruction to use SSLv3");
            default -> settings.put(option, on);
        }
    }

    private static void auth(Settings settings, long bit, boolean on) {
        settings.auth = on ? settings.auth | bit : settings.auth & ~bit;
    }
}
