package dev.hiper.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How absolute URLs are read. */
class UrlParseTest {
    @Test
    void everyPartIsFound() {
        Url url = Url.parse("HTTPS://us%65r:pa:ss@Example.COM:8443/a/b;c?x=1&y#f?g#h");
        assertEquals("https", url.get(UrlPart.SCHEME));
        assertEquals("us%65r", url.get(UrlPart.USER));
        assertEquals("pa:ss", url.get(UrlPart.PASSWORD));
        assertEquals("Example.COM", url.get(UrlPart.HOST));
        assertEquals("example.com", url.host());
        assertEquals("Example.COM", url.requestHost());
        assertEquals("8443", url.get(UrlPart.PORT));
        assertEquals("/a/b;c", url.get(UrlPart.PATH));
        assertEquals("x=1&y", url.get(UrlPart.QUERY));
        assertEquals("f?g#h", url.get(UrlPart.FRAGMENT));
        assertEquals("https://us%65r:pa:ss@Example.COM:8443/a/b;c?x=1&y#f?g#h", url.get(UrlPart.URL));
    }

    @Test
    void theEngineReadsItsPartsWithoutExceptions() {
        Url url = Url.parse("http://a%40b:c%3Ad@[fe80::1%25eth0]:81/p?#f");
        assertEquals("http", url.scheme());
        assertEquals("a@b", url.decodedUser());
        assertEquals("c:d", url.decodedPassword());
        assertEquals("fe80::1", url.host());
        assertEquals("eth0", url.zoneId());
        assertTrue(url.isIpv6());
        assertEquals(81, url.port());
        assertTrue(url.hasNonDefaultPort());
        assertEquals("/p?", url.pathAndQuery());
        assertEquals("http://[fe80::1]:81/p?", url.requestUrl());
        assertEquals("http://a%40b:c%3Ad@[fe80::1%25eth0]:81/p?", url.withoutFragment());

        Url plain = Url.parse("ws://host.");
        assertNull(plain.decodedUser());
        assertNull(plain.decodedPassword());
        assertNull(plain.query());
        assertNull(plain.zoneId());
        assertEquals("host", plain.originHost());
        assertEquals("host.", plain.host());
        assertEquals(80, plain.port());
        assertFalse(plain.hasNonDefaultPort());
        assertEquals("/", plain.pathAndQuery());
        assertFalse(Url.parse("http://h:80").hasNonDefaultPort());
        assertTrue(Url.parse("http://127.1").isIpv4());
        assertEquals(Url.NO_PORT, Url.parse("x://h", UrlFlag.NON_SUPPORT_SCHEME).port());
    }

    @Test
    @Tag("T192")
    void userInformationEndsAtTheFirstAtSignAndASecondIsRefused() {
        UrlVectors.check(
                """
                http://good.test@evil.test/ -> good.test|-|evil.test|/
                http://good.test:80@evil.test:81/ -> good.test|80|evil.test|/
                http://a@b@c/ -> BAD_HOSTNAME
                http://a@b:80@c/ -> BAD_PORT_NUMBER
                http://good.test%40evil.test/ -> BAD_HOSTNAME
                http://:@h/ -> ||h|/
                http://@h/ -> |-|h|/
                http://u:@h/ -> u||h|/
                http://good.test#@evil.test/ -> -|-|good.test|/
                http://good.test?@evil.test/ -> -|-|good.test|/
                http://good.test/@evil.test/ -> -|-|good.test|/@evil.test/
                http://user;opt@h/ -> user;opt|-|h|/
                http://u:p@/ -> NO_HOST
                """,
                UrlParseTest::authorityAndPath);
        assertEquals(
                "USER_NOT_ALLOWED", UrlVectors.outcome("http://u@h/", text -> Url.parse(text, UrlFlag.DISALLOW_USER)
                        .toString()));
        assertEquals(
                "http://h/",
                Url.parse("http://h/@", UrlFlag.DISALLOW_USER)
                        .set(UrlPart.PATH, null)
                        .toString());
    }

    @Test
    void loginOptionsAreSplitForMailSchemesOnly() {
        Url url = Url.parse("imap://user:pass;AUTH=PLAIN@h/");
        assertEquals("pass", url.get(UrlPart.PASSWORD));
        assertEquals("AUTH=PLAIN", url.get(UrlPart.OPTIONS));
        assertEquals("imap://user:pass;AUTH=PLAIN@h/", url.get(UrlPart.URL));
        Url swapped = Url.parse("pop3://user;opt:pass@h/");
        assertEquals("user", swapped.get(UrlPart.USER));
        assertEquals("pass", swapped.get(UrlPart.PASSWORD));
        assertEquals("opt", swapped.get(UrlPart.OPTIONS));
    }

