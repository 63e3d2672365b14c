package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.TlsSettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Judges a value that is to be set. */
@FunctionalInterface
interface OptionCheck<T> {
    OptionCheck<Long> NOT_NEGATIVE = atLeast(0);

    /** Not known, for ever and the like. */
    OptionCheck<Long> MINUS_ONE_OR_MORE = atLeast(-1);

    OptionCheck<Long> NOT_NEGATIVE_INT = clamped(0, Integer.MAX_VALUE);

    OptionCheck<Long> CONNECT_ONLY = (option, value) -> {
        if (value == 2) {
            throw option.refused("2 waits for a WebSocket upgrade. " + ResultCode.NOT_BUILT_IN.text());
        }
        return between(0, 1).check(option, value);
    };

    OptionCheck<Long> SSLVERSION = (option, value) -> {
        TlsVersions.check(option, value);
        return value;
    };

    OptionCheck<Long> MAXREDIRS = (option, value) -> Math.min(MINUS_ONE_OR_MORE.check(option, value), Short.MAX_VALUE);

    /** Bits of schemes that this build does not have are dropped, as in libcurl; if none is left, that is an error. */
    OptionCheck<Long> HTTPAUTH = (option, value) -> {
        long known = HttpAuth.BASIC
                | HttpAuth.DIGEST
                | HttpAuth.NEGOTIATE
                | HttpAuth.NTLM
                | HttpAuth.BEARER
                | HttpAuth.AWS_SIGV4;
        long asked = (value & HttpAuth.DIGEST_IE) == 0 ? value : value | HttpAuth.DIGEST;
        if (asked != HttpAuth.NONE && (asked & known) == 0) {
            throw option.refused("no scheme in " + Long.toHexString(value) + ". " + ResultCode.NOT_BUILT_IN.text());
        }
        return asked & (known | HttpAuth.ONLY);
    };

    OptionCheck<Long> SOCKS5_AUTH = (option, value) -> {
        if ((value & ~HttpAuth.BASIC) != 0) {
            throw option.refused("only Basic. " + ResultCode.NOT_BUILT_IN.text());
        }
        return value;
    };

    OptionCheck<ProxyType> PROXYTYPE = (option, value) -> switch (value) {
        case HTTP, HTTP_1_0, HTTPS, SOCKS4, SOCKS4A, SOCKS5, SOCKS5_HOSTNAME -> value;
        case HTTPS2, HTTPS3 -> throw option.refused(value + ". " + ResultCode.NOT_BUILT_IN.text());
    };

    OptionCheck<Long> SSL_OPTIONS = (option, value) -> {
        long known = SslOptions.ALLOW_BEAST
                | SslOptions.NO_REVOKE
                | SslOptions.NO_PARTIALCHAIN
                | SslOptions.REVOKE_BEST_EFFORT
                | SslOptions.NATIVE_CA;
        if ((value & ~known) != 0) {
            throw option.refused("bits " + Long.toHexString(value & ~known) + ". " + ResultCode.NOT_BUILT_IN.text());
        }
        return value;
    };

    OptionCheck<HttpVersion> HTTP_VERSION = (option, value) -> switch (value) {
        case NONE, HTTP_1_0, HTTP_1_1 -> value;
        case HTTP_2_0, HTTP_2TLS, HTTP_2_PRIOR_KNOWLEDGE, HTTP_3, HTTP_3ONLY ->
            throw option.refused(value + ". " + ResultCode.NOT_BUILT_IN.text());
    };

    /** What holds for every text: C strings know no NUL, and nothing is without a limit. */
    OptionCheck<String> TEXT = (option, value) -> {
        if (Utf8.size(value) > Limits.OPTION_BYTES) {
            throw option.refused("more than " + Limits.OPTION_BYTES + " bytes");
        }
        if (value.indexOf('\0') >= 0) {
            throw option.refused("a NUL at index " + value.indexOf('\0'));
        }
        return value;
    };

    OptionCheck<String> INTERFACE = (option, value) -> {
        if (Utf8.size(value) > Limits.INTERFACE_BYTES) {
            throw option.refused("more than " + Limits.INTERFACE_BYTES + " bytes");
        }
        return value;
    };

    OptionCheck<String> PROTOCOLS = (option, value) -> {
        Protocols.parse(option, value);
        return value;
    };

    OptionCheck<String> CERTIFICATE_TYPE = (option, value) -> {
        String upper = value.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "PEM", "DER", "P12" -> upper;
            default -> throw option.refused("\"" + value + "\" is none of PEM, DER and P12");
        };
    };

    OptionCheck<List<String>> LINES = (option, value) -> {
        List<String> copy = List.copyOf(value);
        copy.forEach(line -> checkLine(option, line));
        return copy;
    };

    OptionCheck<TlsSettings.Bytes> BLOB = (option, value) -> {
        if (value.size() == 0 || value.size() > Limits.OPTION_BYTES) {
            throw option.refused(value.size() + " bytes, where 1 to " + Limits.OPTION_BYTES + " are possible");
        }
        return value;
    };

    /**
     * The value to keep.
     *
     * @throws IllegalArgumentException naming the option and what is wrong
     */
    T check(EasyOption<T> option, T value);

    /** Nothing can be wrong. */
    static <T> OptionCheck<T> any() {
        return (option, value) -> value;
    }

    static OptionCheck<Long> atLeast(long least) {
        return (option, value) -> {
            if (value < least) {
                throw option.refused(value + " is below " + least);
            }
            return value;
        };
    }

    static OptionCheck<Long> between(long least, long most) {
        return (option, value) -> {
            if (value < least || value > most) {
                throw option.refused(value + " is not between " + least + " and " + most);
            }
            return value;
        };
    }

    /** Refuses negative values and brings all others into the range. */
    static OptionCheck<Long> clamped(long least, long most) {
        return (option, value) -> Math.min(most, Math.max(least, NOT_NEGATIVE.check(option, value)));
    }

    /** 0 stands for the default. */
    static OptionCheck<Long> orDefaultIfZero() {
        return (option, value) ->
                NOT_NEGATIVE.check(option, value) == 0 ? Objects.requireNonNull(option.defaultValue()) : value;
    }

    private static void checkLine(EasyOption<?> option, String line) {
        if (Utf8.size(line) > Limits.OPTION_BYTES || line.indexOf('\0') >= 0) {
            throw option.refused("a line holds a NUL or more than " + Limits.OPTION_BYTES + " bytes");
        }
    }
}
