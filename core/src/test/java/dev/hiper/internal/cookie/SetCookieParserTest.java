package dev.hiper.internal.cookie;

import static dev.hiper.internal.cookie.Jars.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.internal.bytes.Limits;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetCookieParserTest {

    private static final CookieOrigin ORIGIN = new CookieOrigin("www.example.com", "/we/want/this", true);

    /** 400 days from now, on the minute. */
    private static final long LATEST = (NOW + Limits.COOKIE_AGE_SECONDS + 30) / 60 * 60;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "a=b | a | b",
                " a = b ; | a | b",
                "a= | a | ''",
                "a=b=c | a | b=c",
                "a=\"quoted\" | a | \"quoted\"",
                "name with space=is weird but; path=/ | name with space | is weird but",
                "a=  yes  within and around   ; | a | yes  within and around",
                ";;a=b | a | b",
                "secure=very; path=/ | secure | very",
                "domain=value;path=/ | domain | value",
            })
    void firstPairIsTheCookie(String text, String name, String value) {
        Cookie cookie = parsed(text);
        assertEquals(name, cookie.name());
        assertEquals(value.equals("''") ? "" : value, cookie.value());
    }

    @Test
    void lineEndIsNoPartOfIt() {
        assertEquals("b", parsed("a=b\r\n").value());
        assertEquals(true, parsed("a=b; secure\r\n").secure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "novalue", "novalue; domain=example.com", "=value", " =value", "a\tb=c"})
    void whatHasNoNameOrNoSignIsNoCookie(String text) {
        assertNull(parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "a=b,/we/want",
        "a=b; path=,/we/want",
        "a=b; path=/,/",
        "a=b; path=/x,/x",
        "a=b; path=/x/,/x",
        "a=b; PATH = /x/y/ ,/x/y",
        "a=b; path=relative,/",
        "a=b; path=;path=/,/",
        "a=b; path=/x; path=,/we/want",
        "a=b; path=/a/../b,/a/../b",
        "a=b; path=%2F,/",
    })
    @Tag("T033")
    void pathIsCleanedOrTheDirectoryOfTheRequest(String text, String path) {
        assertEquals(path, parsed(text).path());
    }

    @Test
    @Tag("T033")
    void quotesAroundAPathGo() {
        assertEquals("/silly", parsed("a=b; path=\"/silly/\"").path());
        assertEquals("/", parsed("a=b; path=\"").path());
        assertEquals("/", parsed("a=b; path=\"\"").path());
        assertEquals("/x", parsed("a=b; path=\"/x").path());
    }

    @Test
    @Tag("T033")
    void longPathMakesNoCookie() {
        assertNull(parse("a=b; path=/" + "x".repeat(10 * 1024)));
    }

    @Test
    void requestWithoutPathHasTheRoot() {
        assertEquals(
                "/",
                SetCookieParser.parse("a=b", new CookieOrigin("a.test", "", false), NOW)
                        .path());
    }

    @ParameterizedTest
    @CsvSource({
        "a=b,www.example.com,false",
        "a=b; domain=,www.example.com,false",
        "a=b; domain=www.example.com,www.example.com,true",
        "a=b; domain=.example.com,example.com,true",
        "a=b; Domain=EXAMPLE.com,EXAMPLE.com,true",
        "a=b; domain=example.com; domain=www.example.com,www.example.com,true",
    })
    void domainIsOfTheHostOrAbove(String text, String domain, boolean tailMatch) {
        Cookie cookie = parsed(text);
        assertEquals(domain, cookie.domain());
        assertEquals(tailMatch, cookie.tailMatch());
    }

    @ParameterizedTest
    @Tag("T021")
    @Tag("T023")
    @ValueSource(
            strings = {"ample.com", "other.test", "a.www.example.com", ".", "..com", "ww.example.com", "example.com."})
    void foreignDomainDropsTheCookie(String domain) {
        assertNull(parse("a=b; domain=" + domain));
    }

    @ParameterizedTest
    @Tag("T022")
    @CsvSource({
        "192.168.0.1,.168.0.1",
        "192.168.0.1,168.0.1",
        "192.168.0.1,1",
        "::ffff:192.0.2.128,2.128",
        "::1,1",
    })
    void addressHasNoPartsToSetACookieFor(String host, String domain) {
        assertNull(SetCookieParser.parse("a=b; domain=" + domain, new CookieOrigin(host, "/", false), NOW));
    }

    @Test
    @Tag("T022")
    void addressMayNameItself() {
        Cookie cookie = SetCookieParser.parse("a=b; domain=127.0.0.1", new CookieOrigin("127.0.0.1", "/", false), NOW);
        assertNotNull(cookie);
        assertEquals("127.0.0.1\tFALSE\t/\tFALSE\t0\ta\tb", cookie.line());
    }

    @ParameterizedTest
    @Tag("T034")
    @CsvSource({
        "max-age=60,60",
        "Max-Age=\"60\",60",
        "max-age=60abc,60",
    })
    void maxAgeCountsFromNow(String attribute, long age) {
        assertEquals(NOW + age, parsed("a=b; " + attribute).expires());
    }

    @ParameterizedTest
    @Tag("T034")
    @ValueSource(
            strings = {
                "max-age=0",
                "max-age=-1",
                "max-age=never",
                "max-age=-1; expires=Fri Feb 13 11:56:27 GMT 2525",
                "expires=Fri Feb 13 11:56:27 GMT 2525; max-age=0",
                "expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "expires=Thu, 01 Jan 1970 0:0:5",
                "expires=Monday, 13-Jun-1988 03:04:55 GMT",
                "expires=Mon, 13 Jun 1960 03:04:55 GMT",
            })
    void expiredIsNoSession(String attributes) {
        Cookie cookie = parsed("a=b; " + attributes);
        assertEquals(true, cookie.isExpired(NOW));
        assertEquals(false, cookie.isSession());
    }

    @ParameterizedTest
    @Tag("T034")
    @ValueSource(
            strings = {
                "max-age=34560001",
                "max-age=9223372036854775807",
                "max-age=99999999999999999999999999",
                "expires=Fri Feb 13 11:56:27 GMT 2525",
                "expires=Thursday, 31-Dec-2525 00:00:00 GMT",
                "expires=01 Jan 9999999 00:00:00 GMT",
            })
    void nothingLivesLongerThanFourHundredDays(String attribute) {
        assertEquals(LATEST, parsed("a=b; " + attribute).expires());
    }

    @ParameterizedTest
    @Tag("T034")
    @ValueSource(
            strings = {"", "expires=", "expires=nonsense", "expires=01 Jan 999999999999 00:00:00", "expiry=totally bad"
            })
    void whatIsNoDateLeavesASession(String attribute) {
        assertEquals(true, parsed("a=b; " + attribute).isSession());
    }

    @Test
    @Tag("T034")
    void twoDigitYearIsOfThisCentury() {
        assertEquals(
                1_704_067_200,
                parsed("a=b; expires=Mon, 01-Jan-24 00:00:00 GMT").expires());
    }

    @ParameterizedTest
    @Tag("T027")
    @ValueSource(
            strings = {
                "a=b\u0001c",
                "a\u007f=1",
                "a=1\u0000; Secure",
                "a\tb=1",
                "a=b\tc",
                "a=b; path=/we\twant",
                "a=b; secu\u0002re",
                "a=\u001f",
            })
    void controlCharactersDropTheCookie(String text) {
        assertNull(parse(text));
    }

    @Test
    void tabsAroundAValueGo() {
        assertEquals("junk--", parsed("a=junk--\t").value());
    }

    @Test
    void octetsAboveAsciiStay() {
        assertEquals("\u0096\u00ff", parsed("\u00c3\u00a9=\u0096\u00ff").value());
    }

    @Test
    void nameAndValueHaveABoundTogether() {
        int room = Limits.COOKIE_NAME_AND_VALUE - 4;
        assertNotNull(parse("name=" + "v".repeat(room)));
        assertNull(parse("name=" + "v".repeat(room + 1)));
    }

    @Test
    void lineHasABound() {
        int room = Limits.COOKIE_LINE - "\r\n".length() - "a=b; x=".length();
        assertNotNull(parse("a=b; x=" + "v".repeat(room)));
        assertNull(parse("a=b; x=" + "v".repeat(room + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b; secure", "a=b;SECURE ;", "a=b; x; Secure"})
    void secureIsForSecureOriginsAndThisMachine(String text) {
        assertEquals(true, parsed(text).secure());
        assertNull(SetCookieParser.parse(text, new CookieOrigin("a.test", "/", false), NOW));
        for (String host : new String[] {"localhost", "LOCALHOST", "127.0.0.1", "::1"}) {
            assertNotNull(SetCookieParser.parse(text, new CookieOrigin(host, "/", false), NOW), host);
        }
    }

    @Test
    void secureWithAValueIsAnUnknownAttribute() {
        assertEquals(false, parsed("a=b; secure=1").secure());
    }

    @Test
    void anyTextGivesACookieOrNone() {
        Random random = new Random(1);
        String[] words = {
            "a", "=", ";", " ", "\t", "\"", "path", "domain", "max-age", "expires", "/", ".", "1", "\u0000"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(words[random.nextInt(words.length)]);
            }
            parse(text.toString());
            SetCookieParser.parse(text.toString(), null, NOW);
        }
    }

    private static Cookie parsed(String text) {
        Cookie cookie = parse(text);
        assertNotNull(cookie, text);
        return cookie;
    }

    private static @Nullable Cookie parse(String text) {
        return SetCookieParser.parse(text, ORIGIN, NOW);
    }
}