    @Test
    @Tag("T193")
    void backslashInTheAuthorityIsRefusedAndInThePathIsData() {
        UrlVectors.check(
                """
                http://good.test\\@evil.test/ -> BACKSLASH
                http:\\\\h/ -> BAD_SLASHES
                http://h\\p -> BAD_HOSTNAME
                http://h:\\80/ -> BACKSLASH
                http://h:80\\@evil/ -> BACKSLASH
                http:/\\h/ -> BAD_HOSTNAME
                http://h%5Cp -> BAD_HOSTNAME
                http://h/a\\..\\b -> -|-|h|/a\\..\\b
                """,
                UrlParseTest::authorityAndPath);
    }

    @Test
    @Tag("T194")
    void controlAndSpaceCharactersAreRefusedEverywhere() {
        String[] places = {
            "%shttp://h/p",
            "ht%stp://h/p",
            "http:%s//h/p",
            "http://u%sv@h/p",
            "http://h%sh/p",
            "http://h:8%s0/p",
            "http://h/p%sp",
            "http://h/p?q%sq",
            "http://h/p#f%sf",
            "http://h/p%s"
        };
        String[] bad = {
            "\t", "\r", "\n", "\0", "\u001f", "\u007f", " ", "\u0085", "\u00a0", "\u2028", "\u2029", "\u3000", "\ud800",
            "\udc00"
        };
        for (String place : places) {
            for (String text : bad) {
                String url = place.replace("%s", text);
                assertEquals(
                        "MALFORMED_INPUT",
                        UrlVectors.outcome(url, u -> Url.parse(u).toString()),
                        place);
            }
        }
    }

    @Test
    @Tag("T194")
    void spacesNeedTheirFlagAndNeverStandInSchemeHostOrPort() {
        UrlVectors.check(
                """
                http://u v:p w@h/a b?c d#e f -> http://u v:p w@h/a b?c d#e f
                http://h h/ -> BAD_HOSTNAME
                http://h%20h/ -> BAD_HOSTNAME
                http://h: 80/ -> BAD_PORT_NUMBER
                ht tp://h/ -> BAD_SCHEME
                http://h/<09> -> MALFORMED_INPUT
                """,
                text -> Url.parse(text, UrlFlag.ALLOW_SPACE).get(UrlPart.URL));
        String encoded = Url.parse("http://h/a b\u00e9?c d#e f", UrlFlag.ALLOW_SPACE | UrlFlag.URLENCODE)
                .get(UrlPart.URL);
        assertEquals("http://h/a%20b%C3%A9?c+d#e%20f", encoded);
    }

    @Test
    @Tag("T195")
    void oneToThreeSlashesBeginTheAuthority() {
        UrlVectors.check(
                """
                http:/h -> -|-|h|/
                http:///h -> -|-|h|/
                http:////h -> BAD_SLASHES
                http:h -> BAD_SLASHES
                http: -> BAD_SLASHES
                http:/ -> NO_HOST
                http:// -> NO_HOST
                http://:80 -> NO_HOST
                http://:80/ -> NO_HOST
                http://u@:80/ -> NO_HOST
                http://?q -> NO_HOST
                ://h -> BAD_SCHEME
                //h/p -> BAD_SCHEME
                : -> BAD_SCHEME
                <> -> MALFORMED_INPUT
                """,
                UrlParseTest::authorityAndPath);
        String guessed = UrlVectors.outcome(
                "//h/p", u -> Url.parse(u, UrlFlag.GUESS_SCHEME).toString());
        assertEquals("NO_HOST", guessed);
    }

    @Test
    @Tag("T196")
    void portsAreDecimalAndNotZero() {
        UrlVectors.check(
                """
                http://h: -> 80
                http://h:080 -> 80
                http://h:0000000000000000065535 -> 65535
                http://h:1 -> 1
                http://h:0 -> BAD_PORT_NUMBER
                http://h:65536 -> BAD_PORT_NUMBER
                http://h:4294967376 -> BAD_PORT_NUMBER
                http://h:99999999999 -> BAD_PORT_NUMBER
                http://h:-1 -> BAD_PORT_NUMBER
                http://h:+80 -> BAD_PORT_NUMBER
                http://h:80a -> BAD_PORT_NUMBER
                http://h:%38 -> BAD_PORT_NUMBER
                http://h:<FF18><FF10> -> BAD_PORT_NUMBER
                http://h:80:81 -> BAD_PORT_NUMBER
                """,
                text -> Integer.toString(Url.parse(text).port()));
    }

