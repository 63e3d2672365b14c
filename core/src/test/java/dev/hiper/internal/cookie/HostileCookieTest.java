package dev.hiper.internal.cookie;

import static dev.hiper.internal.cookie.Jars.NOW;
import static dev.hiper.internal.cookie.Jars.http;
import static dev.hiper.internal.cookie.Jars.https;
import static dev.hiper.internal.cookie.Jars.lines;
import static dev.hiper.internal.cookie.Jars.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hiper.internal.bytes.Limits;
import dev.hiper.spi.PublicSuffixes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and files may not do to a jar. */
class HostileCookieTest {

    private final CookieJar jar = Jars.jar();

    @ParameterizedTest
    @Tag("T020")
    @CsvSource({
        "shop.co.uk,co.uk",
        "shop.co.uk,.co.uk",
        "shop.co.uk,CO.uk",
        "shop.co.uk,co.UK",
        "shop.co.UK,co.UK",
        "shop.co.uk,co.uk.",
        "shop.co.uk.,co.uk.",
        "shop.co.uk,uk",
        "firsthost.me.,.me.",
        "a.co.test,test",
        "x.apps.test,apps.test",
        "apps.test,test",
    })
    void publicSuffixTakesNoCookie(String host, String domain) {
        assertFalse(jar.add("a=1; Domain=" + domain, http(host, "/"), NOW));
    }

    @Test
    @Tag("T020")
    void hostThatIsASuffixNeverSetsForItsOwner() {
        PublicSuffixes suffixes = domain -> domain.equals("test") || domain.equals("user.apps.owner.test");
        CookieJar other = new CookieJar(suffixes);

        assertFalse(other.add("a=1; Domain=owner.test", http("x.user.apps.owner.test", "/"), NOW));
        assertTrue(other.add("a=1; Domain=owner.test", http("x.owner.test", "/"), NOW));
    }

    @Test
    @Tag("T020")
    void hostThatIsASuffixHasCookiesForItselfOnly() {
        assertTrue(jar.add("a=1; Domain=apps.test", http("apps.test", "/"), NOW));

        assertEquals("a=1", jar.header(http("apps.test", "/"), null, NOW));
        assertNull(jar.header(http("victim.apps.test", "/"), null, NOW));
        assertEquals(List.of(".apps.test\tTRUE\t/\tFALSE\t0\ta\t1"), lines(jar));
    }

    @Test
    @Tag("T020")
    void fileSetsNoCookieForASuffix() {
        load(
                jar,
                ".co.uk\tTRUE\t/\tFALSE\t0\tbad\tnot-allowed",
                "Set-Cookie: bad2=no; domain=co.uk; path=/",
                "foo.co.uk\tTRUE\t/\tFALSE\t0\tgood\tallowed");

        assertEquals("good=allowed", jar.header(http("foo.co.uk", "/409"), null, NOW));
    }

    @Test
    @Tag("T020")
    void withoutAListSingleLabelsAreSuffixes() {
        CookieJar plain = new CookieJar(PublicSuffixes.SINGLE_LABELS);

        assertFalse(plain.add("a=1; Domain=uk", http("shop.co.uk", "/"), NOW));
        assertTrue(plain.add("a=1; Domain=localhost", http("www.localhost", "/"), NOW));
    }

    @Test
    @Tag("T021")
    void tailInTheMiddleOfALabelIsNoMatch() {
        load(jar, ".ample.com\tTRUE\t/\tFALSE\t0\ta\t1");

        assertNull(jar.header(http("example.com", "/"), null, NOW));
        assertNotNull(jar.header(http("ex.ample.com", "/"), null, NOW));
    }

    @ParameterizedTest
    @Tag("T024")
    @ValueSource(
            strings = {
                "sid=2; Path=/a",
                "sid=2; Path=/a/b",
                "sid=2; Path=/abc",
                "sid=2; Path=/a; Domain=www.example.com",
                "sid=2; Path=/a; Domain=example.com",
                "sid=; Path=/a; Max-Age=0",
                "sid=2; Path=/a; Secure",
            })
    void plainTextDoesNotShadowASecureCookie(String attack) {
        assertTrue(jar.add("sid=1; Secure; Path=/a", https("www.example.com", "/"), NOW));

        assertFalse(jar.add(attack, http("www.example.com", "/"), NOW));
        assertEquals("sid=1", jar.header(https("www.example.com", "/a/b"), null, NOW));
    }

