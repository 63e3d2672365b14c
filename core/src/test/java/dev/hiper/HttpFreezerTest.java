package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.transfer.HttpOptions;
import dev.hiper.url.UrlFlag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options about redirects, authentication and codings go where the machinery looks for them. */
class HttpFreezerTest {
    private final Easy easy = Easy.create().set(EasyOption.URL, "http://host/");

    @Test
    void aPlainRequestIsRecognisedByReference() {
        assertSame(HttpOptions.PLAIN, http());
        easy.set(EasyOption.FOLLOWLOCATION, 1);
        assertFalse(http().isPlain());
        easy.set(EasyOption.FOLLOWLOCATION, 0);
        assertTrue(http().isPlain());
        easy.set(EasyOption.HTTPHEADER, List.of("A: 1")).set(EasyOption.COOKIEFILE, "");
        assertTrue(http().isPlain(), "neither concerns these options");
    }

    @Test
    void everyOption() {
        easy.set(EasyOption.FOLLOWLOCATION, 2)
                .set(EasyOption.MAXREDIRS, 3)
                .set(EasyOption.POSTREDIR, 4)
                .set(EasyOption.AUTOREFERER, true)
                .set(EasyOption.UNRESTRICTED_AUTH, true)
                .set(EasyOption.REDIR_PROTOCOLS_STR, "https")
                .set(EasyOption.USERPWD, "user:pass")
                .set(EasyOption.XOAUTH2_BEARER, "token")
                .set(EasyOption.AWS_SIGV4, "aws:amz")
                .set(EasyOption.HTTPAUTH, HttpAuth.NTLM)
                .set(EasyOption.PROXYAUTH, HttpAuth.DIGEST)
                .set(EasyOption.SERVICE_NAME, "service")
                .set(EasyOption.PROXY_SERVICE_NAME, "proxyservice")
                .set(EasyOption.NETRC, Netrc.REQUIRED)
                .set(EasyOption.NETRC_FILE, "netrc")
                .set(EasyOption.ACCEPT_ENCODING, "")
                .set(EasyOption.HTTP_CONTENT_DECODING, false)
                .set(EasyOption.TRANSFER_ENCODING, true)
                .set(EasyOption.HTTP200ALIASES, List.of("ICY"))
                .set(EasyOption.TIMECONDITION, TimeCondition.IFUNMODSINCE)
                .set(EasyOption.TIMEVALUE, 5)
                .set(EasyOption.FILETIME, true)
                .set(EasyOption.PATH_AS_IS, true)
                .set(EasyOption.PROXYHEADER, List.of("P: 1"))
                .set(EasyOption.SUPPRESS_CONNECT_HEADERS, true)
                .set(EasyOption.HEADERS_AS_GIVEN, true)
                .set(EasyOption.ALTSVC_CTRL, 8);
        assertEquals(
                new HttpOptions(
                        HttpOptions.FOLLOW_OBEY_CODE,
                        3,
                        4,
                        true,
                        true,
                        List.of("https"),
                        "user",
                        "pass",
                        "token",
                        "aws:amz",
                        HttpAuth.NTLM,
                        HttpAuth.DIGEST,
                        "service",
                        "proxyservice",
                        HttpOptions.NETRC_REQUIRED,
                        "netrc",
                        "",
                        false,
                        true,
                        List.of("ICY"),
                        2,
                        5,
                        true,
                        UrlFlag.PATH_AS_IS,
                        List.of("P: 1"),
                        true,
                        true,
                        true,
                        8),
                http());
    }

    @Test
    void headersForServerAndProxyInOneList() {
        easy.set(EasyOption.HTTPHEADER, List.of("H: 1"))
                .set(EasyOption.PROXYHEADER, List.of("P: 1"))
                .set(EasyOption.HEADEROPT, 0);
        assertEquals(List.of("H: 1"), http().proxyHeaders());
        assertFalse(http().separateHeaders());
        easy.set(EasyOption.HTTPHEADER, List.of("H: 2"));
        assertEquals(List.of("H: 2"), http().proxyHeaders(), "frozen again");
        easy.set(EasyOption.HEADEROPT, 1);
        assertEquals(List.of("P: 1"), http().proxyHeaders());
    }

    @Test
    void netrcModes() {
        easy.set(EasyOption.NETRC, Netrc.OPTIONAL);
        assertEquals(HttpOptions.NETRC_OPTIONAL, http().netrc());
        easy.set(EasyOption.NETRC, Netrc.IGNORED);
        assertEquals(HttpOptions.NETRC_IGNORED, http().netrc());
    }

    @Test
    void nothingSecretIsShown() {
        easy.set(EasyOption.USERPWD, "user:hunter2").set(EasyOption.XOAUTH2_BEARER, "token");
        String shown = http().toString();
        assertFalse(shown.contains("hunter2") || shown.contains("token"), shown);
    }

    private HttpOptions http() {
        return easy.freeze().http();
    }
}
