package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.error.ResultCode;
import org.junit.jupiter.api.Test;

/** Parts set and read one by one, and the handle as a whole. */
class UrlSetGetTest {
    @Test
    void aUrlIsBuiltFromParts() {
        Url url = Url.create()
                .set(UrlPart.SCHEME, "HTTPS")
                .set(UrlPart.HOST, "Example.com")
                .set(UrlPart.PORT, "0444")
                .set(UrlPart.USER, "a@b", UrlFlag.URLENCODE)
                .set(UrlPart.PASSWORD, "x")
                .set(UrlPart.PATH, "p q", UrlFlag.URLENCODE)
                .set(UrlPart.QUERY, "a=b c", UrlFlag.URLENCODE | UrlFlag.APPENDQUERY)
                .set(UrlPart.QUERY, "d=e=&", UrlFlag.URLENCODE | UrlFlag.APPENDQUERY)
                .set(UrlPart.FRAGMENT, "f%c3");
        assertEquals("https://a%40b:x@Example.com:444/p%20q?a=b+c&d=e%3D%26#f%C3", url.get(UrlPart.URL));
    }

    @Test
    void removingPartsLeavesTheOthers() {
        Url url = Url.parse("http://u:p@[fe80::1%25e]:81/p?q#f");
        for (UrlPart part : UrlPart.values()) {
            if (part != UrlPart.URL && part != UrlPart.SCHEME && part != UrlPart.HOST) {
                url.set(part, null);
            }
        }
        assertEquals("http://[fe80::1]/", url.get(UrlPart.URL));
        assertEquals("NO_SCHEME", missing(url.dup().set(UrlPart.SCHEME, null), UrlPart.URL));
        assertEquals("NO_HOST", missing(url.dup().set(UrlPart.HOST, null), UrlPart.URL));
        assertEquals("", url.set(UrlPart.URL, null).toString().replace("/", ""));
    }

    @Test
    void eachMissingPartHasItsCode() {
        Url url = Url.create();
        for (UrlPart part : UrlPart.values()) {
            if (part == UrlPart.PATH) {
                assertEquals("/", url.get(part));
            } else {
                String name = part == UrlPart.URL ? "HOST" : part.name();
                assertEquals("NO_" + name, missing(url, part));
            }
        }
    }

    @Test
    void aRefusedValueLeavesTheHandleAsItWas() {
        Url url = Url.parse("http://u:p@h:81/p?q#f");
        String before = url.get(UrlPart.URL);
        for (UrlPart part : UrlPart.values()) {
            assertThrows(UrlException.class, () -> url.set(part, "\n"), part.name());
            assertEquals(before, url.get(UrlPart.URL));
        }
        assertThrows(UrlException.class, () -> url.set(UrlPart.URL, "http://a@b@c/"));
        assertEquals(before, url.get(UrlPart.URL));
    }

    @Test
    void rawDelimitersThatWouldEndThePartAreRefused() {
        Url url = Url.parse("http://h/");
        assertEquals("BAD_USER", refused(url, UrlPart.USER, "a:b"));
        assertEquals("BAD_USER", refused(url, UrlPart.USER, "a@b"));
        assertEquals("BAD_PASSWORD", refused(url, UrlPart.PASSWORD, "a/b"));
        assertEquals("BAD_LOGIN", refused(url, UrlPart.OPTIONS, "a@b"));
        assertEquals("BAD_PATH", refused(url, UrlPart.PATH, "/a?b"));
        assertEquals("BAD_QUERY", refused(url, UrlPart.QUERY, "a#b"));
        assertEquals("BAD_FRAGMENT", refused(url, UrlPart.FRAGMENT, "a b"));
        assertEquals("BAD_PORT_NUMBER", refused(url, UrlPart.PORT, ""));
        assertEquals("BAD_PORT_NUMBER", refused(url, UrlPart.PORT, "0"));
        assertEquals("BAD_HOSTNAME", refused(url, UrlPart.HOST, "a/b"));
        assertEquals("BAD_HOSTNAME", refused(url, UrlPart.HOST, ""));
        assertEquals("BAD_IPV6", refused(url, UrlPart.ZONEID, "eth0"));
        assertEquals("BAD_SCHEME", refused(url, UrlPart.SCHEME, "1x"));
        assertEquals("UNSUPPORTED_SCHEME", refused(url, UrlPart.SCHEME, "xyz"));
        Url login = Url.parse("http://a;b@h/");
        assertEquals("BAD_LOGIN", refused(login, UrlPart.SCHEME, "imap"));
    }

    @Test
    void zoneIsSetOnLinkLocalAddressesAndGoesWithTheHost() {
        Url url = Url.parse("http://[fe80::1]/").set(UrlPart.ZONEID, "eth1");
        assertEquals("http://[fe80::1%25eth1]/", url.get(UrlPart.URL));
        assertEquals("NO_ZONEID", missing(url.set(UrlPart.HOST, "[fe80::2]"), UrlPart.ZONEID));
    }