    @Test
    @Tag("T024")
    void plainTextMaySetTheNameWhereItDoesNotCollide() {
        jar.add("sid=1; Secure; Path=/login/en", https("www.example.com", "/"), NOW);

        assertTrue(jar.add("sid=2; Path=/", http("www.example.com", "/"), NOW));
        assertTrue(jar.add("sid=2; Path=/log", http("www.example.com", "/"), NOW));
        assertFalse(jar.add("sid=2; Path=/login", http("www.example.com", "/"), NOW));
        assertEquals("sid=1; sid=2", jar.header(https("www.example.com", "/login/en"), null, NOW));
    }

    @Test
    @Tag("T024")
    void siblingOnPlainTextDoesNotShadowASecureDomainCookie() {
        jar.add("sid=1; Secure; Path=/; Domain=example.com", https("www.example.com", "/"), NOW);

        assertFalse(jar.add("sid=2; Path=/; Domain=example.com", http("evil.example.com", "/"), NOW));
        assertFalse(jar.add("sid=2; Path=/x", http("evil.example.com", "/"), NOW));
    }

    @Test
    @Tag("T024")
    void secureOriginReplacesItsSecureCookie() {
        jar.add("sid=1; Secure; Path=/", https("example.com", "/"), NOW);
        assertTrue(jar.add("sid=2; Path=/", https("example.com", "/"), NOW));

        assertEquals("sid=2", jar.header(http("example.com", "/"), null, NOW));
    }

    @Test
    @Tag("T025")
    void secureCookieGoesByTlsOrToThisMachineOnly() {
        load(
                jar,
                "a.test\tFALSE\t/\tTRUE\t0\ta\t1",
                "localhost\tFALSE\t/\tTRUE\t0\ta\t1",
                "127.0.0.1\tFALSE\t/\tTRUE\t0\ta\t1",
                "127.0.0.2\tFALSE\t/\tTRUE\t0\ta\t1");

        assertNull(jar.header(http("a.test", "/"), null, NOW));
        assertNull(jar.header(http("127.0.0.2", "/"), null, NOW));
        assertEquals("a=1", jar.header(https("a.test", "/"), null, NOW));
        assertEquals("a=1", jar.header(http("localhost", "/"), null, NOW));
        assertEquals("a=1", jar.header(http("127.0.0.1", "/"), null, NOW));
    }

    @ParameterizedTest
    @Tag("T026")
    @ValueSource(
            strings = {
                "__Secure-x=1",
                "__Secure-x=1; Domain=example.com",
                "__Host-x=1",
                "__Host-x=1; Secure",
                "__Host-x=1; Secure; Path=/a",
                "__Host-x=1; Path=/",
                "__Host-x=1; Domain=example.com; Path=/; Secure",
            })
    void brokenPromiseOfAPrefixDropsTheCookie(String text) {
        assertFalse(jar.add(text, https("www.example.com", "/a/b"), NOW));
    }

    @Test
    @Tag("T026")
    void keptPromiseOfAPrefixIsFine() {
        CookieOrigin origin = https("www.example.com", "/a/b");
        assertTrue(jar.add("__Host-x=1; Secure; Path=/", origin, NOW));
        assertTrue(jar.add("__Secure-x=1; Secure; Domain=example.com", origin, NOW));
    }

    @Test
    @Tag("T026")
    void prefixesHoldForFilesAndHaveOneSpelling() {
        load(
                jar,
                "example.fake\tFALSE\t/\tFALSE\t0\tclean\tgood",
                "example.fake\tFALSE\t/\tFALSE\t0\t__secure-x\tyes",
                "example.fake\tFALSE\t/\tFALSE\t0\t__Secure-y\tno",
                "example.fake\tFALSE\t/\tFALSE\t0\tbad\tba\u0007d");

        assertEquals("__secure-x=yes; clean=good", jar.header(http("example.fake", "/2311"), null, NOW));
    }

    @Test
    @Tag("T028")
    void requestHasABoundedNumberOfCookies() {
        String[] lines = new String[Limits.COOKIES_PER_REQUEST + 1];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "attack.invalid\tTRUE\t/\tFALSE\t0\tname" + (i + 1) + "\tcould-be-large-" + (i + 1);
        }
        load(jar, lines);

        String field = jar.header(http("attack.invalid", "/a/b/442"), null, NOW);