    @Test
    @Tag("T197")
    void ipv4SpellingsAreNormalisedOrRefused() {
        UrlVectors.check(
                """
                http://0x7f.1 -> 127.0.0.1
                http://0X7F.1 -> 127.0.0.1
                http://0177.0.0.1 -> 127.0.0.1
                http://2130706433 -> 127.0.0.1
                http://127.1 -> 127.0.0.1
                http://127.0.0.1. -> 127.0.0.1
                http://1.2.3 -> 1.2.0.3
                http://1.0xffffff -> 1.255.255.255
                http://%31%32%37.1 -> 127.0.0.1
                http://0 -> 0.0.0.0
                http://0xffffffff -> 255.255.255.255
                http://4294967296 -> BAD_HOSTNAME
                http://99999999999999999999999999 -> BAD_HOSTNAME
                http://256.1.1.1 -> BAD_HOSTNAME
                http://1.0x1000000 -> BAD_HOSTNAME
                http://1.2.3.4.5 -> BAD_HOSTNAME
                http://127.0.0.08 -> BAD_HOSTNAME
                http://0x -> BAD_HOSTNAME
                http://127.0.0.1.. -> BAD_HOSTNAME
                http://<FF10><FF11><FF12><FF17>.0.0.1 -> 87.0.0.1
                http://<FF11><FF12><FF17><3002><FF11> -> 127.0.0.1
                http://127.1.a -> 127.1.a
                http://1.2.3.4.example -> 1.2.3.4.example
                http://0xg -> 0xg
                """,
                text -> Url.parse(text).get(UrlPart.HOST));
    }

    @Test
    @Tag("T199")
    void ipv6IsCanonicalAndItsZoneIsKeptApart() {
        UrlVectors.check(
                """
                http://[::1] -> [::1] -
                http://[0:0:0:0:0:0:0:1]:80 -> [::1] -
                http://[::ffff:127.0.0.1] -> [::ffff:127.0.0.1] -
                http://[::FFFF:7f00:1] -> [::ffff:127.0.0.1] -
                http://[2001:DB8:0:0:1:0:0:1] -> [2001:db8::1:0:0:1] -
                http://[1:0:2:3:4:5:6:7] -> [1:0:2:3:4:5:6:7] -
                http://[fe80::1%25eth0] -> [fe80::1] eth0
                http://[fe80::1%eth0] -> [fe80::1] eth0
                http://[FE80%3A%3A1%2512] -> [fe80::1] 12
                http://[fe80::1%25] -> BAD_IPV6
                http://[fe80::1%] -> BAD_IPV6
                http://[fe80::1%25.evil.test] -> BAD_IPV6
                http://[fe80::1%25a/b] -> BAD_IPV6
                http://[fe80::1%25a%2fb] -> BAD_IPV6
                http://[fe80::1%250123456789abcdef] -> BAD_IPV6
                http://[::1%25eth0] -> BAD_IPV6
                http://[2001:db8::1%25eth0] -> BAD_IPV6
                http://[::1 -> BAD_IPV6
                http://[::1]x -> BAD_PORT_NUMBER
                http://[::1]x:80 -> BAD_PORT_NUMBER
                http://[v1.x] -> BAD_IPV6
                http://[1:2] -> BAD_IPV6
                http://[] -> BAD_IPV6
                http://::1 -> NO_HOST
                http://%5b::1] -> BAD_PORT_NUMBER
                """,
                text -> {
                    Url url = Url.parse(text);
                    return url.get(UrlPart.HOST) + " " + (url.zoneId() == null ? "-" : url.zoneId());
                });
        String zone = "z".repeat(100);
        assertEquals("BAD_IPV6", UrlVectors.outcome("http://[fe80::1%25" + zone + "]", u -> Url.parse(u)
                .toString()));
    }

    @Test
    void namesAreAsciiWithoutForbiddenCharacters() {
        UrlVectors.check(
                """
                http://ExAmPle.COM -> ExAmPle.COM
                http://a_b-c~d.e -> a_b-c~d.e
                http://%41b -> Ab
                http://h. -> h.
                http://h.. -> BAD_HOSTNAME
                http://. -> BAD_HOSTNAME
                http://.h -> BAD_HOSTNAME
                http://a..b -> BAD_HOSTNAME
                http://a%00b -> BAD_HOSTNAME
                http://a%7fb -> BAD_HOSTNAME
                http://a%zzb -> BAD_HOSTNAME
                http://a%2fb -> BAD_HOSTNAME
                http://a%3a80 -> BAD_HOSTNAME
                http://a*b -> BAD_HOSTNAME
                http://a|b -> BAD_HOSTNAME
                http://a[b] -> BAD_HOSTNAME
                http://<E9>.test -> xn--9ca.test
                http://%c3%a9.test -> xn--9ca.test
                http://xn--9ca.test -> xn--9ca.test
                """,
                text -> Url.parse(text).get(UrlPart.HOST, UrlFlag.PUNYCODE));
        assertEquals("\u00e9.test", Url.parse("http://xn--9ca.test").get(UrlPart.HOST, UrlFlag.PUNY2IDN));
    }