    @Test
    void portsAreShownAsTheFlagsSay() {
        assertEquals("443", Url.parse("https://h").get(UrlPart.PORT, UrlFlag.DEFAULT_PORT));
        assertEquals("21", Url.parse("ftp://h").get(UrlPart.PORT, UrlFlag.DEFAULT_PORT));
        assertEquals("https://h:443/", Url.parse("https://h").get(UrlPart.URL, UrlFlag.DEFAULT_PORT));
        assertEquals("https://h:443/", Url.parse("https://h:443").get(UrlPart.URL));
        assertEquals("https://h/", Url.parse("https://h:443").get(UrlPart.URL, UrlFlag.NO_DEFAULT_PORT));
        assertEquals("https://h:80/", Url.parse("https://h:80").get(UrlPart.URL, UrlFlag.NO_DEFAULT_PORT));
    }

    @Test
    void emptyQueryAndFragmentAreShownOnRequest() {
        Url url = Url.parse("http://h/?#");
        assertEquals("http://h/", url.get(UrlPart.URL));
        assertEquals("http://h/?#", url.get(UrlPart.URL, UrlFlag.GET_EMPTY));
        assertEquals("", url.get(UrlPart.QUERY, UrlFlag.GET_EMPTY));
        assertEquals("NO_QUERY", missing(url, UrlPart.QUERY));
        assertEquals("NO_FRAGMENT", missing(url, UrlPart.FRAGMENT));
        assertEquals("", url.query());
    }

    @Test
    void decodingAnswersTextOrRefuses() {
        Url url = Url.parse("http://%c3%a9@h/%41%zz+?%41+%2B#%e2%82%ac");
        assertEquals("\u00e9", url.get(UrlPart.USER, UrlFlag.URLDECODE));
        assertEquals("/A%zz+", url.get(UrlPart.PATH, UrlFlag.URLDECODE));
        assertEquals("A +", url.get(UrlPart.QUERY, UrlFlag.URLDECODE));
        assertEquals("\u20ac", url.get(UrlPart.FRAGMENT, UrlFlag.URLDECODE));
        for (String bad : new String[] {"%00", "%0a", "%1F", "%ff"}) {
            Url control = Url.parse("http://h/" + bad);
            UrlException e = assertThrows(UrlException.class, () -> control.get(UrlPart.PATH, UrlFlag.URLDECODE), bad);
            assertEquals(UrlCode.URLDECODE, e.code());
        }
        assertEquals("\n", Url.parse("http://%0a@h").decodedUser());
        assertThrows(UrlException.class, () -> Url.parse("http://%00@h").decodedUser());
        assertEquals(
                "a+b%20c", Url.parse("http://h/?a b%20c", UrlFlag.ALLOW_SPACE).get(UrlPart.QUERY, UrlFlag.URLENCODE));
    }

    @Test
    void aDuplicateHasItsOwnParts() {
        Url url = Url.parse("http://u:p@h:81/p?q#f");
        Url dup = url.dup();
        assertEquals("/p?q", dup.pathAndQuery());
        dup.set(UrlPart.PATH, "/other").set(UrlPart.HOST, "i");
        assertEquals("/other?q", dup.pathAndQuery());
        assertEquals("http://u:p@h:81/p?q#f", url.get(UrlPart.URL));
    }

    @Test
    void thePasswordIsNeitherPrintedNorInMessages() {
        Url url = Url.parse("http://user:secret@h/");
        assertEquals("http://user:***@h/", url.toString());
        UrlException e = assertThrows(UrlException.class, () -> Url.parse("http://user:secret@h:x/"));
        assertFalse(String.valueOf(e.getMessage()).contains("secret"));
    }

    @Test
    void codesAndPartsHaveTheNumbersOfLibcurl() {
        assertEquals(33, UrlCode.values().length);
        assertEquals(3, UrlCode.MALFORMED_INPUT.code());
        assertEquals(10, UrlCode.NO_SCHEME.code());
        assertEquals(19, UrlCode.BAD_FILE_URL.code());
        assertEquals(30, UrlCode.LACKS_IDN.code());
        assertEquals(32, UrlCode.BACKSLASH.code());
        assertEquals(UrlCode.BAD_USER, UrlCode.of(29));
        assertThrows(IllegalArgumentException.class, () -> UrlCode.of(33));
        assertEquals(0, UrlPart.URL.code());
        assertEquals(5, UrlPart.HOST.code());
        assertEquals(10, UrlPart.ZONEID.code());
        assertEquals(1 << 15, UrlFlag.NO_GUESS_SCHEME);
        assertEquals(ResultCode.UNSUPPORTED_PROTOCOL, UrlCode.UNSUPPORTED_SCHEME.resultCode());
        assertEquals(ResultCode.OUT_OF_MEMORY, UrlCode.OUT_OF_MEMORY.resultCode());
        assertEquals(ResultCode.LOGIN_DENIED, UrlCode.USER_NOT_ALLOWED.resultCode());
        assertEquals(ResultCode.URL_MALFORMAT, UrlCode.LACKS_IDN.resultCode());
        assertEquals(ResultCode.OK, UrlCode.OK.resultCode());
        for (UrlCode code : UrlCode.values()) {
            assertTrue(code.text().length() > 5, code.name());
        }
    }

    private static String missing(Url url, UrlPart part) {
        return UrlVectors.outcome("", none -> url.get(part));
    }

    private static String refused(Url url, UrlPart part, String value) {
        return UrlVectors.outcome(value, v -> url.set(part, v).toString());
    }
}
