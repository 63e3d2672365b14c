package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.url.Url;
import dev.hiper.url.UrlCode;
import dev.hiper.url.UrlException;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a transfer goes: URL, CURLU and the options about them, read together.
 *
 * @param url null if it cannot be used
 * @param error why it cannot be used; null if it can
 * @param handleText what the CURLU handle held when it was read; null if URL was used
 */
record FrozenUrl(
        @Nullable Url url, @Nullable TransferException error, List<String> protocols, @Nullable String handleText) {

    static FrozenUrl of(OptionValues options) {
        String chosen = options.get(EasyOption.PROTOCOLS_STR);
        List<String> protocols =
                chosen == null ? Protocols.SUPPORTED : Protocols.parse(EasyOption.PROTOCOLS_STR, chosen);
        String handleText = textOf(options.get(EasyOption.CURLU));
        try {
            Url url = read(options);
            check(url, protocols, options);
            return new FrozenUrl(url, null, protocols, handleText);
        } catch (UrlException refused) {
            TransferException error =
                    new TransferException(refused.code().resultCode(), String.valueOf(refused.getMessage()), refused);
            return new FrozenUrl(null, error, protocols, handleText);
        } catch (TransferException refused) {
            return new FrozenUrl(null, refused, protocols, handleText);
        }
    }

    /** Whether the application has changed its CURLU handle since. */
    boolean outdated(OptionValues options) {
        return handleText != null && !Objects.equals(handleText, textOf(options.get(EasyOption.CURLU)));
    }

    private static Url read(OptionValues options) throws TransferException {
        Url handle = options.get(EasyOption.CURLU);
        String text = options.get(EasyOption.URL);
        Url url;
        if (handle != null) {
            url = handle.dup();
            url.get(UrlPart.URL); // A handle that holds no whole URL is refused here.
        } else if (text != null) {
            url = parse(text, options);
        } else {
            throw new TransferException(ResultCode.URL_MALFORMAT, "No URL set");
        }
        long port = options.number(EasyOption.PORT);
        return port == 0 ? url : url.set(UrlPart.PORT, Long.toString(port));
    }

    private static Url parse(String text, OptionValues options) {
        int flags = flags(options) | UrlFlag.NON_SUPPORT_SCHEME;
        String scheme = options.get(EasyOption.DEFAULT_PROTOCOL);
        if (scheme == null) {
            return Url.parse(text, flags | UrlFlag.GUESS_SCHEME);
        }
        try {
            return Url.parse(text, flags);
        } catch (UrlException refused) {
            if (!lacksScheme(text, refused.code())) {
                throw refused;
            }
            return Url.parse(scheme + "://" + text, flags);
        }
    }

    /** Without a slash behind its colon, what looks like a scheme is a host with its port. */
    private static boolean lacksScheme(String text, UrlCode refusal) {
        return refusal == UrlCode.BAD_SCHEME
                || (refusal == UrlCode.BAD_SLASHES && !text.startsWith("/", text.indexOf(':') + 1));
    }

    /** What the options want of every URL, those of redirects too. */
    static int flags(OptionValues options) {
        return (options.flag(EasyOption.PATH_AS_IS) ? UrlFlag.PATH_AS_IS : 0)
                | (options.flag(EasyOption.DISALLOW_USERNAME_IN_URL) ? UrlFlag.DISALLOW_USER : 0);
    }

    private static void check(Url url, List<String> protocols, OptionValues options) throws TransferException {
        String scheme = url.scheme();
        if (scheme == null || !protocols.contains(scheme)) {
            boolean supported = Protocols.SUPPORTED.contains(scheme);
            throw new TransferException(
                    ResultCode.UNSUPPORTED_PROTOCOL,
                    "Protocol \"" + scheme + "\" is " + (supported ? "disabled by PROTOCOLS_STR" : "not supported"));
        }
        boolean named = url.decodedUser() != null || url.decodedPassword() != null;
        if (named && options.flag(EasyOption.DISALLOW_USERNAME_IN_URL)) {
            throw new TransferException(ResultCode.LOGIN_DENIED, UrlCode.USER_NOT_ALLOWED.text());
        }
    }

    private static @Nullable String textOf(@Nullable Url handle) {
        if (handle == null) {
            return null;
        }
        try {
            return handle.get(UrlPart.URL);
        } catch (UrlException incomplete) {
            return ""; // No URL looks like that, so the next look sees a difference.
        }
    }
}