        assertNotNull(field);
        assertEquals(Limits.COOKIES_PER_REQUEST, field.split("; ").length);
        assertTrue(field.startsWith("name150=could-be-large-150; name149="));
        assertTrue(field.endsWith("; name1=could-be-large-1"));
    }

    @Test
    @Tag("T028")
    void fieldHasABoundedLengthAndNothingFollowsACut() {
        CookieOrigin origin = http("a.test", "/");
        String value = "v".repeat(4000);
        jar.add("one=" + value, origin, NOW);
        jar.add("two=" + value, origin, NOW);
        assertEquals("two=" + value + "; one=" + value + "; own=1", jar.header(origin, "own=1", NOW));

        jar.add("three=" + value, origin, NOW);
        assertEquals("three=" + value + "; two=" + value, jar.header(origin, "own=1", NOW));
    }

    @Test
    @Tag("T028")
    void fullSiteGivesUpItsOldestCookieThatIsNotSecure() {
        CookieOrigin origin = https("a.test", "/");
        jar.add("precious=1; secure", origin, NOW);
        for (int i = 0; i < Limits.COOKIES_PER_SITE; i++) {
            assertTrue(jar.add("n" + i + "=1; path=/x", http("a.test", "/"), NOW));
        }

        assertEquals(Limits.COOKIES_PER_SITE, jar.size());
        assertEquals("precious=1", jar.header(origin, null, NOW));
        assertFalse(jar.list(NOW).contains("a.test\tFALSE\t/x\tFALSE\t0\tn0\t1"));
    }

    @Test
    @Tag("T028")
    void plainTextDoesNotPushOutSecureCookies() {
        for (int i = 0; i < Limits.COOKIES_PER_SITE; i++) {
            jar.add("n" + i + "=1; secure; path=/x", https("a.test", "/"), NOW);
        }

        assertFalse(jar.add("new=1", http("a.test", "/"), NOW));
        assertTrue(jar.add("new=1; secure", https("a.test", "/"), NOW));
        assertEquals(Limits.COOKIES_PER_SITE, jar.size());
    }

    @Test
    @Tag("T028")
    void fullJarTakesFromTheSiteKnownLongest() {
        for (int i = 0; i <= Limits.COOKIES; i++) {
            assertTrue(jar.add("a=1", http("host" + i + ".test", "/"), NOW));
        }

        assertEquals(Limits.COOKIES, jar.size());
        assertNull(jar.header(http("host0.test", "/"), null, NOW));
        assertNotNull(jar.header(http("host1.test", "/"), null, NOW));
        assertNotNull(jar.header(http("host" + Limits.COOKIES + ".test", "/"), null, NOW));
    }

    @Test
    @Tag("T030")
    void nothingOfOneHostLeaksToAnother() {
        jar.add("a=1", http("other.test", "/"), NOW);

        assertNull(jar.header(http("a.test", "/"), null, NOW));
        assertEquals("a=1", jar.header(http("other.test", "/"), null, NOW));
    }

    /** libcurl's test case 1561. */
    @Test
    @Tag("T024")
    @Tag("T026")
    void cookiesSetByPlainTextCannotOverrideSecureOnes() {
        CookieOrigin secure = https("www.example.com", "/15610001");
        for (String text : List.of(
                "super=secret; domain=example.com; path=/1561; secure;",
                "supersuper=secret; domain=example.com; path=/1561/login/; secure;",
                "__Secure-SID=12345; Domain=example.com",
                "__SecURE-SID=12346; Secure; Domain=example.com",
                "supersupersuper=secret; __Secure-SID=12346; Secure; Domain=example.com",
                "__Host-SID=22348; Domain=example.com; Path=/",
                "__Host-SID=12346; Secure; Path=/")) {
            jar.add(text, secure, NOW);
        }
        CookieOrigin plain = http("www.example.com", "/15610002");
        for (String text : List.of(
                "super=plain; domain=example.com; path=/1561; httponly;",
                "super=plain; domain=example.com; path=/1561/; httponly;",
                "super=plain; domain=example.com; path=/15; httponly;",
                "public=yes; domain=example.com; path=/foo;",
                "supersuper=plain; domain=example.com; path=/1561/login/en;",
                "supersuper=plain; domain=example.com; path=/1561/login;",
                "secureoverhttp=yes; domain=example.com; path=/1561; secure;",
                "__SecuRE-SID=22346; Secure; Domain=example.com",
                "__Host-SID=32350; Secure; Path=/")) {
            jar.add(text, plain, NOW);
        }

        assertEquals(
                List.of(
                        ".example.com\tTRUE\t/foo\tFALSE\t0\tpublic\tyes",
                        "#HttpOnly_.example.com\tTRUE\t/15\tFALSE\t0\tsuper\tplain",
                        "www.example.com\tFALSE\t/\tTRUE\t0\t__Host-SID\t12346",
                        ".example.com\tTRUE\t/\tTRUE\t0\tsupersupersuper\tsecret",
                        ".example.com\tTRUE\t/\tTRUE\t0\t__SecURE-SID\t12346",
                        ".example.com\tTRUE\t/1561/login\tTRUE\t0\tsupersuper\tsecret",
                        ".example.com\tTRUE\t/1561\tTRUE\t0\tsuper\tsecret"),
                lines(jar));
    }
}