    @Test
    @Tag("T202")
    void schemesAreAsciiKnownAndNotGuessed() {
        UrlVectors.check(
                """
                HTTP://h -> http
                ht+tp://h -> UNSUPPORTED_SCHEME
                1http://h -> BAD_SCHEME
                +http://h -> BAD_SCHEME
                http<17F>://h -> BAD_SCHEME
                unix://h -> UNSUPPORTED_SCHEME
                jar:file:///x -> UNSUPPORTED_SCHEME
                h/p -> BAD_SCHEME
                h -> BAD_SCHEME
                """,
                text -> Url.parse(text).get(UrlPart.SCHEME));
        String longest = "a".repeat(40);
        assertEquals(
                longest, Url.parse(longest + "://h", UrlFlag.NON_SUPPORT_SCHEME).scheme());
        String tooLong = UrlVectors.outcome("a".repeat(41) + "://h", u -> Url.parse(u, UrlFlag.NON_SUPPORT_SCHEME)
                .toString());
        assertEquals("BAD_SCHEME", tooLong);
    }

    @Test
    void missingSchemeIsGuessedOrTakenAsDefaultOnRequest() {
        UrlVectors.check(
                """
                FTP.h -> ftp://FTP.h/
                dict.h -> dict://dict.h/
                ftpx.h -> http://ftpx.h/
                ftp -> http://ftp/
                ftp.u:p@h -> http://ftp.u:p@h/
                h:80/p -> http://h:80/p
                h: -> BAD_PORT_NUMBER
                http:// -> NO_HOST
                http:h -> BAD_PORT_NUMBER
                [::1]/p -> http://[::1]/p
                """,
                text -> Url.parse(text, UrlFlag.GUESS_SCHEME).get(UrlPart.URL));
        Url guessed = Url.parse("h/p", UrlFlag.GUESS_SCHEME);
        assertEquals("h/p", guessed.get(UrlPart.URL, UrlFlag.NO_GUESS_SCHEME));
        String scheme = UrlVectors.outcome("", none -> guessed.get(UrlPart.SCHEME, UrlFlag.NO_GUESS_SCHEME));
        assertEquals("NO_SCHEME", scheme);
        assertEquals(
                "https://ftp.h/",
                Url.parse("ftp.h", UrlFlag.DEFAULT_SCHEME | UrlFlag.GUESS_SCHEME)
                        .get(UrlPart.URL));
    }

    @Test
    @Tag("T208")
    void fileUrlsNameLocalPathsOnly() {
        UrlVectors.check(
                """
                file:///etc/x -> file:///etc/x
                file:/etc/x -> file:///etc/x
                file://localhost/x -> file:///x
                file://127.0.0.1/x -> file:///x
                file://host/share -> BAD_FILE_URL
                file://localhost.evil/x -> BAD_FILE_URL
                file:x -> BAD_FILE_URL
                file:/ -> BAD_FILE_URL
                file:///c:/x -> BAD_FILE_URL
                file:///c|/x -> BAD_FILE_URL
                """,
                text -> Url.parse(text).get(UrlPart.URL));
    }

    @Test
    void anEmptyAuthorityNeedsItsFlag() {
        int flags = UrlFlag.NON_SUPPORT_SCHEME | UrlFlag.NO_AUTHORITY;
        Url url = Url.parse("weird:////path", flags);
        assertEquals("", url.get(UrlPart.HOST));
        assertEquals("//path", url.get(UrlPart.PATH));
        assertEquals("weird:////path", url.get(UrlPart.URL));
    }

    private static String authorityAndPath(String text) {
        Url url = Url.parse(text);
        return or(url, UrlPart.USER) + "|" + or(url, UrlPart.PASSWORD) + "|" + url.host() + "|" + url.path();
    }

    private static String or(Url url, UrlPart part) {
        try {
            return url.get(part);
        } catch (UrlException e) {
            return "-";
        }
    }
}
