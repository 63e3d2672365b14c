package dev.hiper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.transfer.TransferConfig;
import dev.hiper.url.Url;
import dev.hiper.url.UrlFlag;
import dev.hiper.url.UrlPart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a transfer goes. */
class FrozenUrlTest {
    private final Easy easy = Easy.create();

    @Test
    void noUrl() {
        assertFails(ResultCode.URL_MALFORMAT, "No URL set");
    }

    @Test
    void aUrlIsParsed() {
        easy.set(EasyOption.URL, "https://Host:8443/a/../b?q#f");
        assertEquals("https://Host:8443/b?q", url().withoutFragment());
        assertEquals(List.of("http", "https"), easy.freeze().protocols());
    }

    @Test
    void aMalformedUrl() {
        easy.set(EasyOption.URL, "http://host:99999/");
        assertFails(ResultCode.URL_MALFORMAT, "The port is not a decimal number from 1 to 65535");
    }

    @Test
    void dotSegmentsStayIfAskedFor() {
        easy.set(EasyOption.URL, "http://host/a/../b").set(EasyOption.PATH_AS_IS, true);
        assertEquals("/a/../b", url().path());
    }

    @Test
    void aMissingSchemeIsGuessed() {
        easy.set(EasyOption.URL, "host/path");
        assertEquals("http://host/path", url().withoutFragment());
        easy.set(EasyOption.URL, "ftp.host/path");
        assertFails(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"ftp\" is not supported");
    }

    @Test
    void aMissingSchemeIsTheDefaultProtocol() {
        easy.set(EasyOption.URL, "ftp.host/path").set(EasyOption.DEFAULT_PROTOCOL, "https");
        assertEquals("https://ftp.host/path", url().withoutFragment());
        easy.set(EasyOption.URL, "http://host/");
        assertEquals("http://host/", url().withoutFragment());
        easy.set(EasyOption.URL, "http://host:0x/");
        assertFails(ResultCode.URL_MALFORMAT, "The port is not a decimal number from 1 to 65535");
    }

    @Test
    void aHostWithItsPortIsNoScheme() {
        easy.set(EasyOption.URL, "host:8080/path").set(EasyOption.DEFAULT_PROTOCOL, "https");
        assertEquals("https://host:8080/path", url().withoutFragment());
        easy.set(EasyOption.URL, "http:////host/");
        assertFails(ResultCode.URL_MALFORMAT, "One to three slashes have to follow the scheme");
    }

    @Test
    void anUnknownSchemeIsUnsupported() {
        easy.set(EasyOption.URL, "foo://host/");
        assertFails(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"foo\" is not supported");
    }

    @Test
    void aSchemeThatIsNotAllowed() {
        easy.set(EasyOption.URL, "http://host/").set(EasyOption.PROTOCOLS_STR, "HTTPS");
        assertEquals(List.of("https"), easy.freeze().protocols());
        assertFails(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"http\" is disabled by PROTOCOLS_STR");
        easy.set(EasyOption.PROTOCOLS_STR, null);
        assertNull(easy.freeze().urlError());
    }

    @Test
    void thePortIsReplaced() {
        easy.set(EasyOption.URL, "http://host:8080/").set(EasyOption.PORT, 81);
        assertEquals(81, url().port());
        easy.set(EasyOption.PORT, 0);
        assertEquals(8080, url().port());
    }

    @Test
    void userInformationIsTakenAlong() {
        for (String text : List.of("http://user@host/", "http://user:pass@host/", "http://:pass@host/")) {
            easy.set(EasyOption.URL, text).set(EasyOption.DISALLOW_USERNAME_IN_URL, false);
            assertEquals(Url.parse(text).decodedUser(), url().decodedUser());
            assertEquals(Url.parse(text).decodedPassword(), url().decodedPassword());
            easy.set(EasyOption.DISALLOW_USERNAME_IN_URL, true);
            assertFails(ResultCode.LOGIN_DENIED, "User information is not allowed in this URL");
        }
    }

    @Test
    void aHostNameInAnotherScriptIsTaken() {
        easy.set(EasyOption.URL, "http://b\u00fccher.example/");
        assertEquals("xn--bcher-kva.example", url().get(UrlPart.HOST, UrlFlag.PUNYCODE));
    }

    @Test
    void protocolsAsBits() {
        easy.set(EasyOption.URL, "http://host/").set(EasyOption.PROTOCOLS, 2);
        assertFails(ResultCode.UNSUPPORTED_PROTOCOL, "Protocol \"http\" is disabled by PROTOCOLS_STR");
        easy.set(EasyOption.PROTOCOLS_STR, "http");
        assertNull(easy.freeze().urlError(), "the last one counts");
    }

    @Test
    void redirectsObeyTheSameRulesAboutUrls() {
        easy.set(EasyOption.URL, "http://host/")
                .set(EasyOption.PATH_AS_IS, true)
                .set(EasyOption.DISALLOW_USERNAME_IN_URL, true);
        assertEquals(
                UrlFlag.PATH_AS_IS | UrlFlag.DISALLOW_USER, easy.freeze().http().urlFlags());
    }

    @Test
    void userInformationOfAHandleIsDisallowedToo() {
        easy.set(EasyOption.CURLU, Url.parse("http://user@host/")).set(EasyOption.DISALLOW_USERNAME_IN_URL, true);
        assertFails(ResultCode.LOGIN_DENIED, "User information is not allowed in this URL");
    }

    @Test
    void aHandleWinsOverTheUrl() {
        easy.set(EasyOption.URL, "http://text/").set(EasyOption.CURLU, Url.parse("http://handle/"));
        assertEquals("handle", url().host());
        easy.set(EasyOption.CURLU, null);
        assertEquals("text", url().host());
    }

    @Test
    void aHandleIsReadAgainWhenItHasChanged() {
        Url handle = Url.parse("http://host/1");
        easy.set(EasyOption.CURLU, handle);
        TransferConfig first = easy.freeze();
        assertSame(first, easy.freeze());
        handle.set(UrlPart.PATH, "/2");
        assertNotSame(first, easy.freeze());
        assertEquals("/2", url().path());
        assertEquals("/1", first.url().path(), "what was frozen stays");
    }

    @Test
    void aHandleThatIsNoUrlYet() {
        Url handle = Url.create().set(UrlPart.SCHEME, "http");
        easy.set(EasyOption.CURLU, handle);
        assertFails(ResultCode.URL_MALFORMAT, "The URL has no host");
        handle.set(UrlPart.HOST, "host");
        assertEquals("http://host/", url().withoutFragment());
        handle.set(UrlPart.HOST, null);
        assertFails(ResultCode.URL_MALFORMAT, "The URL has no host");
    }

    private void assertFails(ResultCode result, String message) {
        TransferException error = easy.freeze().urlError();
        assertNotNull(error);
        assertEquals(result, error.result());
        assertEquals(message, error.getMessage());
    }

    private Url url() {
        assertNull(easy.freeze().urlError());
        return easy.freeze().url();
    }
}
